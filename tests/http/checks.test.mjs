// Checks of translations, seen from outside: what they stop, why, where it is said, and how they
// are tuned.
import assert from "node:assert/strict";
import { test } from "node:test";

import { editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { translator } from "../support/translator.mjs";
import { until } from "../support/until.mjs";

const HEADLINE = ["Udalak zubi berria ireki du", "El Ayuntamiento ha abierto el puente nuevo"];
const FINE = ["Mila lagun bildu ziren plazan, euria ari zuen arren.",
  "Mil personas se reunieron en la plaza, aunque estaba lloviendo."];
const NONSENSE = {
  number: ["Etxeberriak 45 kotxe saldu zituen iaz.", "Etxeberria vendió 54 coches el año pasado."],
  negation: ["Alkateak ez du dimisiorik emango aurten.", "El alcalde presentará su dimisión este año."],
  repetition: ["Trenak berandu iritsi ziren geltokira goizean.",
    "Los trenes llegaron tarde a la tarde a la tarde a la tarde a la tarde a la tarde a la tarde."],
  language: ["Haurrek eskolan ikasi dute igeri egiten.", "The children have learnt to swim at their school this year."],
  length: ["Bizilagunek eskaera bat egin diote udalari, kaleko argiak piztuta uzteko gau osoan.", "Los vecinos han"],
  residue: ["Basoan perretxiko ugari dago udazkenean.", "Basoan perretxiko ugari dago udazkenean."],
};

const N_FINE = 6; // enough for the edition to be live
const engine = await translator([HEADLINE, FINE, ...Object.values(NONSENSE)]);
const newsroom = await Newsroom.make({ languages: "eu,es" });
engine.use(newsroom);
await newsroom.start();

const body = [...Array(N_FINE).fill(FINE), ...Object.values(NONSENSE)].map(([basque]) => basque).join("\n\n");
const saved = { language: "eu", section: "herria", headline: HEADLINE[0], body_text: body };
const story = await newsroom.settled((await newsroom.post(saved)).id);

async function segments() {
  const answer = await newsroom.api("GET", `/api/v1/stories/${story.id}/editions/es/segments`);
  assert.equal(answer.status, 200);
  return answer.body.segments;
}

test("the API says of each sentence that a check stopped which one, why, and what the engine said", async () => {
  const list = await segments();
  for (const [check, [basque, said]] of Object.entries(NONSENSE)) {
    const one = list.find((segment) => segment.source_html === basque);
    assert.equal(one.state, "held", check);
    assert.match(one.held_because, new RegExp(`^${check}: \\w.{10,}`), check);
    assert.equal(one.draft_html, said);
    assert.equal(one.html, `<span lang="eu">${basque}</span>`);
  }
  const fine = list.filter((segment) => segment.source_html === FINE[0]);
  assert.equal(fine.length, N_FINE);
  for (const one of fine) {
    assert.equal(one.state, "current");
    assert.equal(one.html, FINE[1]);
    assert.equal(one.held_because, undefined);
  }
});

test("readers get the sentence in its own language, marked, and never the nonsense", async () => {
  const page = await newsroom.get(pageOf(story, "es"));
  assert.equal(page.status, 200);
  assert.match(page.text, /El Ayuntamiento ha abierto el puente nuevo/);
  assert.match(page.text, /Mil personas se reunieron/);
  for (const [basque, said] of Object.values(NONSENSE)) {
    assert.ok(page.text.includes(`lang="eu">${basque}<`), basque);
    if (said !== basque) assert.ok(!page.text.includes(said), said);
  }
});

test("explain and check tell the desk", async () => {
  const explained = await newsroom.zubi("explain", [String(story.id), "es"]);
  assert.equal(explained.code, 0, explained.err);
  assert.match(explained.out, /held +number: the number 45 of the source is 54 in the translation/);
  assert.match(explained.out, /stopped +Etxeberria vendió 54 coches/);
  assert.match(explained.out, /hold +negation: the source denies something/);
  assert.match(explained.out, /engines .*; checks [0-9a-f]{16}/);
  const checked = await newsroom.zubi("check");
  assert.equal(checked.code, 0, checked.out);
  assert.match(checked.out, /held: story \d+ in es, segment \d+: number: the number 45/);
  assert.equal(checked.out.match(/^held: /gm).length, Object.keys(NONSENSE).length);
});

test("a person's words take the place of what was stopped, and nobody tests them", async () => {
  const list = await segments();
  const one = list.find((segment) => segment.source_html === NONSENSE.number[0]);
  const own = "Etxeberria vendió medio centenar de coches.";
  const done = await newsroom.api("POST", `/api/v1/stories/${story.id}/editions/es/segments/${one.n}`,
    { act: "edit", tag: one.tag, html: own, who: "Ane", role: "editor" });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  const after = (await segments())[one.n - 1];
  assert.equal(after.html, own);
  assert.equal(after.state, "current");
  assert.equal(after.held_because, undefined);
});

test("what was stopped is not asked for again when another sentence changes", async () => {
  const before = engine.asked.length;
  const changed = await newsroom.api("PUT", `/api/v1/stories/${story.id}`,
    { ...saved, body_text: `${body}\n\nEguraldi ona egin du.` });
  assert.equal(changed.status, 200);
  await until("the new revision is live", async () => (await segments()).length === N_FINE + 8);
  await newsroom.settled(story.id);
  assert.deepEqual(engine.asked.slice(before), ["Eguraldi ona egin du."]);
  const one = (await segments()).find((segment) => segment.source_html === NONSENSE.negation[0]);
  assert.equal(one.state, "held");
  assert.equal(one.draft_html, NONSENSE.negation[1]);
});

test("other severities judge what is stored anew at the next start, without asking the engine", async () => {
  const before = engine.asked.length;
  await newsroom.stop();
  newsroom.env.ZUBI_TRANSLATION_CHECKS = "eu-es/negation: warn";
  await newsroom.start();
  const one = await until("the sentence is judged anew", async () =>
    (await segments()).find(({ source_html, state }) => source_html === NONSENSE.negation[0] && state === "current"));
  assert.equal(one.html, NONSENSE.negation[1]);
  assert.equal(engine.asked.length, before);
  assert.equal((await segments()).find(({ source_html }) => source_html === NONSENSE.length[0]).state, "held");
  const explained = await newsroom.zubi("explain", [String(story.id), "es"]);
  assert.match(explained.out, /warn +negation: the source denies something/);
});

test("a headline that is stopped keeps the edition back, and says why", async () => {
  const wrong = await newsroom.settled((await newsroom.post({ ...saved, headline: NONSENSE.language[0], body_text: FINE[0] })).id);
  const edition = editionOf(wrong, "es");
  assert.equal(edition.state, "held");
  assert.match(edition.problem, /headline: language: /);
  assert.match((await newsroom.get(pageOf(wrong, "es"))).text, /<h1 lang="eu"/);
});

test("a setting that tunes no check is refused with what may be written", async () => {
  const env = { ZUBI_TRANSLATION_CHECKS: "negatoin: hold" };
  const refused = await newsroom.zubi("check", [], { env });
  assert.notEqual(refused.code, 0);
  assert.match(refused.err, /checks in \[translation\]: "negatoin: hold" tunes no check/);
  assert.match(refused.err, /off, note, warn or hold/);
});
