// Engines behind HTTP: asked as they want to be asked, left for the next one when they fail; nothing
// is lost, nothing half done, and people are told why something waits.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import net from "node:net";
import path from "node:path";
import { after, test } from "node:test";

import { noEngines } from "../support/faults.mjs";
import { editionOf, Newsroom } from "../support/newsroom.mjs";
import { scratchFolder } from "../support/program.mjs";
import { engineSections, Translator } from "../support/translators.mjs";
import { until } from "../support/until.mjs";

const KEY = "s3cret-key-0123456789";
const STORY = { language: "es", headline: "La casa es grande", body_text: "El monte es verde. La casa es muy grande.\n\nHoy el monte es muy verde." };

// A newsroom in Spanish and English with these engines, best first.
async function newsroomOf(engines, { translation = "", start = true, env = {} } = {}) {
  const newsroom = await Newsroom.make({ source: "es", languages: "es,en", env: { ...noEngines(), ...env } });
  const ini = path.join(newsroom.dir, "zubi.ini");
  const text = readFileSync(ini, "utf8").replace(/^engines =.*$/m, `engines = ${Object.keys(engines).join(", ")}`);
  writeFileSync(ini, text.replace(/^routes =.*$/m, `routes = ${translation}`) + engineSections(engines));
  if (start) await newsroom.start();
  return newsroom;
}

const engine = (translator, kind, more = {}) =>
  ({ kind, url: translator.url, directions: "es-en", timeout_seconds: 1, retries: 0, ...more });
const english = async (newsroom, more = {}) =>
  editionOf(await newsroom.settled((await newsroom.post({ ...STORY, ...more })).id), "en");
const whole = (mark) => `<p>the mountain is green.${mark} the house is very big.${mark}</p>\n<p>today the mountain is very green.${mark}</p>\n`;

function assertWhole(edition, mark) {
  assert.equal(edition.state, "live", edition.problem);
  assert.equal(edition.headline, `the house is big${mark}`);
  assert.equal(edition.body_html.replace(/ {2,}/g, " ").replaceAll(/<p>\s*/g, "<p>"), whole(mark));
}

for (const kind of ["libretranslate", "deepl", "apy", "chat"]) {
  test(`a server of the kind ${kind} translates a story, in as few requests as it takes`, async () => {
    const server = await Translator.start(kind);
    const newsroom = await newsroomOf({ far: engine(server, kind, { key_env: "FAR_KEY", model: "small" }) }, { env: { FAR_KEY: KEY } });
    assertWhole(await english(newsroom), "");
    const texts = server.asked.flat();
    assert.ok(texts.includes("La casa es grande"), JSON.stringify(texts));
    assert.equal(new Set(texts).size, texts.length, "nothing is asked twice");
    if (kind !== "apy") {
      assert.ok(server.asked.length <= 2, `${server.asked.length} requests`);
      assert.deepEqual([...server.keys], [KEY]);
    }
    const status = await newsroom.zubi("status", [], { env: { FAR_KEY: KEY } });
    assert.match(status.out, new RegExp(`far \\(${kind}\\): today \\d+ requests, 0 failed, \\d+ words`));
  });
}

const FAULTS = ["half", "twice", "rubbish", "control", "other", "page", "empty", "late", "drops", "huge",
  { status: 500 }, { status: 503 }, { status: 403 }, { status: 404 },
  { status: 429, headers: { "Retry-After": "120" } }, { status: 456 },
  { status: 302, headers: { Location: "http://127.0.0.1:1/translate" } }];

for (const kind of ["libretranslate", "deepl", "chat"]) {
  test(`whatever goes wrong with ${kind}, the next engine brings the story, whole, in the same try`, async () => {
    const next = await Translator.start("libretranslate", " [next]");
    for (const fault of [...FAULTS, "foreign", "nothing"]) {
      const what = JSON.stringify(fault);
      const server = await Translator.start(kind);
      server.fault = fault;
      const newsroom = await newsroomOf({ far: engine(server, kind, { key_env: "FAR_KEY" }), near: engine(next, "libretranslate") }, { env: { FAR_KEY: KEY } });
      const edition = await english(newsroom);
      assert.ok(server.asked.length > 0, what);
      assertWhole(edition, " [next]");
      if (!["foreign", "nothing"].includes(fault)) {
        const status = await newsroom.zubi("status");
        assert.match(status.out, /last failure \S+: far/, what);
      }
      const explained = await newsroom.zubi("explain", ["1", "en"]);
      assert.match(explained.out, /engines +near es-en/, what);
      for (const said of [newsroom.log.join("\n"), explained.out])
        assert.ok(!said.includes(KEY), `${what}: the key is in ${said}`);
      await newsroom.stop();
      await server.stop();
    }
  });
}

test("a server that nobody runs is left for the next one, and rests before it is asked again", async () => {
  const gone = await Translator.start("deepl"), next = await Translator.start("libretranslate", "*");
  await gone.stop();
  const newsroom = await newsroomOf({ far: engine(gone, "deepl"), near: engine(next, "libretranslate") });
  assertWhole(await english(newsroom), "*");
  const status = await newsroom.zubi("status");
  assert.match(status.out, /last failure \S+: far does not answer: /);
});

test("with no other engine, a story waits and says why, without the key; then it is translated", async () => {
  const server = await Translator.start("deepl");
  server.fault = { status: 503 };
  const newsroom = await newsroomOf({ far: engine(server, "deepl", { key_env: "FAR_KEY" }) }, { env: { FAR_KEY: KEY } });
  const { id } = await newsroom.post(STORY);
  const waiting = await until("the first try has failed", async () => {
    const edition = editionOf(await newsroom.story(id), "en");
    return edition.problem && edition;
  });
  assert.equal(waiting.state, "queued");
  assert.equal(waiting.body_html, undefined);
  assert.match(waiting.problem, /far refuses: HTTP status 503/);
  const status = await newsroom.zubi("status");
  assert.match(status.out, /waiting for another try:\n {2}story \d+ in en: .*far refuses: HTTP status 503/);
  for (const said of [newsroom.log.join("\n"), status.out, status.err, waiting.problem, newsroom.file("engine-far.usage")])
    assert.ok(!said.includes(KEY), said);
  server.fault = null;
  assertWhole(await english(newsroom), "");
  assertWhole(editionOf(await newsroom.settled(id), "en"), "");
});

test("a retry helps against a moment's weakness, and Retry-After is kept to", async () => {
  const server = await Translator.start("libretranslate");
  const times = [];
  server.fault = (n) => {
    times.push(Date.now());
    return n === 1 ? { status: 429, headers: { "Retry-After": "1" } } : null;
  };
  const newsroom = await newsroomOf({ far: engine(server, "libretranslate", { retries: 1, timeout_seconds: 5 }) });
  assertWhole(await english(newsroom), "");
  assert.ok(times[1] - times[0] >= 950, `${times[1] - times[0]} ms`);
});

test("a budget of words stops an engine for the day, over restarts too; what is left waits, not given up", async () => {
  const server = await Translator.start("libretranslate");
  const newsroom = await newsroomOf({ far: engine(server, "libretranslate", { words_a_day: 30 }) }, { env: { ZUBI_TRANSLATION_ATTEMPTS: "1" } });
  assertWhole(await english(newsroom), "");
  await newsroom.stop();
  await newsroom.start();
  const { id } = await newsroom.post({ ...STORY, headline: "El monte", body_text: "Hoy la casa es verde y el monte es muy grande hoy y hoy y hoy. Y el monte." });
  const waiting = await until("it says why", async () => {
    const edition = editionOf(await newsroom.story(id), "en");
    return edition.problem && edition;
  });
  assert.equal(waiting.state, "queued");
  assert.match(waiting.problem, /far: 30 words are allowed a day, and \d+ are translated already/);
  const status = await newsroom.zubi("status");
  assert.match(status.out, /far \(libretranslate\): today \d+ requests, 0 failed, \d+ words of 30/);
  assert.match(status.out, /waiting for another try:\n.*30 words are allowed a day/);
  assert.doesNotMatch(status.out, /given up/);
});

test("an engine out of its budget leaves its work to the next one", async () => {
  const server = await Translator.start("libretranslate", " [far]"), next = await Translator.start("apy", " [near]");
  const newsroom = await newsroomOf({ far: engine(server, "libretranslate", { words_a_day: 3 }), near: engine(next, "apy") });
  assertWhole(await english(newsroom), " [near]");
  assert.equal(server.asked.length, 0);
});

test("more requests a minute than allowed are not made: the next engine does them", async () => {
  const server = await Translator.start("apy", " [far]"), next = await Translator.start("libretranslate", " [near]");
  const newsroom = await newsroomOf({ far: engine(server, "apy", { requests_a_minute: 2 }), near: engine(next, "libretranslate") });
  assertWhole(await english(newsroom), " [near]");
  assert.ok(server.asked.length <= 1, `${server.asked.length} requests`);
});

test("each direction may prefer another engine", async () => {
  const one = await Translator.start("libretranslate", " [one]"), two = await Translator.start("libretranslate", " [two]");
  const newsroom = await newsroomOf({ one: engine(one, "libretranslate"), two: engine(two, "libretranslate") }, { translation: "es-en with two" });
  assertWhole(await english(newsroom), " [two]");
  two.fault = { status: 500 };
  assertWhole(await english(newsroom, { headline: "La casa es grande" , body_text: `${STORY.body_text}` }), " [two]");
  const fresh = await english(newsroom, { headline: "Hoy", body_text: "Hoy y hoy." });
  assert.equal(fresh.headline, "today [one]");
  const languages = await newsroom.zubi("languages");
  assert.match(languages.out, /es +en +es-en +two es-en/);
});

test("a key may stand in a file", async () => {
  const server = await Translator.start("chat");
  const file = path.join(scratchFolder(), "key");
  writeFileSync(file, `${KEY}\n`);
  const newsroom = await newsroomOf({ far: engine(server, "chat", { key_file: file, model: "small" }) });
  assertWhole(await english(newsroom), "");
  assert.deepEqual([...server.keys], [KEY]);
});

test("settings that cannot be meant are named, and the key is not", async () => {
  const server = await Translator.start("deepl");
  for (const [more, translation, why] of [
    [{ kind: "babel" }, "", /kind is "babel", not libretranslate/],
    [{ url: "ftp://x" }, "", /starts with neither http/],
    [{ directions: "" }, "", /no directions are named/],
    [{ words_a_day: "many" }, "", /words_a_day is "many"/],
    [{ colour: "red" }, "", /there is no setting "colour"/],
    [{ key_env: "NO_SUCH_KEY" }, "", /the environment has no NO_SUCH_KEY/],
    [{ key_env: "", key_file: "/no/such/file" }, "", /key_file: .*\/no\/such\/file/],
    [{}, "es-en with babel", /"babel" is not among the engines/],
  ]) {
    const newsroom = await newsroomOf({ far: engine(server, "deepl", { key_env: "FAR_KEY", ...more }) }, { translation, start: false, env: { FAR_KEY: KEY } });
    const wrong = await newsroom.zubi("status");
    assert.notEqual(wrong.code, 0, String(why));
    assert.match(wrong.err, why);
    assert.ok(!(wrong.out + wrong.err).includes(KEY));
  }
});

const freePort = () => new Promise((resolve) => {
  const server = net.createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

test("the real Apertium APY of Debian translates a story", async (t) => {
  if (!existsSync("/usr/bin/apertium-apy")) return t.skip("apertium-apy is not installed");
  const port = await freePort();
  const apy = spawn("/usr/bin/apertium-apy", ["--port", String(port), "/usr/share/apertium"], { stdio: "ignore", cwd: scratchFolder() });
  after(() => apy.kill("SIGKILL"));
  const url = `http://127.0.0.1:${port}`;
  await until("APY answers", async () => (await fetch(`${url}/listPairs`)).ok);
  const newsroom = await newsroomOf({ apy: { kind: "apy", url, directions: "es-en", timeout_seconds: 20 } });
  const edition = await english(newsroom, { headline: "La casa blanca", body_text: "El perro come una manzana & bebe agua. \"Hola\", dijo.\n\nLa casa <b>verde</b> es grande." });
  assert.equal(edition.state, "live", edition.problem);
  assert.equal(edition.headline, "The white house");
  assert.match(edition.body_html, /The dog eats an apple &amp; drinks water\./);
});
