// Search in a newsroom of 100,000 stories in seven languages, over HTTP: what readers type.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { noEngines } from "../support/faults.mjs";
import { ZUBI } from "../support/program.mjs";
import { clock } from "./clock.mjs";
import { fill, SECTION, STORIES } from "./library.mjs";
import { LANGUAGES, Newsroom } from "./newsroom.mjs";
import { integer, quantile, random } from "./numbers.mjs";
import { Writer } from "./writer.mjs";

const SENTENCES = 4000, REQUESTS = 4000, WARM = 200, FOUND_TRIES = 20;

function mustRun(command, args, input) {
  const done = spawnSync(command, args, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${command} ${args.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

// Sentences of every language: the sample's own, or what engines make of them. Where there is no
// engine for a language, those of Spanish stand for it.
function sentencesOf(say) {
  const own = (language) => {
    const writer = new Writer(language, 7);
    return Array.from({ length: SENTENCES }, () => writer.sentence());
  };
  const sentences = { eu: own("eu"), es: own("es") };
  for (const language of LANGUAGES) {
    if (sentences[language]) continue;
    say(`sentences in ${language}`);
    const done = spawnSync(ZUBI, ["translate", "es", language],
      { input: `${sentences.es.join("\n")}\n`, encoding: "utf8", maxBuffer: 1 << 28 });
    const lines = done.status === 0 ? done.stdout.trim().split("\n") : sentences.es;
    sentences[language] = lines.filter((line) => line.length > 20);
  }
  return sentences;
}

async function addEditions(newsroom, say, sentences) {
  const files = [];
  for (const language of LANGUAGES) {
    if (language === "eu") continue;
    const file = path.join(newsroom.folder, `sentences.${language}`);
    writeFileSync(file, `${sentences[language].join("\n")}\n`);
    files.push(`${language}=${file}`);
  }
  say("editions");
  const build = path.dirname(ZUBI);
  mustRun("ninja", ["-C", build, "bench-editions"]);
  mustRun(path.join(build, "bench-editions"), [`sqlite:${path.join(newsroom.dir, "zubi.db")}`, ...files]);
}

// What is asked for: words as often as they stand in the texts, so that common ones are common.
class Reader {
  constructor(sentences) {
    this.random = random(11);
    this.words = {};
    for (const language of LANGUAGES)
      this.words[language] = sentences[language].map((text) => text.match(/\p{L}{3,}/gu) || ["ez"]);
  }

  #one(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  query() {
    const language = this.#one(LANGUAGES);
    const words = this.#one(this.words[language]);
    const at = Math.floor(this.random() * words.length);
    const kind = this.#one(["word", "word", "word", "two", "two", "phrase", "prefix", "section", "dates", "newest", "rare", "typing"]);
    const query = { q: words[at] };
    if (kind === "two") query.q = `${words[at]} ${this.#one(words)}`;
    if (kind === "phrase") query.q = `"${words.slice(at, at + 2).join(" ")}"`;
    if (kind === "prefix") query.q = `${words[at].slice(0, 4)}*`;
    if (kind === "rare") query.q = `${words[at]} ${1 + Math.floor(this.random() * STORIES)}`;
    if (kind === "section") query.section = SECTION;
    if (kind === "dates") Object.assign(query, { from: "2020-02-01", to: "2020-02-20" });
    if (kind === "newest") query.order = "newest";
    if (kind === "typing") query.q = words[at].slice(0, 1 + Math.floor(this.random() * words[at].length));
    const page = kind === "typing" ? "search/suggest" : "search";
    return { kind, address: `/${language}/${page}?${new URLSearchParams(query)}` };
  }
}

async function ask(newsroom, sentences, say) {
  const reader = new Reader(sentences), times = {}, all = [];
  let slowest = { ms: 0 };
  for (let i = -WARM; i < REQUESTS; i++) {
    const { kind, address } = reader.query();
    const before = performance.now();
    await newsroom.get(address);
    const ms = performance.now() - before;
    if (i < 0) continue;
    if (i % 500 === 0) say(`asking, ${integer(i)} of ${integer(REQUESTS)}`);
    (times[kind] ||= []).push(ms);
    all.push(ms);
    if (ms > slowest.ms) slowest = { ms, address };
  }
  const said = (list) => `${quantile(list, 0.5).toFixed(1)}/${quantile(list, 0.99).toFixed(1)}`;
  const p50 = quantile(all, 0.5), p99 = quantile(all, 0.99);
  return {
    promise: `search in ${integer(STORIES)} stories × ${LANGUAGES.length} languages: p50 under 5 ms, p99 under 30 ms`,
    measured: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    met: p50 < 5 && p99 < 30,
    notes: [`search, p50/p99 in ms: ${Object.entries(times).sort().map(([kind, list]) => `${kind} ${said(list)}`).join(", ")}`,
      `the slowest, ${slowest.ms.toFixed(0)} ms: ${decodeURIComponent(slowest.address)}`],
  };
}

// From the answer to a save until the story is found.
async function soonFound(newsroom) {
  const times = [];
  for (let i = 0; i < FOUND_TRIES; i++) {
    await newsroom.post({ language: "eu", section: SECTION, headline: `Bilagarria${i}zenbakia`, body: "<p>Bai.</p>" });
    const before = performance.now();
    while (!(await newsroom.get(`/eu/search?q=bilagarria${i}zenbakia`)).includes("<mark>"))
      if (performance.now() - before > 10000) throw new Error("a story is not found");
    times.push(performance.now() - before);
  }
  return {
    promise: "a story that was saved is found (no figure promised)",
    measured: `after ${quantile(times, 0.5).toFixed(0)} ms (worst of ${FOUND_TRIES}: ${Math.max(...times).toFixed(0)})`,
  };
}

export async function search(say) {
  const newsroom = await Newsroom.make();
  const sentences = sentencesOf(say);
  fill(newsroom, say);
  await addEditions(newsroom, say, sentences);
  say("index");
  const indexed = clock(newsroom.folder, `'${ZUBI}' search --data '${newsroom.dir}' --rebuild > out`);
  const editions = STORIES * LANGUAGES.length;
  // Engines would make these editions anew behind our back.
  await newsroom.start({ env: { ZUBI_LOG_LEVEL: "warn", ...noEngines() } });
  try {
    return [
      await ask(newsroom, sentences, say),
      await soonFound(newsroom),
      {
        promise: "the index made anew (no figure promised)",
        measured: `${integer(editions / indexed.wall)} editions a second (${integer(editions / indexed.cpu)} a second of processor time)`,
      },
    ];
  } finally {
    await newsroom.stop();
  }
}
