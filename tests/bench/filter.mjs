// `zubi translate` beside the programs it drives, and beside a call of `apertium` for each story.
// The bare pipeline is what `apertium` runs for the direction, between its deformatter and its
// reformatter, over the same text deformatted beforehand. Then once more with a glossary and all
// checks; names and marks are looked after always.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { scratchFolder, ZUBI } from "../support/program.mjs";
import { clock } from "./clock.mjs";
import { zubi } from "./newsroom.mjs";
import { median } from "./numbers.mjs";
import { Writer } from "./writer.mjs";

const BYTES = 1000000, RUNS = 3, CALLS = 12, STORY_WORDS = 500, LIMIT = 1.15, ALL_LIMIT = 1.25;
const TERMS = 1000, TERMS_IN_TEXT = 100;
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

// A newsroom whose glossary has TERMS terms, of which TERMS_IN_TEXT stand in the text.
async function writeGlossary(folder, from, to) {
  const text = readFileSync(path.join(folder, "in.txt"), "utf8");
  const words = [...new Set(text.match(/(?<=\s)\p{Ll}{7,}(?=\s)/gu))].slice(0, TERMS_IN_TEXT);
  const others = Array.from({ length: TERMS - words.length }, (_, i) => `Izena${i} Zarra`);
  const rows = [...words.map((word) => `${word},noun,${word}o`), ...others.map((name) => `${name},person,${name}`)];
  writeFileSync(path.join(folder, "terms.csv"), [`term,kind,${to}`, ...rows].join("\n"));
  const data = path.join(folder, "newsroom");
  await zubi(["init", data, "--name", "Bench", "--source", from, "--languages", `${from},${to}`]);
  await zubi(["term", "import", path.join(folder, "terms.csv"), "--data", data]);
  return data;
}

async function compare(from, to, mode, say) {
  const folder = scratchFolder();
  const stories = write(folder, from);
  const data = await writeGlossary(folder, from, to);
  clock(folder, `apertium-destxt in.txt > bare.in; apertium-wblank-mode ${MODES}/${mode}.mode > bare.sh`);
  const commands = {
    zubi: `'${ZUBI}' translate --from ${from} --to ${to} < in.txt > zubi.out`,
    all: `'${ZUBI}' translate --from ${from} --to ${to} --data '${data}' --check < in.txt > all.out 2> findings`,
    bare: "bash bare.sh -n '' < bare.in > bare.out",
  };
  const times = { zubi: [], all: [], bare: [] };
  for (let i = 0; i < RUNS; i++) {
    for (const who of i % 2 ? ["bare", "all", "zubi"] : ["zubi", "all", "bare"]) {
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
    all: middle("all", "cpu") / middle("bare", "cpu"),
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
    const { wall, cpu, all, calls, same } = await compare(from, to, mode, say);
    rows.push({
      promise, met: wall <= LIMIT,
      measured: `${wall.toFixed(2)} × (processor time ${cpu.toFixed(2)} ×; ` +
        `${(same * 100).toFixed(1)} % of lines the same)`,
    });
    rows.push({
      promise: `… with ${TERMS} terms and all checks: at most ${ALL_LIMIT} × its processor time`,
      measured: `${all.toFixed(2)} × (without them ${cpu.toFixed(2)} ×)`, met: all <= ALL_LIMIT,
    });
    rows.push({
      promise: "… several times less than a call of apertium for each story",
      measured: `${calls.toFixed(1)} × less`, met: calls >= 3,
    });
  }
  return rows;
}
