// What the checks of translations find, by the tests that hold them to it, and what they cost
// beside the programs that translate.
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

import { ROOT, scratchFolder, ZUBI } from "../support/program.mjs";
import { clock } from "./clock.mjs";
import { median } from "./numbers.mjs";
import { Writer } from "./writer.mjs";

const BYTES = 1000000, RUNS = 5, DIFFERENT = 100, MODES = "/usr/share/apertium/modes";
const DIRECTIONS = [["eu", "es", "eu-es"], ["es", "en", "spa-eng"], ["es", "gl", "es-gl"]];
const WANTED = ["number", "name", "negation", "mark"]; // of these 95 % are promised

function shown(testBuild, name) {
  const program = path.resolve(ROOT, testBuild, `tests/test_translate_${name}`);
  if (!existsSync(program)) throw new Error("not measured: `make test` builds what measures it");
  const { stdout, stderr } = spawnSync(program, { cwd: ROOT, encoding: "utf8", env: { ...process.env, CHECK_SHOW: "1" } });
  return `${stdout}\n${stderr}`.split("\n");
}

const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

function goodRow(set, n, held, by) {
  return {
    promise: `good pairs held, ${set}: at most 3 %`, met: held * 100 <= n * 3,
    measured: `${share(held, n)} of ${n}${by ? ` (${by})` : ""}`,
  };
}

function plantedRow(set, planted) {
  const one = ({ kind, n, found, held }) => `${kind} ${share(found, n)} (held ${share(held, n)})`;
  const wanted = planted.filter(({ kind }) => WANTED.includes(kind));
  const others = planted.filter(({ kind }) => !WANTED.includes(kind));
  return [
    {
      promise: `planted errors found, ${set}: at least 95 % of each of these`,
      met: wanted.every(({ n, found }) => found * 100 >= n * 95), measured: wanted.map(one).join(", "),
    },
    { promise: "… and of others", measured: others.map(one).join(", ") },
  ];
}

// The 500 + 500 pairs the words were made with, and news that nothing was made with.
function pairs(testBuild) {
  const lines = shown(testBuild, "check_pairs"), rows = [];
  const number = /good pairs: (\d+), held (\d+)/, news = /news: (\d+), held (\d+)/;
  const planted = lines.map((line) => /planted (\S+) +(\d+), found +(\d+).*held +(\d+)/.exec(line)).filter(Boolean)
    .map(([, kind, n, found, held]) => ({ kind, n: Number(n), found: Number(found), held: Number(held) }));
  const good = lines.map((line) => number.exec(line)).find(Boolean);
  rows.push(goodRow("made along with the words", Number(good[1]), Number(good[2])), ...plantedRow("made along with the words", planted));
  const at = lines.findIndex((line) => news.test(line));
  if (at >= 0) {
    const [, n, held] = news.exec(lines[at]);
    const by = lines.slice(at + 1).filter((line) => /^ {2}\S+ +\d+$/.test(line)).map((line) => line.trim().replace(/ +/, " "));
    rows.push(goodRow("human translations of news, es-en", Number(n), Number(held), by.join(", ")));
  }
  return rows;
}

// Sentences in seven languages, each into each other: those that were looked at, and the others.
function parallel(testBuild) {
  const row = /^(held-out|looked-at) (\S+) +(\d+), found +(\d+).*?held +(\d+) \([^)]*\)(?:, warned or held \d+)?(.*)$/;
  const found = shown(testBuild, "check_parallel").map((line) => row.exec(line)).filter(Boolean)
    .map(([, set, kind, n, found, held, by]) => ({ set, kind, n: Number(n), found: Number(found), held: Number(held), by: by.trim() }));
  return ["looked-at", "held-out"].flatMap((set) => {
    const own = found.filter((one) => one.set === set);
    const good = own.find(({ kind }) => kind === "good");
    const name = `42 directions, ${set}`;
    return [goodRow(name, good.n, good.held, good.by), ...plantedRow(name, own.filter((one) => one !== good))];
  });
}

function cost([from, to, mode], say) {
  const promise = `checks of 1 MB, ${from} → ${to}: a small part of 25 % of the bare pipeline`;
  if (!existsSync(`${MODES}/${mode}.mode`)) return { promise, measured: `not measured: ${mode} is not installed` };
  const folder = scratchFolder(), writer = new Writer(from, 3), text = [], again = [];
  for (let bytes = 0; bytes < BYTES; bytes += Buffer.byteLength(text.at(-1))) text.push(`${writer.sentence()}\n`);
  // A few sentences over and over: engines say each once, so that what the checks cost stands out.
  for (let i = 0; i < text.length; i++) again.push(text[i % DIFFERENT]);
  writeFileSync(path.join(folder, "in.txt"), text.join(""));
  writeFileSync(path.join(folder, "again.txt"), again.join(""));
  clock(folder, `apertium-destxt in.txt > bare.in; apertium-wblank-mode ${MODES}/${mode}.mode > bare.sh`);
  const translate = `'${ZUBI}' translate --from ${from} --to ${to}`;
  const commands = {
    without: `${translate} < again.txt > zubi.out`,
    checked: `${translate} --check < again.txt > zubi.out 2> findings.out`,
  };
  const times = { without: [], checked: [] };
  for (let i = 0; i < RUNS; i++)
    for (const what of i % 2 ? ["checked", "without"] : ["without", "checked"]) {
      say(`${mode}, ${what} ${i + 1} of ${RUNS}`);
      times[what].push(clock(folder, commands[what]).cpu);
    }
  say(`${mode}, the bare pipeline`);
  const bare = clock(folder, "bash bare.sh -n '' < bare.in > bare.out").cpu;
  const more = median(times.checked) - median(times.without);
  return {
    promise, met: more <= bare * 0.05,
    measured: `${share(more, bare)} of its processor time (${more.toFixed(2)} of ${bare.toFixed(2)} s for ` +
      `${text.length} sentences, printing what was found included)`,
  };
}

export async function checks(say, testBuild) {
  say("what they find");
  return [...pairs(testBuild), ...parallel(testBuild), ...DIRECTIONS.map((direction) => cost(direction, say))];
}
