// How good translations are, beside the `apertium` that is installed and beside other systems.
//
// Basque → English: 200 sentences of news with a person's translation, eu-en.tsv: source, reference,
// and names that may stand there in their base form when the reference calls them otherwise.
// Spanish → English: a public test set, when it is there.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { ROOT, scratchFolder } from "../support/program.mjs";
import { chrf } from "./chrf.mjs";
import { dictionary, share } from "./leftover.mjs";
import { zubi } from "./newsroom.mjs";

const DATA = path.join(ROOT, "tests/bench/data");
const NEWS = path.join(ROOT, "../shared/news"), SET = "flores-dev";
const LISTS = ["/usr/share/dict/american-english", "/usr/share/dict/british-english"];
const MOST_LEFT = 0.01;

function linesOf(text) {
  return text.replace(/\n$/, "").split("\n");
}

// Plain Apertium, one line for each; `more` are options. It wants a pipe for its input, no socket.
function apertium(lines, mode, more = "-u") {
  const done = spawnSync("sh", ["-c", `cat | apertium ${more} ${mode}`],
    { input: `${lines.join("\n")}\n`, encoding: "utf8", maxBuffer: 1 << 26 });
  if (done.status !== 0 || !done.stdout) throw new Error(`apertium ${mode}: ${done.error ?? done.stderr}`);
  return linesOf(done.stdout);
}

// The share of words that Apertium itself marks as unknown.
function marked(lines, mode) {
  const words = apertium(lines, mode, "").join("\n").match(/[*#@]?[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => /^[*#@]/.test(word)).length / words.length;
}

async function translate(lines, from, to, more = []) {
  const out = await zubi(["translate", "--from", from, "--to", to, ...more], { input: `${lines.join("\n")}\n` });
  return linesOf(out);
}

const percent = (part) => `${(100 * part).toFixed(1)} %`;

function wordsLeft(left) {
  return left.map(({ word, sentence }) => `  ${word}: ${sentence.source}`);
}

async function basque(say) {
  const promise = "Basque → English: words left in Basque or marked as unknown, under 1 %";
  if (!LISTS.every((list) => existsSync(list)))
    return [{ promise, measured: "not measured: wamerican and wbritish are not installed" }];
  const known = dictionary(...LISTS.map((list) => readFileSync(list, "utf8")));
  const rows = linesOf(readFileSync(path.join(DATA, "eu-en.tsv"), "utf8")).map((line) => line.split("\t"));
  const sources = rows.map(([source]) => source), references = rows.map(([, reference]) => reference);
  const measure = (lines) => ({
    chrf: chrf(lines, references),
    ...share(rows.map(([source, reference, names], i) =>
      ({ source, reference, names, translation: lines[i] })), known),
  });
  say("Basque to English, zubi");
  const ours = measure(await translate(sources, "eu", "en"));
  say("Basque to English, apertium");
  const direct = measure(apertium(sources, "eu-en"));
  const spanish = measure(apertium(apertium(sources, "eu-es"), "spa-eng"));
  return [{
    promise, met: ours.share < MOST_LEFT,
    measured: `${percent(ours.share)}; plain Apertium ${percent(direct.share)}, by way of Spanish ${percent(spanish.share)}`,
    notes: [
      `Basque → English, ${rows.length} sentences, ${ours.words} words: chrF zubi ${ours.chrf.toFixed(1)}, ` +
        `plain Apertium ${direct.chrf.toFixed(1)}, by way of Spanish ${spanish.chrf.toFixed(1)}.`,
      `Apertium itself marks ${percent(marked(sources, "eu-en"))} of eu-en's words, ` +
        `${percent(marked(sources, "eu-es"))} of eu-es's.`,
      "Left over:", ...wordsLeft(ours.left),
    ],
  }];
}

// A newsroom whose glossary is that of tests/bench/data.
async function glossary() {
  const folder = path.join(scratchFolder(), "newsroom");
  await zubi(["init", folder, "--name", "Bench", "--source", "es", "--languages", "es,en"]);
  await zubi(["term", "import", path.join(DATA, "es-en.terms.csv"), "--data", folder]);
  return folder;
}

async function spanish(say) {
  const promise = "Spanish → English, chrF at least plain Apertium's";
  if (!existsSync(path.join(NEWS, `${SET}.es`)))
    return [{ promise, measured: `not measured: no test set in ${path.relative(ROOT, NEWS)}` }];
  const read = (name) => linesOf(readFileSync(path.join(NEWS, name), "utf8"));
  const source = read(`${SET}.es`), reference = read(`${SET}.en`);
  say("Spanish to English");
  const plain = chrf(apertium(source, "spa-eng"), reference);
  const ours = chrf(await translate(source, "es", "en"), reference);
  const bound = chrf(await translate(source, "es", "en", ["--data", await glossary()]), reference);
  const others = readdirSync(NEWS).filter((name) => name.startsWith(`${SET}.`) && name.split(".").length === 3)
    .map((name) => [name.split(".")[1], chrf(read(name), reference)]);
  const table = [["plain Apertium", plain], ["zubi", ours], ["zubi, with names and terms", bound], ...others]
    .sort((left, right) => left[1] - right[1]);
  return [
    { promise, met: ours >= plain, measured: `${ours.toFixed(2)}; plain Apertium ${plain.toFixed(2)}` },
    {
      promise: "… with names and terms, higher", met: bound > ours && bound > plain, measured: bound.toFixed(2),
      notes: [`Spanish → English, chrF of ${source.length} sentences of ${SET}:`,
        ...table.map(([name, score]) => `  ${score.toFixed(2)}  ${name}`)],
    },
  ];
}

export async function quality(say) {
  return [...await basque(say), ...await spanish(say)];
}
