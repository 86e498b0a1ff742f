// Which languages get what of a story, by newsroom, section and story; and that readers find no
// trace of what they are not to get.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { BASE, editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { scratchFolder } from "../support/program.mjs";
import { until } from "../support/until.mjs";

const newsroom = await Newsroom.started({ languages: "eu,es,en" });
const STORY = { section: "herria", headline: "Etxe zuria", lead: "Sarrera da hau.", body_text: "Mendia berdea da gaur. Bihar euria egingo du." };

const post = async (more) => newsroom.settled((await newsroom.post({ ...STORY, ...more })).id);
const put = async (id, more) => {
  const answer = await newsroom.api("PUT", `/api/v1/stories/${id}`, { language: "eu", ...STORY, ...more });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return newsroom.settled(id);
};
const explain = async (id, language) => (await newsroom.zubi("explain", [String(id), language])).out;
const approveAll = (id, language) =>
  newsroom.zubi("review", [String(id), language, "--approve-all", "--who", "Ane", "--role", "editor"]);

// Everything that may tell of a story in a language.
async function traces(story, language) {
  const address = pageOf(story, language);
  const place = new RegExp(`/${language}/[^"<\\s]*-${story.id}["<\\s]`);
  const found = [];
  if ((await newsroom.get(address)).status !== 404) found.push("page");
  const lists = [`/${language}/`, `/${language}/${story.section}/`, `/${language}/feed.xml`, `/${language}/atom.xml`,
    `/${language}/feed.json`, `/${language}/${story.section}/feed.json`, `/news-${language}.xml`, "/sitemap-1.xml",
    pageOf(story, "eu"), "/eu/feed.json", "/eu/atom.xml"];
  for (const list of lists)
    if (place.test((await newsroom.get(list)).text)) found.push(list);
  const my = await newsroom.get(`/my-list/${language}`, { Cookie: `list=${story.id}` });
  if (place.test(my.text)) found.push("my list");
  const list = await newsroom.api("GET", `/api/v1/stories?lang=${language}`, undefined, { token: false });
  if (list.body.stories.some((one) => one.id === story.id)) found.push("API list");
  const one = await newsroom.api("GET", `/api/v1/stories/${story.id}`, undefined, { token: false });
  if (one.body.editions.some((edition) => edition.language === language)) found.push("API");
  return found;
}

async function assertShown(story, language) {
  await until(`story ${story.id} is there in ${language}`, async () => {
    assert.deepEqual((await traces(story, language)).slice(0, 2), ["page", `/${language}/`]);
    return true;
  }, { seconds: 5 });
}

const assertHidden = (story, language) => until(`story ${story.id} is nowhere in ${language}`, async () => {
  assert.deepEqual(await traces(story, language), []);
  return true;
}, { seconds: 5 });

test("what is as usual leaves traces everywhere: the others look in the right places", async () => {
  const story = await post({});
  await assertShown(story, "es");
  assert.deepEqual((await traces(story, "es")).length, 15);
  assert.deepEqual(editionOf(story, "es").policy, {
    edition: true, scope: "whole", review: false, delay_minutes: 0, noindex: false,
    from: { edition: "default", scope: "default", review: "default", delay_minutes: "default", noindex: "default" },
  });
  assert.match(await explain(story.id, "es"), /^ {2}policy {3}as usual$/m);
});

test("off means no edition and no trace of one, from the first moment on", async () => {
  const posted = await newsroom.post({ ...STORY, policy: "es: off" });
  assert.equal(editionOf(posted, "es").state, "withheld");
  const story = await newsroom.settled(posted.id);
  assert.equal(story.policy, "es: off");
  assert.equal(editionOf(story, "es").state, "withheld");
  assert.equal(editionOf(story, "es").policy.from.edition, "story");
  await assertHidden(story, "es");
  await assertShown(story, "en");
  assert.match((await newsroom.get(pageOf(story, "eu"))).text, /<a [^>]*href="\/es\/"/, "the way to the language is its front page");
  assert.match(await explain(story.id, "es"), /^ {2}policy {3}no edition \(story\)$/m);
});

test("an edition that is withdrawn goes from everywhere at once; people's words come back with it", async () => {
  const story = await post({});
  const edit = await newsroom.api("POST", `/api/v1/stories/${story.id}/editions/es/segments/3`,
    { act: "edit", html: "Hoy el monte amanece muy verde.", who: "Ane", role: "editor" });
  assert.equal(edit.status, 200, JSON.stringify(edit.body));
  await assertShown(story, "es");
  await put(story.id, { policy: "es: off" });
  await assertHidden(story, "es");
  const ledger = await newsroom.zubi("ledger", [String(story.id)]);
  assert.match(ledger.out, /Hoy el monte amanece/);
  const kept = await put(story.id, { headline: "Etxe beltza" });
  assert.equal(editionOf(kept, "es").state, "withheld", "what the story said before holds");
  const back = await put(story.id, { headline: "Etxe beltza", policy: "" });
  await until("the translation of the present text is live", async () => {
    const edition = editionOf(await newsroom.settled(back.id), "es");
    return edition.state === "live" && edition;
  });
  const edition = editionOf(await newsroom.story(back.id), "es");
  assert.match(edition.body_html, /Hoy el monte amanece muy verde\./);
  assert.match(edition.headline, /negr/);
  await assertShown(await newsroom.story(back.id), "es");
});

test("what waits for a review is translated, and out of sight until a person has approved it", async () => {
  const story = await post({ policy: "es: review" });
  const edition = editionOf(story, "es");
  assert.equal(edition.state, "review");
  assert.match(edition.body_html, /verde/);
  assert.equal(edition.live, undefined);
  await assertHidden(story, "es");
  await assertShown(story, "en");
  const { segments } = (await newsroom.api("GET", `/api/v1/stories/${story.id}/editions/es/segments`)).body;
  for (const segment of segments.slice(0, -1))
    await newsroom.api("POST", `/api/v1/stories/${story.id}/editions/es/segments/${segment.n}`, { act: "approve", who: "Ane" });
  await assertHidden(story, "es");
  const all = await approveAll(story.id, "es");
  assert.equal(all.code, 0, all.err);
  await assertShown(story, "es");
  const live = editionOf(await newsroom.story(story.id), "es");
  assert.equal(live.label, "revised");
  assert.ok(live.live);

  await put(story.id, { byline: "Miren" });
  assert.equal(editionOf(await newsroom.story(story.id), "es").state, "live", "nothing of its text changed");
  const changed = await put(story.id, { body_text: `${STORY.body_text} Etzi elurra egingo du.` });
  await until("there is a sentence that nobody has read", async () =>
    editionOf(await newsroom.story(story.id), "es").state === "review");
  await assertHidden(changed, "es");
  await approveAll(story.id, "es");
  await assertShown(changed, "es");
  await put(story.id, { body_text: "Beste gauza bat da." });
  await assertHidden(changed, "es");
  const free = await put(story.id, { body_text: "Beste gauza bat da.", policy: "es: no-review" });
  assert.equal(editionOf(free, "es").state, "live");
});

test("a translation that cannot be made shows no source text where a review is wanted", async () => {
  const story = await post({ language: "es", headline: "Una casa", lead: "", body_text: "Es blanca.", policy: "eu: review" });
  assert.equal(editionOf(story, "eu").state, "off");
  assert.equal((await newsroom.get(pageOf(story, "eu"))).status, 404);
});

test("headline and lead only: the page says where the rest is, the label is of what is shown", async () => {
  const story = await post({ policy: "es: headline" });
  const edition = editionOf(story, "es");
  assert.equal(edition.state, "live");
  assert.equal(edition.body_html, "");
  assert.equal(edition.label, "automatic");
  const page = await newsroom.get(pageOf(story, "es"));
  assert.match(page.text, /<p class="rest">De esta noticia solo se han traducido el titular y la entradilla\. <a href="([^"]+)" hreflang="eu">Leer el original en euskera<\/a>/);
  const [, url] = /class="rest">[^<]*<a href="([^"]+)"/.exec(page.text);
  assert.equal((await newsroom.get(url)).status, 200);
  assert.doesNotMatch(page.text, /Mendia|monte|class="body"/);
  const feed = JSON.parse((await newsroom.get("/es/feed.json")).text).items.find((item) => item.url.endsWith(`-${story.id}`));
  assert.match(feed.content_html, /solo se han traducido/);
  assert.doesNotMatch(feed.content_html, /Mendia|monte/);
  const all = await approveAll(story.id, "es");
  assert.equal(all.code, 0, all.err);
  assert.equal(editionOf(await newsroom.story(story.id), "es").label, "revised");
  await put(story.id, { policy: "es: whole" });
  const whole = await until("the rest is translated, and nobody's", async () => {
    const now = await newsroom.story(story.id);
    return editionOf(now, "es").label === "partly_revised" && now;
  });
  assert.match(editionOf(whole, "es").body_html, /verde/);
  await until("the page is whole", async () => /class="body"/.test((await newsroom.get(pageOf(whole, "es"))).text));
  const short = await put(story.id, { policy: "es: headline" });
  await until("only what is shown counts", async () => editionOf(await newsroom.story(story.id), "es").label === "revised");
  await until("the page is short again", async () => /class="rest"/.test((await newsroom.get(pageOf(short, "es"))).text));
});

test("a delay keeps an edition back until its minutes have passed, then all pages know it", async () => {
  const date = new Date(Date.now() - 60000 + 4000).toISOString();
  const story = await post({ date, policy: "es: delay 1" });
  assert.equal(editionOf(story, "es").state, "live");
  const before = Date.now();
  if (before < Date.parse(date) + 59000) assert.deepEqual(await traces(story, "es"), []);
  await assertShown(story, "en");
  await assertShown(story, "es");
  assert.ok(Date.now() >= Date.parse(date) + 60000, "not before its time");
  await until("the original names it", async () =>
    (await newsroom.get(pageOf(story, "eu"))).text.includes(`hreflang="es" href="${BASE}${pageOf(story, "es")}"`));
  const later = await put(story.id, { date, policy: "es: delay 60" });
  await assertHidden(later, "es");
});

test("noindex holds until people have revised the edition", async () => {
  const story = await post({ policy: "es: noindex" });
  const address = pageOf(story, "es");
  const robots = async () => /<meta name="robots" content="([^"]+)"/.exec((await newsroom.get(address)).text)[1];
  assert.equal(await robots(), "noindex");
  assert.doesNotMatch((await newsroom.get("/sitemap-1.xml")).text, new RegExp(address));
  assert.doesNotMatch((await newsroom.get(pageOf(story, "eu"))).text, /hreflang="es" href="https:/);
  await approveAll(story.id, "es");
  await until("it may be found", async () => (await robots()) !== "noindex");
  assert.match((await newsroom.get("/sitemap-1.xml")).text, new RegExp(address));
});

test("a section's policy holds for the stories that are there, and the story's own goes before it", async () => {
  const plain = await post({ section: "iritzia" });
  const own = await post({ section: "iritzia", policy: "es: on" });
  await assertShown(plain, "es");
  const folder = scratchFolder(), file = path.join(folder, "sections.ini");
  const sections = async (rules) => {
    writeFileSync(file, `[iritzia]\nes = Opinión\npolicy = ${rules}\n`);
    const done = await newsroom.zubi("import", [folder]);
    assert.equal(done.code, 0, done.err);
  };
  await sections("*: off");
  await until("it is withdrawn", async () => editionOf(await newsroom.story(plain.id), "es").state === "withheld");
  await assertHidden(plain, "es");
  await assertHidden(plain, "en");
  await assertShown(own, "es");
  await assertHidden(own, "en");
  assert.match(await explain(plain.id, "es"), /no edition \(section\)/);
  for (const command of ["languages", "status"])
    assert.match((await newsroom.zubi(command)).out, /but in section iritzia {2}\*: off/);
  const fresh = await post({ section: "iritzia" });
  assert.equal(editionOf(fresh, "es").state, "withheld");
  await sections("");
  await until("it is back", async () => editionOf(await newsroom.story(plain.id), "es").state === "live");
  await assertShown(plain, "es");
  await until("what was never translated is", async () => editionOf(await newsroom.story(fresh.id), "es").state === "live");
  await assertShown(fresh, "es");
  writeFileSync(file, "[iritzia]\npolicy = es: perhaps\n");
  const wrong = await newsroom.zubi("import", [folder]);
  assert.notEqual(wrong.code, 0);
  assert.match(wrong.err, /"perhaps" says nothing of languages/);
});

test("a file says it in its front matter, and takes it back by saying nothing", async () => {
  const file = path.join(scratchFolder(), "iritzia.md");
  const write = (lines) => writeFileSync(file, `---\nlanguage: eu\nsection: herria\nheadline: Iritzia\n${lines}---\nTestua da.\n`);
  write("languages: en\npolicy: en: noindex\n");
  const done = await newsroom.zubi("import", [file]);
  assert.equal(done.code, 0, done.err);
  const id = (await newsroom.api("GET", "/api/v1/stories?lang=eu")).body.stories.find((one) => one.headline === "Iritzia").id;
  const story = await newsroom.settled(id);
  assert.equal(story.policy, "*: off; en: on, noindex");
  assert.equal(editionOf(story, "es").state, "withheld");
  write("");
  await newsroom.zubi("import", [file]);
  const free = await until("it is in both", async () => {
    const now = await newsroom.settled(id);
    return editionOf(now, "es").state === "live" && now;
  });
  assert.equal(free.policy, "");
  write("policy: en: sometimes\n");
  assert.match((await newsroom.zubi("import", [file])).err, /line 5: .*"sometimes" says nothing/);
});

test("the newsroom's policy is a setting; it holds for all stories when the newsroom is opened again", async () => {
  const other = await Newsroom.started({ languages: "eu,es,en" });
  const story = await other.settled((await other.post(STORY)).id);
  assert.equal(editionOf(story, "en").state, "live");
  await other.stop();
  const ini = path.join(other.dir, "zubi.ini");
  const text = readFileSync(ini, "utf8");
  writeFileSync(ini, text.replace(/^policy =.*$/m, "policy = en: off; es: review"));
  await other.start();
  const now = await until("all follow", async () => {
    const one = await other.story(story.id);
    return editionOf(one, "en").state === "withheld" && editionOf(one, "es").state === "review" && one;
  });
  assert.equal(editionOf(now, "en").policy.from.edition, "newsroom");
  for (const language of ["en", "es"]) assert.equal((await other.get(pageOf(now, language))).status, 404);
  assert.match((await other.zubi("status")).out, /^ {2}en +no edition \(newsroom\)$/m);
  await other.stop();
  writeFileSync(ini, text.replace(/^policy =.*$/m, "policy = en: maybe"));
  const wrong = await other.zubi("status");
  assert.match(wrong.err, /policy in \[newsroom\]: "en": "maybe" says nothing of languages/);
  writeFileSync(ini, text);
});

test("the API refuses rules that say nothing", async () => {
  const wrong = await newsroom.api("POST", "/api/v1/stories", { language: "eu", ...STORY, policy: "es: soon" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body.detail, /"policy": "es": "soon" says nothing/);
  assert.equal((await newsroom.api("POST", "/api/v1/stories", { language: "eu", ...STORY, policy: 7 })).status, 422);
});
