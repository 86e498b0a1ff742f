// `zubi translate` beside the programs it drives, and beside a call of `apertium` for each story.
// The bare pipeline is what `apertium` runs for the direction, between its deformatter and its
// reformatter, over the same text deformatted beforehand.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { scratchFolder, ZUBI } from "../support/program.mjs";
import { clock } from "./clock.mjs";
import { median } from "./numbers.mjs";
import { Writer } from "./writer.mjs";

const BYTES = 1000000, RUNS = 3, CALLS = 12, STORY_WORDS = 500, LIMIT = 1.15;
const MODES = "/usr/share/apertium/modes";
const DIRECTIONS = [["eu", "es", "eu-es"], ["es", "en", "spa-eng"], ["es", "gl", "es-gl"]];

// The part of the lines that both say in the same words; the case of letters is repaired by zubi.
function sameLines(folder) {
  const lines = (name) => readFileSync(path.join(folder, name), "utf8").toLowerCase()
    .split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
  const ours = lines("zubi.out"), theirs = lines("bare.txt");
  if (ours.length !== theirs.length) return 0;
  return ours.filter((line, i) => line === theirs[i]).length / ours.length;
}

// Writes the text and the stories; says how many such stories are as long as the text.
function write(folder, language) {
  const writer = new Writer(language, 3), text = [];
  for (let bytes = 0; bytes < BYTES; bytes += Buffer.byteLength(text.at(-1))) text.push(`${writer.paragraph()}\n\n`);
  writeFileSync(path.join(folder, "in.txt"), text.join(""));
  const stories = Array.from({ length: CALLS }, () => `${writer.paragraphs(STORY_WORDS).join("\n\n")}\n`);
  stories.forEach((story, i) => writeFileSync(path.join(folder, `story${i}.txt`), story));
  return BYTES / (Buffer.byteLength(stories.join("")) / CALLS);
}

function compare(from, to, mode, say) {
  const folder = scratchFolder();
  const stories = write(folder, from);
  clock(folder, `apertium-destxt in.txt > bare.in; apertium-wblank-mode ${MODES}/${mode}.mode > bare.sh`);
  const commands = {
    zubi: `'${ZUBI}' translate --from ${from} --to ${to} < in.txt > zubi.out`,
    bare: "bash bare.sh -n '' < bare.in > bare.out",
  };
  const times = { zubi: [], bare: [] };
  for (let i = 0; i < RUNS; i++) {
    for (const who of i % 2 ? ["bare", "zubi"] : ["zubi", "bare"]) {
      say(`${mode}, ${who} ${i + 1} of ${RUNS}`);
      times[who].push(clock(folder, commands[who]));
    }
  }
  say(`${mode}, ${CALLS} calls of apertium`);
  const calls = clock(folder, `for i in $(seq 0 ${CALLS - 1}); do apertium ${mode} < story$i.txt > call.out; done`);
  clock(folder, "apertium-retxt < bare.out > bare.txt");
  const middle = (who, what) => median(times[who].map((time) => time[what]));
  return {
    wall: middle("zubi", "wall") / middle("bare", "wall"),
    cpu: middle("zubi", "cpu") / middle("bare", "cpu"),
    calls: (calls.wall / CALLS) / (middle("zubi", "wall") / stories),
    same: sameLines(folder),
  };
}

export async function filter(say) {
  const rows = [];
  for (const [from, to, mode] of DIRECTIONS) {
    const promise = `zubi translate ${from} → ${to}, 1 MB: at most ${LIMIT} × the bare pipeline`;
    if (!existsSync(`${MODES}/${mode}.mode`)) {
      rows.push({ promise, measured: `not measured: ${mode} is not installed` });
      continue;
    }
    const { wall, cpu, calls, same } = compare(from, to, mode, say);
    rows.push({
      promise, met: wall <= LIMIT,
      measured: `${wall.toFixed(2)} × (processor time ${cpu.toFixed(2)} ×; ` +
        `${(same * 100).toFixed(1)} % of lines the same)`,
    });
    rows.push({
      promise: "… several times less than a call of apertium for each story",
      measured: `${calls.toFixed(1)} × less`, met: calls >= 3,
    });
  }
  return rows;
}
