// A newsroom with 100,000 stories: taken in, started, read at both ends.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { ZUBI } from "../support/program.mjs";
import { clock } from "./clock.mjs";
import { Newsroom } from "./newsroom.mjs";
import { integer, median, quantile, random } from "./numbers.mjs";
import { Writer } from "./writer.mjs";

export const STORIES = 100000, SECTION = "herria";
const PORTION = 20000, WORDS = 200, PER_PAGE = 20, STARTS = 11, REQUESTS = 1000;
const PAGES = STORIES / PER_PAGE;
const FIRST_MS = Date.parse("2020-01-01T00:00:00Z");

// Story n's date, from 1 for the oldest, which has the id 1.
function dateOf(n) {
  return FIRST_MS + n * 60000;
}

// Texts of stories out of a store of sentences: import does not mind that they come again.
function* texts() {
  const writer = new Writer("eu", 5), next = random(6);
  const sentences = Array.from({ length: 2000 }, () => writer.sentence());
  const bodies = Array.from({ length: 1000 }, () => writer.paragraphs(WORDS - 30).join("\n\n"));
  const one = (list) => list[Math.floor(next() * list.length)];
  for (let n = 1; ; n++)
    yield `---
language: eu
section: ${SECTION}
topic: Gaia ${n % 20}
headline: ${one(sentences)} ${n}
lead: ${one(sentences)}
date: ${new Date(dateOf(n)).toISOString()}
byline: Peru Madariaga
---
${one(bodies)}
`;
}

// Takes in all stories, a folder for each portion: [{wall, cpu}] in seconds.
export function fill(newsroom, say) {
  const text = texts(), times = [];
  const folder = path.join(newsroom.folder, "stories"), out = path.join(newsroom.folder, "out");
  for (let n = 0; n < STORIES; n += PORTION) {
    say(`import, ${integer(n)} of ${integer(STORIES)}`);
    mkdirSync(folder);
    for (let i = n + 1; i <= n + PORTION; i++)
      writeFileSync(path.join(folder, `${String(i).padStart(6, "0")}.md`), text.next().value);
    times.push(clock(newsroom.folder,
      `'${ZUBI}' import --data '${newsroom.dir}' --no-translate --quiet stories > out`));
    const said = readFileSync(out, "utf8");
    if (!said.startsWith(`${PORTION} new, `)) throw new Error(said);
    rmSync(folder, { recursive: true });
  }
  return times;
}

function importRow(times) {
  const rates = times.map(({ wall }) => PORTION / wall);
  const perProcessor = PORTION / median(times.map(({ cpu }) => cpu));
  return {
    promise: `import without translation: at least 2,000 stories of ${WORDS} words a second`,
    measured: `${integer(median(rates))} (slowest of ${rates.length} × ${integer(PORTION)}: ` +
      `${integer(Math.min(...rates))}; ${integer(perProcessor)} a second of processor time)`,
    met: median(rates) >= 2000,
  };
}

async function startUp(newsroom) {
  const times = [];
  for (let i = 0; i < STARTS; i++) {
    times.push(await newsroom.start());
    await newsroom.stop();
  }
  return {
    promise: `start-up with ${integer(STORIES)} stories: first answer within 200 ms`,
    measured: `${median(times).toFixed(0)} ms (worst of ${STARTS}: ${Math.max(...times).toFixed(0)})`,
    met: median(times) < 200,
  };
}

async function lists(newsroom) {
  const last = PER_PAGE + 1; // the oldest story of the page before the last
  const pages = [`/eu/${SECTION}/`, `/eu/${SECTION}/before-${dateOf(last)}-${last}/`];
  const times = [[], []];
  for (let i = -50; i < REQUESTS; i++) {
    for (const k of i % 2 ? [0, 1] : [1, 0]) {
      const before = performance.now();
      const text = await newsroom.get(pages[k]);
      if (i >= 0) times[k].push(performance.now() - before);
      if (i === 0 && text.includes("data-more") !== (k === 0)) throw new Error(`${pages[k]} is not where it should be`);
    }
  }
  const ratio = median(times[1]) / median(times[0]);
  const said = times.map((one) => `${median(one).toFixed(2)} ms (p99 ${quantile(one, 0.99).toFixed(2)})`);
  return {
    promise: `section of ${integer(STORIES)} stories: page ${integer(PAGES)} within 1.5 × of page 1`,
    measured: `${ratio.toFixed(2)} ×: ${said[0]} to ${said[1]}`,
    met: ratio <= 1.5 && ratio >= 1 / 1.5,
  };
}

export async function library(say) {
  const newsroom = await Newsroom.make();
  const imported = fill(newsroom, say);
  say("start-up");
  const started = await startUp(newsroom);
  await newsroom.start();
  const idle = newsroom.memory();
  say("lists");
  const listed = await lists(newsroom);
  const served = newsroom.memory();
  await newsroom.stop();
  return [
    importRow(imported), listed, started,
    {
      promise: "idle server without engines: under 40 MB",
      measured: `${idle.toFixed(1)} MB after start, ${served.toFixed(1)} MB after ${integer(2 * (REQUESTS + 50))} pages`,
      met: Math.max(idle, served) < 40,
    },
  ];
}
