// From the save of a story with one sentence changed to all its other languages, as a client of the
// API sees their new revisions; and what engines were asked for on the way.
import { setTimeout as pause } from "node:timers/promises";

import { Newsroom } from "./newsroom.mjs";
import { median } from "./numbers.mjs";
import { OTHERS, WORDS, story } from "./publishing.mjs";
import { Writer } from "./writer.mjs";

const WARM_UPS = 5, CORRECTIONS = 40, FIRST_LOOK_MS = 30, LOOK_MS = 10, LONGEST_MS = 60000;

function areAt(seen, revision) {
  return OTHERS.every((language) =>
    seen.editions.some((one) => one.language === language && one.state === "live" && one.revision === revision));
}

async function until(newsroom, id, revision) {
  const before = performance.now();
  for (;;) {
    const seen = await newsroom.story(id);
    if (areAt(seen, revision)) return seen;
    if (performance.now() - before > LONGEST_MS) throw new Error(`story ${id}: ${JSON.stringify(seen.editions)}`);
    await pause(LOOK_MS);
  }
}

// The story with another sentence, one that never was, in the middle of one of its paragraphs.
function correct(text, writer, turn) {
  const paragraphs = text.body_html.split("\n");
  const at = 1 + (turn % (paragraphs.length - 2));
  const parts = paragraphs[at].split(/(?<=\p{Ll}\.) (?=\p{Lu})/u);
  const sentence = `Hala, ${1000 + turn} lagun etorri dira: ${writer.sentence()}`;
  parts[Math.min(1, parts.length - 1)] = `${sentence}${parts.length > 2 ? "" : "</p>"}`;
  paragraphs[at] = parts.join(" ");
  return { ...text, body_html: paragraphs.join("\n") };
}

async function sources(newsroom, id) {
  const found = JSON.parse(await newsroom.get(`/api/v1/stories/${id}/editions/es/segments`,
    { Authorization: `Bearer ${await newsroom.token()}` }));
  return found.segments.map((segment) => segment.source_html);
}

// One correction: milliseconds as seen and as the server counts, and segments.
async function measure(newsroom, id, text) {
  const old = new Set(await sources(newsroom, id)), jobs = newsroom.jobs();
  const before = performance.now();
  const { revision } = await newsroom.put(id, text);
  await pause(FIRST_LOOK_MS);
  const seen = await until(newsroom, id, revision);
  const ms = performance.now() - before;
  const others = seen.editions.filter((one) => OTHERS.includes(one.language));
  const hops = new Set(others.flatMap((one) => one.route)).size;
  const changed = (await sources(newsroom, id)).filter((source) => !old.has(source)).length;
  while (newsroom.jobs().n < jobs.n + others.length) await pause(LOOK_MS); // logged behind its edition
  return { ms, clock: Math.max(...others.map((one) => one.clock_ms)), expected: changed * hops,
    asked: newsroom.jobs().asked - jobs.asked };
}

export async function correction(say) {
  const writer = new Writer("eu", 40);
  const newsroom = await Newsroom.make();
  await newsroom.start();
  let text = story(writer);
  const { id } = await newsroom.post(text);
  await until(newsroom, id, 1);
  while (newsroom.jobs().n < OTHERS.length) await pause(LOOK_MS);
  const times = [];
  let cpuBefore = 0;
  for (let i = -WARM_UPS; i < CORRECTIONS; i++) {
    say(`correction ${i + 1} of ${CORRECTIONS}`);
    text = correct(text, writer, i + WARM_UPS);
    const one = await measure(newsroom, id, text);
    if (i === -1) cpuBefore = newsroom.processorTime();
    if (i >= 0) times.push(one);
  }
  const cpu = (newsroom.processorTime() - cpuBefore) / CORRECTIONS;
  await newsroom.stop();
  const of = (name) => times.map((one) => one[name]);
  const sum = (name) => of(name).reduce((total, n) => total + n, 0);
  return [
    {
      promise: `one sentence of ${WORDS} words corrected: all six other languages live again within 100 ms`,
      measured: `${median(of("ms")).toFixed(0)} ms (worst of ${CORRECTIONS}: ${Math.max(...of("ms")).toFixed(0)}; ` +
        `from save, ${median(of("clock")).toFixed(0)}; ${cpu.toFixed(0)} ms of processor time, looking included)`,
      met: median(of("ms")) <= 100,
    },
    {
      promise: "… and exactly the changed segments translated, each hop once",
      measured: `${sum("asked")} went to engines, ${sum("expected")} had to`,
      met: times.every((one) => one.asked === one.expected),
    },
  ];
}
