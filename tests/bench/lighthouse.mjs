// What Google's Lighthouse says of the built-in theme, in headless Chromium on a simulated slow 4G.
// It is too large for the packages of the tests (185 MB), so it is fetched by npm when it is asked
// for, into the build folder; without a network there is no row.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { SAMPLE } from "../support/program.mjs";
import { Newsroom, zubi } from "./newsroom.mjs";
import { median } from "./numbers.mjs";

const VERSION = "12.8.2", RUNS = 5, LANGUAGE = "fr";
// The machine's own pace moves the simulated one: Lighthouse takes 4 × slower than a quick desktop
// (its benchmark index 1,500 to 2,000) for a phone. The index is said beside.
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
// Lighthouse's own "slow 4G": 150 ms of round trip, 1.6 Mbit/s, a processor four times slower.
const FLAGS = ["--quiet", "--output=json", "--throttling-method=simulate", `--only-categories=${CATEGORIES}`,
  "--chrome-flags=--headless=new --no-sandbox --disable-gpu --no-first-run"];
const CHROMIUM = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

function install(testBuild) {
  const folder = path.resolve(testBuild, "lighthouse");
  const program = path.join(folder, "node_modules/lighthouse/cli/index.js");
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const done = spawnSync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts",
    `lighthouse@${VERSION}`], { encoding: "utf8" });
  return done.status === 0 && existsSync(program) ? program : null;
}

function examine(newsroom, program, address) {
  const file = path.join(newsroom.folder, "lighthouse.json");
  const done = spawnSync(process.execPath, [program, `http://127.0.0.1:${newsroom.port}${address}`, ...FLAGS,
    `--output-path=${file}`], { encoding: "utf8", env: { ...process.env, CHROME_PATH: CHROMIUM } });
  if (done.status !== 0) throw new Error(`lighthouse ${address}: ${done.stderr}`);
  return JSON.parse(readFileSync(file, "utf8"));
}

function failures(report, categories) {
  return categories.flatMap((name) => report.categories[name].auditRefs)
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => report.audits[id])
    .filter(({ score }) => score !== null && score < 1)
    .map(({ id, title, displayValue }) => `  ${id}: ${title}${displayValue ? ` (${displayValue})` : ""}`);
}

function rows(kind, reports) {
  const points = CATEGORIES.map((name) => Math.round(100 * median(reports.map((one) => one.categories[name].score))));
  const metric = (id) => median(reports.map((one) => one.audits[id].numericValue));
  const lcp = metric("largest-contentful-paint"), shift = metric("cumulative-layout-shift");
  const best = Math.min(...reports.map((one) => one.audits["largest-contentful-paint"].numericValue));
  const index = median(reports.map((one) => one.environment.benchmarkIndex));
  return [
    {
      promise: `Lighthouse, ${kind}: 100 for performance, accessibility, best practices, SEO`,
      measured: points.join(", "),
      met: points.every((one) => one === 100),
      notes: points.every((one) => one === 100) ? [] : failures(reports[0], CATEGORIES),
    },
    {
      promise: `${kind} on slow 4G: largest contentful paint under 1 s, nothing shifts`,
      measured: `${(lcp / 1000).toFixed(2)} s (best of ${RUNS}: ${(best / 1000).toFixed(2)}), ${shift.toFixed(3)}; ` +
        `machine's benchmark index ${index.toFixed(0)}`,
      met: lcp < 1000 && shift === 0,
    },
  ];
}

export async function lighthouse(say, testBuild) {
  say("npm install");
  const program = install(testBuild);
  if (!program || !CHROMIUM)
    return [{ promise: "Lighthouse", measured: `not measured: no ${program ? "Chromium" : "npm or no network"} here` }];
  const newsroom = await Newsroom.make();
  say("importing and translating the sample");
  await zubi(["import", "--data", newsroom.dir, "--wait", "--quiet", SAMPLE]);
  await newsroom.start({ own: true });
  try {
    const front = `/${LANGUAGE}/`, text = await newsroom.get(front);
    const story = new RegExp(`href="(/${LANGUAGE}/[^"/]+/[^"/]+-\\d+)"`).exec(text)[1];
    const found = [];
    for (const [kind, address] of [["front page", front], ["story page", story]]) {
      const reports = [];
      for (let i = 0; i < RUNS; i++) {
        say(`${kind}, ${i + 1} of ${RUNS}`);
        reports.push(examine(newsroom, program, address));
      }
      found.push(...rows(kind, reports));
    }
    return found;
  } finally {
    await newsroom.stop();
  }
}
