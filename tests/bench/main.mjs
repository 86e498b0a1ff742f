// Measures what zubi promises and prints it as one table. Arguments: the test build folder, then
// the parts that are wanted; without any, all. Nothing here is a test: how fast a machine is says
// nothing of whether the program is right.
import { readFileSync } from "node:fs";
import os from "node:os";

import { checks } from "./checks.mjs";
import { correction } from "./correction.mjs";
import { filter } from "./filter.mjs";
import { library } from "./library.mjs";
import { lighthouse } from "./lighthouse.mjs";
import { live } from "./live.mjs";
import { memory } from "./memory.mjs";
import { zubi } from "./newsroom.mjs";
import { pages } from "./pages.mjs";
import { pictures } from "./pictures.mjs";
import { publishing } from "./publishing.mjs";
import { quality } from "./quality.mjs";
import { race } from "./race.mjs";
import { search } from "./search.mjs";
import { sentences } from "./sentences.mjs";
import { terms } from "./terms.mjs";

const PARTS = {
  publishing, correction, terms, filter, library, race, pages, lighthouse, live, pictures, memory, search,
  sentences, checks,
  quality,
};

function kindOfProcessor() {
  const model = /^model name\s*:\s*(.+)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"));
  return model ? model[1].trim() : os.arch();
}

function describe(version, loadBefore) {
  const cores = os.availableParallelism();
  const memory = `${(os.totalmem() / 2 ** 30).toFixed(1)} GB`;
  const date = `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`;
  console.log(`${version.trim()} on ${os.hostname()}: ${kindOfProcessor()}, ${cores} cores, ${memory}, ` +
    `Linux ${os.release()}, ${date}`);
  if (loadBefore > cores / 2)
    console.log(`The machine was busy with other work (load ${loadBefore.toFixed(1)}): ` +
      "times are too long, ratios are rough.");
}

function print(rows) {
  const said = (met) => (met === undefined ? "-" : met ? "yes" : "NO");
  const table = [["promise", "measured", "met"], ...rows.map((row) => [row.promise, row.measured, said(row.met)])];
  const widths = [0, 1, 2].map((i) => Math.max(...table.map((cells) => cells[i].length)));
  table.splice(1, 0, widths.map((width) => "-".repeat(width)));
  console.log("");
  for (const cells of table) console.log(`| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`);
  for (const row of rows) if (row.notes?.length) console.log(`\n${row.notes.join("\n")}`);
}

const [testBuild, ...wanted] = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS[name]);
if (unknown.length) {
  console.error(`bench: no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  process.exit(64);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
const loadBefore = os.loadavg()[0];
const rows = [];
for (const name of wanted.length ? wanted : Object.keys(PARTS)) {
  const before = performance.now();
  const say = (what) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${name}: ${what}`);
  try {
    rows.push(...await PARTS[name](say, testBuild));
  } catch (error) {
    rows.push({ promise: name, measured: `not measured: ${error.message.split("\n")[0]}` });
    console.error(`\nbench: ${name}: ${error.stack}`);
    process.exitCode = 1;
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  console.error(`measured ${name} in ${((performance.now() - before) / 1000).toFixed(0)} s`);
}
describe(await zubi(["version"]), loadBefore);
print(rows);
