// A term that 10,000 sentences have: counted, put into the glossary, and what it touches translated
// again while readers read and a story is published.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { ZUBI } from "../support/program.mjs";
import { clock } from "./clock.mjs";
import { Newsroom, zubi } from "./newsroom.mjs";
import { integer, median, quantile, random } from "./numbers.mjs";
import { Writer } from "./writer.mjs";

const STORIES = 1000, PER_STORY = 13, TOUCHED = 10000, COUNTS = 15, NEWS_SEGMENTS = 20;
const READERS = 2, THINK_MS = 8, READ_MS = 10000, LOOK_MS = 20, LONGEST_MS = 600000;
const TERM = "muga-zerga", FORMS = ["muga-zergak", "Muga-zergen", "muga-zerga", "muga-zergari"];

// Every sentence of the first stories has the term, until there are TOUCHED of them. No two
// sentences are the same.
function write(folder) {
  const writer = new Writer("eu", 50), next = random(51);
  let left = TOUCHED;
  mkdirSync(folder);
  for (let n = 0; n < STORIES; n++) {
    const sentence = (i) => {
      if (left === 0) return writer.sentence();
      left--;
      return `Gaur ${n * PER_STORY + i} pertsonak ${FORMS[Math.floor(next() * FORMS.length)]} aipatu dituzte hirian.`;
    };
    const body = Array.from({ length: PER_STORY }, (_, i) => sentence(i)).join(" ");
    writeFileSync(path.join(folder, `${String(n).padStart(5, "0")}.md`),
      `---\nlanguage: eu\nsection: herria\nheadline: Izenburua ${n}\nlead: ${writer.sentence()}\n---\n${body}\n`);
  }
}

async function jobs(newsroom, n, say, what) {
  for (const before = performance.now(); newsroom.jobs().n < n; await pause(LOOK_MS)) {
    say(`${what}: ${integer(newsroom.jobs().n)} of ${integer(n)}`);
    if (performance.now() - before > LONGEST_MS) throw new Error(`${what}: ${newsroom.jobs().n} of ${n} jobs`);
  }
}

// Reads pages on kept connections until stop(): their times in milliseconds.
class Reader {
  constructor(newsroom, address, headers) {
    Object.assign(this, { newsroom, address, headers, times: [], going: true });
    this.done = this.#read();
  }

  async #read() {
    while (this.going) {
      const before = performance.now();
      await this.newsroom.get(this.address(), this.headers);
      this.times.push(performance.now() - before);
      await pause(THINK_MS);
    }
  }

  async stop() {
    this.going = false;
    await this.done;
    return this.times;
  }
}

class Audience {
  constructor(newsroom, pages) {
    const next = random(52);
    const page = () => pages[Math.floor(next() * pages.length)];
    const readers = (headers) => Array.from({ length: READERS }, () => new Reader(newsroom, page, headers));
    this.kept = readers({});
    this.made = readers({ "Cache-Control": "no-cache" });
  }

  async stop() {
    const [kept, made] = [this.kept, this.made].map(async (readers) =>
      quantile((await Promise.all(readers.map((reader) => reader.stop()))).flat(), 0.99));
    return { kept: await kept, made: await made };
  }
}

async function count(newsroom, say) {
  const times = [], starts = [];
  for (let i = 0; i < COUNTS; i++) {
    say(`count ${i + 1} of ${COUNTS}`);
    let before = performance.now();
    const said = await zubi(["term", "count", TERM, "--data", newsroom.dir]);
    times.push(performance.now() - before);
    if (!said.startsWith(`${TOUCHED} sentences in`)) throw new Error(said);
    before = performance.now();
    await zubi(["version"]);
    starts.push(performance.now() - before);
  }
  const command = `for i in $(seq ${COUNTS}); do '${ZUBI}' term count ${TERM} --data '${newsroom.dir}' > count; done`;
  const { cpu } = clock(newsroom.folder, command);
  return { ms: median(times), start: median(starts), cpu: (1000 * cpu) / COUNTS };
}

// Milliseconds from the post of a story to its translation.
async function publish(newsroom, number) {
  const sentences = Array.from({ length: NEWS_SEGMENTS - 1 }, (_, i) => `Gaur ${number + i} lagun etorri dira hirira.`);
  const before = performance.now();
  const { id } = await newsroom.post({ language: "eu", section: "herria", headline: `Albistea ${number}`,
    body_text: sentences.join(" ") });
  for (;;) {
    const seen = await newsroom.story(id);
    if (seen.editions.every((one) => one.state === "live")) return performance.now() - before;
    await pause(LOOK_MS);
  }
}

// What readers read: lists, and stories that have the term.
async function pagesOf(newsroom) {
  const pages = ["/es/", "/eu/", "/es/herria/"];
  for (let id = 1; id < 100; id += 10)
    pages.push(...(await newsroom.story(id)).editions.map((one) => new URL(one.url).pathname));
  return pages;
}

// The term goes in: what was said, asked of engines, and how long all took.
async function change(newsroom, say) {
  const jobsBefore = newsroom.jobs(), touched = Math.ceil(TOUCHED / PER_STORY);
  const before = performance.now();
  const said = await zubi(["term", "add", TERM, "es=arancel/aranceles:m", "--data", newsroom.dir]);
  const added = performance.now() - before;
  if (!said.includes(`${TOUCHED} sentences in ${touched} stories; ${touched} translations`)) throw new Error(said);
  await pause(1000);
  const news = await publish(newsroom, 800000);
  const behind = jobsBefore.n + touched + 1 - newsroom.jobs().n;
  await jobs(newsroom, jobsBefore.n + touched + 1, say, "the term's work");
  return { added, news, behind, seconds: (performance.now() - before) / 1000,
    asked: newsroom.jobs().asked - jobsBefore.asked - NEWS_SEGMENTS };
}

function rows(counted, done, alone, before, during, after) {
  const unchanged = (name) => {
    const without = Math.max(before[name], after[name]); // the machine may have other work
    return during[name] <= Math.max(without * 1.2, without + 1);
  };
  const said = (name) => [before, during, after].map((one) => one[name].toFixed(1)).join(", ");
  return [
    {
      promise: `a term that touches ${integer(TOUCHED)} segments, of ${integer(STORIES)} stories: counted within 50 ms`,
      measured: `${counted.ms.toFixed(0)} ms (${counted.start.toFixed(0)} of them the start of a command; ` +
        `processor time ${counted.cpu.toFixed(0)} ms); ` +
        `put in and queued in ${done.added.toFixed(0)} ms`,
      met: counted.ms <= 50,
    },
    {
      promise: "… those and no others translated again, behind fresh news",
      measured: `${integer(done.asked)} asked of engines in ${done.seconds.toFixed(0)} s; a story posted meanwhile, ` +
        `${done.behind} jobs waiting: ${done.news.toFixed(0)} ms (${alone.toFixed(0)} without)`,
      met: done.asked === TOUCHED && done.behind > 0,
    },
    {
      promise: "… readers' p99 unchanged",
      measured: `before, during, after: kept pages ${said("kept")} ms; pages made for each ${said("made")} ms`,
      met: unchanged("kept") && unchanged("made"),
    },
  ];
}

export async function terms(say) {
  const newsroom = await Newsroom.make(["eu", "es"]), folder = path.join(newsroom.folder, "stories");
  write(folder);
  await zubi(["import", "--data", newsroom.dir, "--quiet", folder]);
  await newsroom.start();
  await newsroom.token();
  await jobs(newsroom, STORIES, say, "first translations");
  const counted = await count(newsroom, say), pages = await pagesOf(newsroom);
  await publish(newsroom, 600000);
  const alone = await publish(newsroom, 700000);
  say("readers before");
  let audience = new Audience(newsroom, pages);
  await pause(READ_MS);
  const before = await audience.stop();
  audience = new Audience(newsroom, pages);
  const done = await change(newsroom, say);
  const during = await audience.stop();
  say("readers after");
  audience = new Audience(newsroom, pages);
  await pause(READ_MS);
  const after = await audience.stop();
  await newsroom.stop();
  return rows(counted, done, alone, before, during, after);
}
