// The API: stories in, editions out, every answer as /api/v1/openapi.json describes it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { BASE, editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { SAMPLE } from "../support/program.mjs";
import { until } from "../support/until.mjs";

const newsroom = await Newsroom.started();
const picture = readFileSync(path.join(SAMPLE, "pictures/zubia.jpg"));

const STORY = {
  language: "eu", section: "Mundua", topic: "Zubiak", headline: "Zubia zabalik dago",
  lead: "Mendi berdea handia da.", byline: "Ane Etxeberria", date: "2026-10-01T08:30:00+02:00",
  body_html: '<p>Alkatea <strong>Bilbora</strong> joan da.</p><p>Mendia <a href="https://example.org/">handia</a> da.</p>',
};

test("a story is saved with 201, its place and all its editions, and is live everywhere soon after", async () => {
  const posted = await newsroom.api("POST", "/api/v1/stories", STORY);
  assert.equal(posted.status, 201);
  assert.equal(posted.headers.location, `/api/v1/stories/${posted.body.id}`);
  assert.deepEqual(posted.body.editions.map((one) => one.language).sort(), ["en", "es", "eu", "fr"]);
  assert.equal(editionOf(posted.body, "eu").state, "live");
  for (const language of ["es", "en", "fr"])
    assert.ok(["queued", "translating", "live"].includes(editionOf(posted.body, language).state));

  const story = await newsroom.settled(posted.body.id);
  assert.equal(story.language, "eu");
  assert.equal(story.section, "mundua");
  assert.equal(story.section_name, "Mundua");
  assert.equal(story.topic, "Zubiak");
  assert.equal(story.date, "2026-10-01T06:30:00Z");
  assert.equal(story.revision, 1);
  for (const language of ["eu", "es", "en", "fr"]) {
    const edition = editionOf(story, language);
    assert.equal(edition.state, "live");
    assert.equal(edition.label, language === "eu" ? "original" : "automatic");
    assert.ok(edition.clock_ms >= 0 && edition.clock_ms < 60000, `${edition.clock_ms}`);
    assert.match(edition.url, new RegExp(`^${BASE}/${language}/mundua/[a-z0-9-]+-${story.id}$`));
  }
  assert.equal(editionOf(story, "eu").body_html.replace(/\n/g, ""), STORY.body_html);
  assert.match(editionOf(story, "es").body_html, /<strong>a Bilbao<\/strong>/);
  assert.match(editionOf(story, "en").body_html, /<a href="https:\/\/example\.org\/">/);
});

test("the way a translation came is told: English from Basque goes by Spanish", async () => {
  const story = await newsroom.settled((await newsroom.post(STORY)).id);
  assert.deepEqual(editionOf(story, "eu").route, []);
  assert.deepEqual(editionOf(story, "es").route, ["eu-es"]);
  assert.deepEqual(editionOf(story, "en").route, ["eu-es", "es-en"]);
  assert.deepEqual(editionOf(story, "fr").route, ["eu-es", "es-fr"]);
});

test("the Basque edition of a Spanish story is off, says why, and nowhere pretends", async () => {
  const story = await newsroom.settled((await newsroom.post({
    language: "es", section: "cultura", headline: "El tren llega tarde", body_html: "<p>La casa es blanca.</p>",
  })).id);
  const basque = editionOf(story, "eu");
  assert.equal(basque.state, "off");
  assert.match(basque.problem, /no engine leads from es to eu/);
  for (const key of ["label", "headline", "body_html", "live", "clock_ms"]) assert.equal(basque[key], undefined, key);
  const list = await newsroom.api("GET", "/api/v1/stories?lang=eu");
  assert.ok(list.body.stories.every((one) => one.id !== story.id));
  const page = await newsroom.get(pageOf(story, "eu"));
  assert.equal(page.status, 200);
  assert.match(page.text, /<h1 lang="es"/);
  assert.doesNotMatch(page.text, /automatikoki|hreflang="eu" href="[^"]*tren/);
  assert.doesNotMatch((await newsroom.get(pageOf(story, "es"))).text, /<link rel="alternate" hreflang="eu"/);
});

test("bodies in Markdown and in plain text are taken too, but one at a time", async () => {
  const [markdown, text] = await Promise.all([
    newsroom.post({ headline: "Markdown", body_markdown: "Bat *bi* [hiru](https://example.org/)\n\n- lau\n- bost\n" }),
    newsroom.post({ headline: "Testua", body_text: "Lehen <paragrafoa>.\n\nBigarrena." }),
  ]);
  assert.match(editionOf(markdown, "eu").body_html, /<p>Bat <em>bi<\/em> <a href="https:\/\/example\.org\/">hiru<\/a><\/p>\s*<ul>/);
  assert.match(editionOf(text, "eu").body_html, /^<p>Lehen &lt;paragrafoa&gt;\.<\/p>\s*<p>Bigarrena\.<\/p>\s*$/);
  const both = await newsroom.api("POST", "/api/v1/stories", { ...STORY, body_text: "Bi" });
  assert.equal(both.status, 422);
  assert.match(both.body.detail, /one body/);
});

test("what a document cannot say is left out of it", async () => {
  const story = await newsroom.post({
    headline: "Garbia",
    body_html: '<p onclick="x()">Kaixo<script>x()</script> <a href="javascript:x()">hemen</a>' +
      '<iframe src="https://example.org/"></iframe><img src="x" onerror="x()"></p><style>p{}</style>',
  });
  const html = editionOf(story, "eu").body_html;
  assert.doesNotMatch(html, /onclick|script|iframe|onerror|style|<img/);
  assert.match(html, /Kaixo/);
});

test("a picture is sent once and then used by its name, and its words are translated", async () => {
  const kept = await newsroom.api("POST", "/api/v1/media", picture, { headers: { "Content-Type": "image/jpeg" } });
  assert.equal(kept.status, 201);
  assert.equal(kept.headers.location, kept.body.url);
  assert.equal(kept.body.type, "image/jpeg");
  assert.ok(kept.body.width > 0 && kept.body.height > 0);
  const again = await newsroom.api("POST", "/api/v1/media", picture, { headers: { "Content-Type": "image/jpeg" } });
  assert.deepEqual(again.body, kept.body);

  const story = await newsroom.settled((await newsroom.post({
    headline: "Argazkiarekin", body_html: "<p>Mendia.</p>",
    picture: { media: kept.body.media, alt: "Mendi berdea", caption: "Mendi berdea handia da.", credit: "Miren Bidarte" },
  })).id);
  assert.equal(editionOf(story, "eu").picture.url, kept.body.url);
  assert.match(editionOf(story, "es").picture.alt, /verde/i);
  const page = await newsroom.get(pageOf(story, "es"));
  assert.match(page.text, /<figcaption>[^<]*verde[^<]*<span class="credit">Miren Bidarte<\/span>/);
});

test("what is no picture is not kept", async () => {
  for (const bytes of [Buffer.from("hello"), Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")]) {
    const refused = await newsroom.api("POST", "/api/v1/media", bytes, { headers: { "Content-Type": "image/png" } });
    assert.equal(refused.status, 422);
    assert.ok(refused.body.detail);
  }
});

test("an edition says which revision of the story its text is of", async () => {
  const first = await newsroom.settled((await newsroom.post(STORY)).id);
  for (const edition of first.editions) assert.equal(edition.revision, edition.state === "off" ? undefined : 1);
  const { body: put } = await newsroom.api("PUT", `/api/v1/stories/${first.id}`, { ...STORY, headline: "Zubia berritu dute" });
  assert.equal(editionOf(put, "eu").revision, 2);
  assert.ok([1, 2].includes(editionOf(put, "en").revision), "live, of one of the two");
  const second = await until("all editions are of the new revision", async () => {
    const story = await newsroom.story(first.id);
    return story.editions.every((one) => one.state === "off" || one.revision === 2) && story;
  });
  for (const language of ["es", "en", "fr"])
    assert.notEqual(editionOf(second, language).headline, editionOf(first, language).headline);
});

test("a new version keeps the translation of what has not changed", async () => {
  const first = await newsroom.settled((await newsroom.post(STORY)).id);
  const changed = { ...STORY, body_html: `${STORY.body_html}<p>Etxe zuria handia da.</p>` };
  const put = await newsroom.api("PUT", `/api/v1/stories/${first.id}`, changed);
  assert.equal(put.status, 200);
  assert.equal(put.body.revision, 2);
  const second = await until("the new version is translated", async () => {
    const story = await newsroom.settled(first.id);
    const texts = ["es", "en", "fr"].map((language) => editionOf(story, language).body_html);
    return texts.every((text) => text.match(/<p>/g).length === 3) && story;
  });
  for (const language of ["es", "en", "fr"]) {
    const before = editionOf(first, language), after = editionOf(second, language);
    assert.equal(after.headline, before.headline);
    assert.ok(after.body_html.startsWith(before.body_html.trimEnd()), language);
    assert.equal(after.url, before.url);
  }
});

test("a story keeps its language, and what is not there cannot be replaced", async () => {
  const { id } = await newsroom.post(STORY);
  const other = await newsroom.api("PUT", `/api/v1/stories/${id}`, { ...STORY, language: "es" });
  assert.equal(other.status, 422);
  assert.match(other.body.detail, /written in "eu", not in "es"/);
  assert.equal((await newsroom.api("PUT", "/api/v1/stories/999999", STORY)).status, 404);
  assert.equal((await newsroom.api("GET", "/api/v1/stories/999999")).status, 404);
  assert.equal((await newsroom.api("GET", "/api/v1/stories/none")).status, 404);
  assert.equal((await newsroom.api("GET", "/api/v1/nothing")).status, 404);
});

test("whoever has no token saves nothing, and is told how to get one", async () => {
  const { id } = await newsroom.post(STORY);
  for (const token of [false, "0".repeat(64), "", "x".repeat(5000)])
    for (const [method, address, value] of [
      ["POST", "/api/v1/stories", STORY], ["PUT", `/api/v1/stories/${id}`, STORY], ["POST", "/api/v1/media", picture],
    ]) {
      const refused = await newsroom.api(method, address, value, { token });
      assert.equal(refused.status, 401);
      assert.equal(refused.headers["www-authenticate"], "Bearer");
      assert.match(refused.body.hint, /zubi token/);
    }
  assert.equal((await newsroom.api("GET", `/api/v1/stories/${id}`, undefined, { token: "wrong" })).status, 401);
  assert.equal((await newsroom.api("GET", `/api/v1/stories/${id}`, undefined, { token: false })).status, 200);
});

test("what is missing or makes no sense is 422, with its name", async () => {
  for (const [change, why] of [
    [{ headline: undefined }, /headline/], [{ headline: "" }, /headline/], [{ headline: "  " }, /headline/],
    [{ section: undefined }, /section/], [{ language: undefined }, /"language" is missing/],
    [{ language: "tlh" }, /no stories in "tlh"/], [{ language: "not a tag" }, /"language": /],
    [{ language: 7 }, /"language" must be a text/], [{ date: "atzo" }, /"date": "atzo" is no date/],
    [{ date: "2026-02-30T10:00:00Z" }, /"date"/], [{ picture: { media: "nothing.jpg" } }, /no picture "nothing\.jpg"/],
    [{ picture: "x" }, /"picture" must be an object/], [{ body_html: ["x"] }, /"body_html" must be a text/],
    [{ body_html: "<p>a\u0000b</p>" }, /NUL|body|JSON/],
  ]) {
    const refused = await newsroom.api("POST", "/api/v1/stories", { ...STORY, ...change });
    assert.equal(refused.status, 422, JSON.stringify(change));
    assert.match(refused.body.detail, why);
  }
});

test("a body that is not JSON in UTF-8 is 422, with where", async () => {
  for (const body of ["", "{", "[]", "7", '{"language":"eu","language":"es"}', "\0", '{"headline":"\\u0000"}',
    Buffer.from('{"headline":"Mu\xf1oz"}', "latin1"), Buffer.from([0x7b, 0xff, 0x7d])]) {
    const refused = await newsroom.api("POST", "/api/v1/stories", body);
    assert.equal(refused.status, 422, String(body));
    assert.match(refused.body.detail, /JSON/);
    assert.match(refused.body.hint, /UTF-8/);
  }
});

test("a story of 20 MB is 413, and the server goes on", async () => {
  const words = "Etxe zuria handia da. ".repeat(1000000);
  const { id } = await newsroom.post(STORY);
  for (const [method, address] of [["POST", "/api/v1/stories"], ["PUT", `/api/v1/stories/${id}`]]) {
    const refused = await newsroom.api(method, address, { ...STORY, body_html: `<p>${words}</p>` });
    assert.equal(refused.status, 413);
    assert.match(refused.body.detail, /bytes/);
    assert.ok(refused.body.hint, "it says what to do");
  }
  assert.equal((await newsroom.get("/healthz")).status, 200);
});

test("HTML nested 10,000 deep is answered, and the server goes on", async () => {
  for (const element of ["div", "b", "ul><li", "blockquote", "a href=x"]) {
    const name = element.split(/[> ]/)[0];
    const deep = `<${element}>`.repeat(10000) + "barrua" + `</${name}>`.repeat(10000);
    const answer = await newsroom.api("POST", "/api/v1/stories", { ...STORY, body_html: deep });
    assert.ok([201, 413, 422].includes(answer.status), `${element}: ${answer.status}`);
  }
  assert.equal((await newsroom.get("/healthz")).status, 200);
});

test("lists are by language and section, newest first, and go on where they stopped", async () => {
  for (let i = 0; i < 60; i++)
    await newsroom.post({
      section: "Zerrenda", headline: `Zerrendako ${i}`, body_text: "Bai.",
      date: new Date(Date.UTC(2026, 5, 1, 0, i)).toISOString(),
    });
  const first = await newsroom.api("GET", "/api/v1/stories?lang=eu&section=zerrenda", undefined, { token: false });
  assert.equal(first.status, 200);
  assert.equal(first.body.stories.length, 50);
  assert.equal(first.headers.link, `</api/v1/stories${first.body.next}>; rel="next"`);
  const rest = await newsroom.api("GET", `/api/v1/stories${first.body.next}`, undefined, { token: false });
  assert.equal(rest.body.stories.length, 10);
  assert.equal(rest.body.next, undefined);
  const headlines = [...first.body.stories, ...rest.body.stories].map((one) => one.headline);
  assert.deepEqual(headlines, Array.from({ length: 60 }, (_, i) => `Zerrendako ${59 - i}`));
  assert.ok(first.body.stories.every((one) => one.language === "eu" && one.section === "zerrenda"));
});

test("a list that makes no sense is refused", async () => {
  assert.equal((await newsroom.api("GET", "/api/v1/stories?section=nowhere")).status, 404);
  assert.equal((await newsroom.api("GET", "/api/v1/stories?lang=tlh")).status, 422);
  assert.equal((await newsroom.api("GET", "/api/v1/stories?before=yesterday")).status, 422);
});

test("a method that an address does not have is an answer, not a surprise", async () => {
  for (const [method, address] of [["DELETE", "/api/v1/stories/1"], ["PATCH", "/api/v1/stories"], ["PUT", "/api/v1/media"]]) {
    const answer = await newsroom.request(address, { method });
    assert.ok([404, 405].includes(answer.status), `${method} ${address}: ${answer.status}`);
  }
});

test("search answers as described", async () => {
  for (const [query, status] of [["q=etxea&lang=eu", 200], ["q=a&section=none", 404], ["q=a&lang=xx", 422]])
    assert.equal((await newsroom.api("GET", `/api/v1/search?${query}`, undefined, { token: false })).status, status);
});

test("every answer that the description promises has been seen", () => {
  const unseen = newsroom.description.all().filter((one) => !newsroom.description.seen.has(one));
  // The description itself; a picture of more than 32 MB; a wrong token; review.test.mjs sees segments,
  // reading.test.mjs suggestions.
  assert.deepEqual(unseen.filter((one) => !/openapi\.json|media 413|\/segments|\/suggestions/.test(one)), []);
});
