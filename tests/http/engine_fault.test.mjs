// Engines that are missing, die, hang or talk nonsense: never a reader's trouble, always said.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";

import { fakeEngines, noEngines } from "../support/faults.mjs";
import { editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { until } from "../support/until.mjs";

const fake = await Newsroom.started({
  languages: "eu,es,en",
  env: { ...fakeEngines("eu-es", "spa-eng"), ZUBI_TRANSLATION_ATTEMPTS: "1" },
});

// The page of an edition that is not there: the original, said to be it, and no automatic label.
async function assertSourceIsShown(newsroom, story, language) {
  const source = await newsroom.get(pageOf(story, "eu"));
  assert.equal(source.status, 200);
  const page = await newsroom.get(pageOf(story, language));
  assert.equal(page.status, 200);
  assert.match(page.text, /<h1 lang="eu"/);
  assert.match(page.text, /<div class="body" lang="eu"/);
  assert.match(page.text, /class="notice waiting"/);
  assert.doesNotMatch(page.text, /automátic|automatic/);
}

async function assertAllIsWell(newsroom) {
  const story = await newsroom.settled((await newsroom.post({ headline: "Kaixo", body_text: "Bat bi hiru." })).id);
  for (const language of ["es", "en"]) assert.equal(editionOf(story, language).state, "live", language);
}

test("engines of any make publish a story", () => assertAllIsWell(fake));

for (const [name, words] of [
  ["dies", ["diea", "dieb", "dieg", "diec"]], ["is killed", ["crashb"]],
  ["hangs", ["hanga", "mutec"]], ["answers rubbish", ["rubbisha", "rubbishb", "emptyg"]],
  ["answers without an end", ["floodb"]],
])
  test(`an engine that ${name} over a headline leaves the original live, and the others alone`, async () => {
    for (const word of words) {
      const posted = await fake.post({ headline: `Hau ${word} da`, body_text: "Bat bi hiru." });
      const story = await fake.settled(posted.id);
      assert.equal(editionOf(story, "eu").state, "live", word);
      for (const language of ["es", "en"]) {
        const edition = editionOf(story, language);
        assert.ok(["held", "failed"].includes(edition.state), `${word}: ${edition.state}`);
        assert.ok(edition.problem, `${word}: the desk is told why`);
        assert.equal(edition.label, undefined);
        assert.equal(edition.body_html, undefined);
      }
      await assertSourceIsShown(fake, story, "en");
    }
    const list = await fake.api("GET", "/api/v1/stories?lang=es");
    for (const one of list.body.stories) assert.doesNotMatch(one.headline, /^Hau /);
  });

test("an engine that answers twice never puts one story's words into another", async () => {
  for (const word of ["twicea", "twiceb", "twiceg"]) {
    const stories = await Promise.all(["Bat", `Hau ${word} ere`, "Bi", "Hiru"].map(
      (headline) => fake.post({ headline, body_text: `${headline} da.` })));
    for (const { id } of stories) {
      const story = await fake.settled(id);
      const { headline } = editionOf(story, "eu");
      for (const language of ["es", "en"]) {
        const edition = editionOf(story, language);
        if (edition.state !== "live") continue;
        assert.equal(edition.headline, headline);
        assert.equal(edition.body_html.trim().replace(/ lang="eu"/, ""), `<p>${headline} da.</p>`);
      }
    }
  }
});

test("one sentence that breaks an engine does not hold up the rest of its story", async () => {
  const story = await fake.settled((await fake.post({
    headline: "Bat", body_text: "Bat bi hiru.\n\nHau diea da.\n\nLau bost sei.\n\nZazpi zortzi.\n\nBederatzi hamar.",
  })).id);
  const edition = editionOf(story, "es");
  assert.equal(edition.state, "live");
  assert.match(edition.body_html, /<span lang="eu">Hau diea da\.<\/span>|lang="eu"[^>]*>Hau diea da\./);
});

test("status and the log say what was given up and why, and --retry tries it again", async () => {
  await until("the engines are let at it again", async () => {
    const story = await fake.settled((await fake.post({ headline: "Kaixo", body_text: "Bat bi." })).id);
    return editionOf(story, "es").state === "live";
  }, { seconds: 90 });
  const status = await fake.zubi("status");
  assert.equal(status.code, 0, status.err);
  assert.match(status.out, /^es +0 +0 +\d+ +\d+/m);
  const [, held, failed] = /^es +0 +0 +\d+ +(\d+) +(\d+)/m.exec(status.out).map(Number);
  assert.ok(held + failed > 0);
  assert.ok(fake.log.some((line) => /level=warn event=translate .*problem="?\S/.test(line)), "the log");
  if (failed) {
    assert.match(status.out, /given up:\n {2}story \d+ in e[sn] after 1 tries: \S/);
    assert.match((await fake.zubi("status", ["--retry"])).out, /^\d+ queued again/);
  }
});

test("without any engine the original is live, and every language says that nothing leads there", async () => {
  const newsroom = await Newsroom.started({ languages: "eu,es", env: noEngines() });
  const story = await newsroom.post({ headline: "Kaixo", body_text: "Bat bi." });
  assert.equal(editionOf(story, "eu").state, "live");
  const spanish = editionOf(story, "es");
  assert.equal(spanish.state, "off");
  assert.match(spanish.problem, /no engine leads from eu to es/);
  await assertSourceIsShown(newsroom, story, "es");
  const status = await newsroom.zubi("status");
  assert.match(status.out, /apertium: 0 directions/);
});

test("an engine whose dictionary is broken is retried, then given up with its own words", async () => {
  const env = { ...fakeEngines("eu-es"), ZUBI_TRANSLATION_ATTEMPTS: "2" };
  writeFileSync(`${env.ZUBI_TRANSLATION_APERTIUM_MODES}/eu-es.prob`, "broken\n");
  const newsroom = await Newsroom.started({ languages: "eu,es", env });
  const story = await newsroom.settled((await newsroom.post({ headline: "Kaixo", body_text: "Bat bi." })).id);
  assert.equal(editionOf(story, "es").state, "failed");
  assert.match(editionOf(story, "es").problem, /eu-es/);
  await assertSourceIsShown(newsroom, story, "es");
  assert.match((await newsroom.zubi("status")).out, /given up:\n {2}story 1 in es after 2 tries: .*eu-es/);
});

// All processes below one, by Linux's own list.
function descendants(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

test("real engines killed in the middle of a story are started again, and the story is whole", async () => {
  const newsroom = await Newsroom.started({ languages: "eu,es,en" });
  await newsroom.settled((await newsroom.post({ headline: "Etxe zuria", body_text: "Mendia handia da." })).id);
  const paragraphs = Array.from({ length: 400 }, (_, i) => `Alkatea ${i} aldiz joan da Bilbora, eta mendia berdea da.`);
  const { id } = await newsroom.post({ headline: "Luzea", body_text: paragraphs.join("\n\n") });
  const tasks = () => descendants(newsroom.server.pid).filter((pid) => {
    try {
      return /lt-proc|apertium/.test(readFileSync(`/proc/${pid}/comm`, "utf8"));
    } catch {
      return false;
    }
  });
  for (const pid of tasks().filter((_, i) => i % 2)) process.kill(Number(pid), "SIGKILL");
  const story = await newsroom.settled(id);
  for (const language of ["es", "en"]) {
    const edition = editionOf(story, language);
    assert.equal(edition.state, "live", edition.problem);
    assert.equal(edition.body_html.match(/<p>/g).length, 400);
    assert.doesNotMatch(edition.body_html, /lang="eu"/);
  }
});
