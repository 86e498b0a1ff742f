// The site as any client sees it: addresses, languages, notices, lists.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { BASE, editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { pagesIn } from "../support/pages.mjs";
import { ROOT } from "../support/program.mjs";
import { LANGUAGES, sampleImport, sampleNewsroom } from "../support/sample.mjs";

const newsroom = await sampleNewsroom();
const stories = await Promise.all(Array.from({ length: 36 }, (_, i) => newsroom.story(i + 1)));
const ofLanguage = (language) => stories.filter((story) => story.language === language);

// A message of the site, from the translators' own file.
function message(language, key) {
  const po = readFileSync(path.join(ROOT, `locale/${language}.po`), "utf8");
  const entry = po.split(/\n\n/).find((one) => one.includes(`msgctxt "${key}"`));
  return /^msgstr(?:\[0\])? ((?:"[^\n]*"\n?)+)/m.exec(entry)[1].split("\n").map((line) => line.slice(1, -1)).join("");
}

const textOf = (html) => html.replace(/<[^>]*>/g, "").replace(/&amp;/g, "&").replace(/&#39;/g, "'").replace(/&quot;/g, '"');

test("a front page says what it is, by its newest headlines where the newsroom says nothing of itself", async () => {
  for (const language of LANGUAGES) {
    const { text } = await newsroom.get(`/${language}/`);
    const description = /<meta name="description" content="([^"]+)">/.exec(text)?.[1];
    const body = text.slice(text.indexOf("<main"));
    assert.ok(description, language);
    for (const headline of description.split(" · ")) assert.ok(body.includes(`>${headline}<`), `${language}: ${headline}`);
  }
});

test("the sample newsroom is imported whole, with a line a story and every edition live or off", async () => {
  const done = await sampleImport();
  assert.equal(done.code, 0, done.err);
  assert.equal(done.out.match(/^new +\d+ {2}e[us] {2}\S/gm).length, 36);
  assert.match(done.out, /^36 new, 0 updated, 0 unchanged, 0 refused/m);
  assert.ok(ofLanguage("eu").length >= 20 && ofLanguage("es").length >= 10);
  for (const story of stories)
    for (const language of LANGUAGES) {
      const edition = editionOf(story, language);
      assert.equal(edition.state, story.language === "es" && language === "eu" ? "off" : "live", edition.problem);
    }
});

test("what a machine wrote has the same marks as what it was made from", () => {
  const marks = (html) => html.match(/<\/?(?:strong|em|a|code|li|ul|ol|h\d|blockquote|figure|img|br)\b/g)?.sort();
  for (const story of stories) {
    const source = editionOf(story, story.language);
    for (const edition of story.editions)
      if (edition.state === "live")
        assert.deepEqual(marks(edition.body_html), marks(source.body_html), edition.url);
  }
});

test("the root sends readers to their language, and caches are told why", async () => {
  for (const [accept, wanted] of [
    ["fr-CA,fr;q=0.9", "fr"], ["gl;q=0.5,pt-BR", "pt"], ["de,it;q=0.8", "eu"], ["", "eu"], ["ca;q=0,es", "es"],
    ["*", "eu"], ["x".repeat(3000), "eu"],
  ]) {
    const answer = await newsroom.get("/", accept ? { "Accept-Language": accept } : {});
    assert.equal(answer.status, 302, accept);
    assert.equal(answer.headers.location, `/${wanted}/`, accept);
    assert.match(answer.headers.vary, /Accept-Language/i);
  }
});

test("every kind of page is there in every language, says which, and names the others", async () => {
  for (const language of LANGUAGES) {
    const pages = await pagesIn(newsroom, language);
    for (const [kind, address] of Object.entries(pages)) {
      const page = await newsroom.get(address);
      assert.equal(page.status, kind === "missing" ? 404 : 200, address);
      assert.match(page.headers["content-type"], /^text\/html; charset=utf-8$/);
      assert.match(page.text, new RegExp(`^<!DOCTYPE html>\n<html lang="${language}" dir="ltr">`), address);
      for (const other of LANGUAGES)
        assert.match(page.text, new RegExp(`<a href="/(?:my-list/)?${other}[/"][^>]*hreflang="${other}"`), `${address} ${other}`);
    }
  }
});

test("a page that does not exist is told in the reader's language", async () => {
  for (const [address, language, accept] of [
    ["/fr/rien/", "fr"], ["/pt/nada/de-nada-999999", "pt"], ["/nowhere", "gl", "gl"], ["/xx/", "ca", "ca"],
    ["/eu/herria/ez-dago-999999", "eu"], ["/eu/topic/ez-dago/", "eu"], ["/media/nothing.jpg", "es", "es"],
    ["/eu/a/b/c/d", "eu", "eu"], ["/assets/none.css", "en", "en"],
  ]) {
    const page = await newsroom.get(address, accept ? { "Accept-Language": accept } : {});
    assert.equal(page.status, 404, address);
    assert.ok(textOf(page.text).includes(message(language, "error_404_heading")), address);
  }
});

test("an old or wrong address of a story moves to the right one for good", async () => {
  const [story] = stories;
  const right = pageOf(story, "es");
  for (const wrong of [`/es/${story.section}/x-${story.id}`, `/es/${story.section}/-${story.id}`, `/es/${story.section}/${story.id}`,
    `/es/nowhere/${right.split("/").at(-1)}`, `/es/${story.section}/el-pueblo-viejo-y-m%C3%A1s-${story.id}`]) {
    const moved = await newsroom.get(wrong);
    assert.equal(moved.status, 301, wrong);
    assert.equal(moved.headers.location, right, wrong);
  }
  for (const slash of ["/eu", `/eu/${story.section}`]) {
    const moved = await newsroom.get(slash);
    assert.equal(moved.status, 301);
    assert.equal(moved.headers.location, `${slash}/`);
  }
});

test("a slug is made from the edition's own headline", () => {
  const letters = (text) => text.normalize("NFD").replace(/[\p{M}'’]/gu, "").toLowerCase().match(/[a-z0-9]+/g) || [];
  for (const story of stories)
    for (const edition of story.editions.filter((one) => one.headline)) {
      const slug = edition.url.split("/").at(-1);
      assert.match(slug, /^[a-z0-9]+(-[a-z0-9]+)*-\d+$/);
      assert.equal(slug.split("-")[0].slice(0, 3), letters(edition.headline)[0].slice(0, 3), edition.url);
    }
});

test("a reader of a machine's words is told before anything else, with a way to the original", async () => {
  for (const story of [ofLanguage("eu")[0], ofLanguage("es")[0]])
    for (const edition of story.editions.filter((one) => one.label === "automatic")) {
      const page = await newsroom.get(edition.url.slice(BASE.length));
      const [, article] = /<article class="story">\s*([\s\S]*)<\/article>/.exec(page.text);
      assert.match(article, /^<div class="notice" role="note">/, "it stands at the very top");
      const [notice] = /^<div class="notice"[\s\S]*?<\/div>/.exec(article);
      assert.ok(textOf(notice).includes(message(edition.language, "notice_automatic")));
      assert.match(notice, new RegExp(`<a href="${pageOf(story, story.language)}" hreflang="${story.language}">`));
    }
});

test("an original never says that a machine wrote it", async () => {
  for (const story of [ofLanguage("eu")[0], ofLanguage("es")[0]]) {
    const page = await newsroom.get(pageOf(story, story.language));
    assert.doesNotMatch(page.text, /class="notice/);
  }
});

test("a story that no engine brings into Basque is shown as it is, marked, and said to be", async () => {
  const [story] = ofLanguage("es");
  const page = await newsroom.get(pageOf(story, "eu"));
  assert.match(page.text, /^<!DOCTYPE html>\n<html lang="eu"/);
  assert.match(page.text, /<h1 lang="es"/);
  assert.match(page.text, /<div class="body" lang="es"/);
  assert.match(page.text, /class="notice waiting"/);
  assert.ok(!textOf(page.text).includes(message("eu", "notice_automatic")));
});

test("a story page has its parts in the order of a reader's attention", async () => {
  const story = ofLanguage("eu").find((one) => one.topic && editionOf(one, "eu").picture);
  const { text } = await newsroom.get(pageOf(story, "fr"));
  const main = text.slice(text.indexOf("<main"));
  const places = ['class="notice"', 'class="kicker"', "<h1", 'class="lead"', 'class="byline"', "<time", "data-favourite",
    "<figure", "<figcaption", 'class="credit"', 'class="body"','id="editions"', 'id="more"'].map((part) => main.indexOf(part));
  assert.ok(places.every((at) => at >= 0), JSON.stringify(places));
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
  assert.ok(textOf(main).includes(message("fr", "favourite_add")));
  assert.ok(main.includes(`data-remove="${message("fr", "favourite_remove").replace(/'/g, "&#39;")}"`)
    || main.includes(`data-remove="${message("fr", "favourite_remove")}"`));
  const french = editionOf(story, "fr"), basque = editionOf(story, "eu");
  assert.notEqual(french.picture.alt, basque.picture.alt, "the alternative text is translated");
});

test("search engines are told of every language a story is really in, and of no other", async () => {
  const [story] = ofLanguage("es");
  const { text } = await newsroom.get(pageOf(story, "en"));
  const alternates = [...text.matchAll(/<link rel="alternate" hreflang="(\w+)" href="([^"]+)">/g)];
  const told = Object.fromEntries(alternates.map(([, language, url]) => [language, url]));
  delete told["x-default"];
  assert.deepEqual(told, Object.fromEntries(story.editions.filter((one) => one.state === "live").map((one) => [one.language, one.url])));
  assert.match(text, new RegExp(`<link rel="canonical" href="${editionOf(story, "en").url}">`));
});

// All of a list, page by page, by its own links.
async function wholeList(address, { fragment = false } = {}) {
  const ids = [];
  for (let next = address, pages = 0; next; pages++) {
    assert.ok(pages < 50, "a list has an end");
    const page = await newsroom.get(fragment && pages ? `${next}?fragment=1` : next);
    assert.equal(page.status, 200, next);
    assert.equal(/<html/.test(page.text), !(fragment && pages));
    const list = fragment && pages ? page.text : /data-items>([\s\S]*)<\/main>/.exec(page.text)[1].split("</section>")[0];
    ids.push(...[...list.matchAll(/<article class="card" data-id="(\d+)"/g)].map(([, id]) => Number(id)));
    [, next] = /<a rel="next" href="([^"]+)" data-more>/.exec(list) || [];
    next &&= next.replace(/&amp;/g, "&");
  }
  return ids;
}

const newestFirst = (list) => [...list].sort((a, b) => b.date.localeCompare(a.date) || b.id - a.id).map((one) => one.id);

test("Load more is a link that goes through a whole section, each story once, as pages and as parts", async () => {
  const small = await sampleNewsroom({ env: { ZUBI_SITE_STORIES_PER_PAGE: "2" } });
  const get = newsroom.get;
  newsroom.get = (...args) => small.get(...args);
  try {
    const { section } = stories[0];
    const wanted = newestFirst(stories.filter((one) => one.section === section));
    assert.deepEqual(await wholeList(`/es/${section}/`), wanted);
    assert.deepEqual(await wholeList(`/es/${section}/`, { fragment: true }), wanted);
  } finally {
    newsroom.get = get;
  }
});

test("below a story is more of its section, and a way to the rest", async () => {
  for (let i = 0; i < 9; i++)
    await newsroom.post({ section: "Gehiago", headline: `Gehiago ${i}`, body_text: "Bai.", date: `2020-01-0${i + 1}T10:00:00Z` });
  const { stories: [{ url }] } = (await newsroom.api("GET", "/api/v1/stories?lang=eu&section=gehiago")).body;
  const { text } = await newsroom.get(url.slice(BASE.length));
  const more = text.slice(text.indexOf('id="more"'));
  assert.ok(textOf(`<h2 ${more}`).startsWith(message("eu", "more_section").replace("{section}", "Gehiago")));
  assert.deepEqual([...more.matchAll(/>Gehiago (\d)<\/a><\/h3>/g)].map(([, i]) => Number(i)), [7, 6, 5, 4, 3, 2]);
  assert.deepEqual(await wholeList(/<a rel="next" href="([^"]+)" data-more>/.exec(more)[1].replace(/&amp;/g, "&")),
    newestFirst((await newsroom.api("GET", "/api/v1/stories?lang=eu&section=gehiago")).body.stories).slice(7));
});

test("a place in a list stays the same when newer stories come", async () => {
  const { section } = ofLanguage("eu")[0];
  const [newest, ...rest] = newestFirst(ofLanguage("eu").filter((one) => one.section === section));
  const { date } = stories.find((one) => one.id === newest);
  const place = `/eu/${section}/before-${Date.parse(date)}-${newest}/`;
  assert.deepEqual(await wholeList(place), rest);
  await newsroom.post({ section, headline: "Berriagoa da hau", body_text: "Bai." });
  assert.deepEqual(await wholeList(place), rest);
});

test("places that make no sense are refused, and never break a page", async () => {
  for (const place of ["x", "1", "--", "99999999999999999999-1", "007-1", "%20-1", "1-1-1-"])
    assert.equal((await newsroom.get(`/eu/before-${place}/`)).status, 404, place);
  for (const query of ["?fragment=1", "before--5-1/", "?fragment=%00", "?x=%", "?" + "a=b&".repeat(500)])
    assert.ok([200, 400, 414].includes((await newsroom.get(`/eu/${query}`)).status), query);
});

test("Basque lists show Spanish stories, in Spanish and marked, when a newsroom wants them", async () => {
  const both = await sampleNewsroom({ env: { ZUBI_SITE_LIST_UNTRANSLATED: "yes" } });
  const [spanish] = ofLanguage("es");
  const without = await newsroom.get(`/eu/${spanish.section}/`);
  const link = new RegExp(`<a class="cover" href="${pageOf(spanish, "eu")}" lang="es" hreflang="es">`);
  assert.doesNotMatch(without.text, link);
  const withThem = await both.get(`/eu/${spanish.section}/`);
  assert.match(withThem.text, link);
});

test("healthz answers", async () => {
  const answer = await newsroom.get("/healthz");
  assert.equal(answer.status, 200);
  assert.equal(answer.text, "ok\n");
});

test("a file in the newsroom's theme takes the place of the built-in one, and a mistake in it is named", async () => {
  const own = await Newsroom.make({ languages: "eu,es" });
  mkdirSync(path.join(own.dir, "theme"));
  const written = (name, text) => writeFileSync(path.join(own.dir, "theme", name), text);
  written("site.css", "body { color: rebeccapurple }\n");
  written("error.mustache", "<!DOCTYPE html>\n<html lang=\"{{lang}}\"><title>{{heading}}</title><p>gurea: {{heading}}</p>\n");
  await own.start();
  const [css] = /\/assets\/site\.[^"]+\.css/.exec((await own.get("/eu/")).text);
  assert.equal((await own.get(css)).text, "body { color: rebeccapurple }\n");
  assert.match((await own.get("/eu/nowhere/")).text, /<p>gurea: /);
  await own.stop();
  written("error.mustache", "{{#never}}closed");
  const check = await own.zubi("check");
  assert.equal(check.code, 65);
  assert.match(check.err, /error\.mustache|error.*line 1/);
});
