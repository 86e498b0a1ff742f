// Search: what is found, what never is, and that nothing that is typed is wrong.
import assert from "node:assert/strict";
import { test } from "node:test";

import { editionOf, BASE, Newsroom } from "../support/newsroom.mjs";
import { sampleNewsroom } from "../support/sample.mjs";
import { until } from "../support/until.mjs";

const newsroom = await sampleNewsroom({ env: { ZUBI_SITE_STORIES_PER_PAGE: "3" } });

async function search(language, query, room = newsroom) {
  const page = await room.get(`/${language}/search?${new URLSearchParams(query)}`);
  assert.equal(page.status, 200);
  const list = page.text.slice(page.text.indexOf("<main"));
  return {
    ...page, list,
    ids: [...list.matchAll(/<article class="card" data-id="(\d+)"/g)].map(([, id]) => Number(id)),
    count: /id="count">([^<]*)</.exec(list)?.[1],
    next: /class="more"><a rel="next" href="([^"]+)"/.exec(list)?.[1].replaceAll("&amp;", "&"),
  };
}

const api = async (query, room = newsroom) =>
  (await room.api("GET", `/api/v1/search?${new URLSearchParams(query)}`, undefined, { token: false })).body;

const found = (id, query, room) => until(`story ${id} is found by ${query.q}`, async () =>
  (await api(query, room)).stories.some((one) => one.id === id));

await until("the sample is in the index", async () => (await api({ q: "etxea", lang: "eu" })).total >= 9);
await until("all of it", async () => (await newsroom.zubi("search", ["etxea"])).code === 0);

test("a word finds its other forms, marked as they are written", async () => {
  const forms = await Promise.all(["etxea", "etxeetan", "ETXEAK"].map((q) => api({ q, lang: "eu" })));
  assert.ok(forms[0].total > 3);
  for (const one of forms) assert.deepEqual(one.stories.map(({ id }) => id), forms[0].stories.map(({ id }) => id));
  const page = await search("eu", { q: "etxeetan" });
  assert.match(page.list, /<mark>etxe\p{L}*<\/mark>/u);
  assert.equal(page.ids.length, 3);
});

test("marks on letters may be left out", async () => {
  const [bare, marked] = await Promise.all(["educacion", "educación"].map((q) => api({ q, lang: "es" })));
  assert.ok(bare.total > 0);
  assert.deepEqual(bare.stories.map(({ id }) => id), marked.stories.map(({ id }) => id));
});

test("phrases, beginnings and exclusions hold", async () => {
  const both = await api({ q: "eta ez", lang: "eu" }), phrase = await api({ q: '"eta ez"', lang: "eu" });
  assert.ok(phrase.total > 0 && phrase.total < both.total);
  assert.equal((await api({ q: '"ez eta zubi"', lang: "eu" })).total, 0);
  assert.ok((await api({ q: "etxebiz*", lang: "eu" })).total > 0);
  const all = await api({ q: "etxea", lang: "eu" }), without = await api({ q: "etxea -zubia", lang: "eu" });
  const other = await api({ q: "etxea zubia", lang: "eu" });
  assert.equal(without.total, all.total - other.total);
});

test("sections, days and the order are the reader's choice", async () => {
  const all = await api({ q: "etxea", lang: "eu", order: "newest" });
  const dates = all.stories.map((one) => one.date);
  assert.deepEqual(dates, [...dates].sort().reverse());
  const { section } = all.stories[0];
  const there = await api({ q: "etxea", lang: "eu", section });
  assert.ok(there.total < all.total && there.stories.every((one) => one.section === section));
  const day = dates[0].slice(0, 10);
  const before = await api({ q: "etxea", lang: "eu", to: "2000-01-01" });
  assert.equal(before.total, 0);
  const later = await api({ q: "etxea", lang: "eu", from: day });
  assert.ok(later.total < all.total && later.stories.every((one) => one.date.slice(0, 10) >= day.slice(0, 8)));
  const page = await search("eu", { q: "etxea", section, order: "newest" });
  assert.match(page.list, new RegExp(`<option value="${section}" selected>`));
  assert.match(page.list, /<details open>/);
});

test("a headline counts for more than the text", async () => {
  const { stories: [first] } = await api({ q: "zubia", lang: "eu" });
  assert.match(first.headline_html, /<mark>/);
});

test("results say their language and label, and each is read in the reader's own", async () => {
  const { list, ids } = await search("fr", { q: "maison" });
  assert.ok(ids.length > 0);
  assert.match(list, /Original : basque ; traduction automatique/);
  assert.match(list, /<a class="cover" href="\/fr\//);
});

test("words of another language find stories through their editions in it", async () => {
  const { list, ids, text } = await search("eu", { q: "viviendas" });
  assert.ok(ids.length > 0);
  assert.match(list, /<a class="cover" href="\/es\/[^"]+" lang="es" hreflang="es">/);
  assert.match(list, /<strong class="in-lang">gaztelania<\/strong>/);
  assert.match(text, /lang="es">[^<]*<mark>viviendas?<\/mark>|<mark>vivienda/);
});

test("further results are behind a link, and as a fragment", async () => {
  const seen = [];
  let page = await search("eu", { q: "etxea" });
  const words = page.count;
  for (let n = 0; n < 20; n++) {
    seen.push(...page.ids);
    if (!page.next) break;
    assert.match(page.next, /[?&]page=\d+$/);
    const part = await newsroom.get(`${page.next}&fragment=1`);
    assert.ok(!part.text.includes("<html") && part.text.includes("data-id"));
    page = await search("eu", Object.fromEntries(new URL(page.next, BASE).searchParams));
  }
  assert.equal(new Set(seen).size, seen.length);
  assert.ok(words.includes(String(seen.length)), `${words}: ${seen.length}`);
});

test("nothing is found kindly", async () => {
  const { list } = await search("en", { q: "xyzzyplugh", section: "herria" });
  assert.match(list, /0 stories/);
  assert.match(list, /Check the spelling/);
  assert.match(list, /href="\/en\/search\?q=xyzzyplugh"/);
});

test("result pages are nobody's to keep or to index", async () => {
  const { headers, text } = await search("eu", { q: "etxea" });
  assert.match(headers["cache-control"], /private, no-store/);
  assert.equal(headers["x-robots-tag"], "noindex");
  assert.match(text, /<meta name="robots" content="noindex">/);
  assert.ok(!text.includes('rel="canonical"'));
  assert.match(text, /href="\/fr\/search\?q=etxea" hreflang="fr"/);
});

test("suggestions are topics and headlines that begin so", async () => {
  const list = async (q) => (await newsroom.get(`/eu/search/suggest?${new URLSearchParams({ q })}`)).text;
  const answer = await list("etxebiz");
  assert.match(answer, /<li role="option" id="suggested-1" data-url="\/eu\/topic\/etxebizitza\/"><span><mark>Etxebizitza<\/mark><\/span> <small>Gaia<\/small>/);
  assert.match(await list("zub"), /data-url="\/eu\/[^"]+-\d+"><span>[^<]*<mark>[Zz]ub/);
  assert.equal((await list("")).trim(), "");
  assert.equal((await list("xyzzy")).trim(), "");
});

test("whatever is sent is answered, and nothing of it comes back unescaped", async () => {
  const noise = ['"', "*", "-", "NEAR(a b, 2)", "a AND (b OR", "{headline} : x", "^eu", "eu:etxe", "'; DROP TABLE story; --",
    '"><script>alert(1)</script>', "%", "\\", "a".repeat(3000), "a ".repeat(1500), "\u0301", "日本語", "🎉", "-a -b", "|", "a|b", "“”",
    "e*", "a*b*c*", "\u202eetxe", "ﬃ*", "1e999", "NaN", "\n\t"];
  for (const q of noise)
    for (const address of ["/eu/search", "/eu/search/suggest", "/api/v1/search"]) {
      const answer = await newsroom.get(`${address}?${new URLSearchParams({ q, ...(q.length < 100 && { section: q, from: q, to: q, order: q, page: q, fragment: "" }) })}`);
      assert.ok([200, 404, 422].includes(answer.status) && (address.startsWith("/api") || answer.status === 200), `${address} ${q}: ${answer.status}`);
      assert.ok(!answer.text.includes("<script>alert"), q);
    }
  for (const query of ["q=%ff", "q=%00", "q=%zz"])
    for (const address of ["/eu/search", "/eu/search/suggest"]) assert.equal((await newsroom.get(`${address}?${query}`)).status, 400, query);
  for (const page of ["0", "-1", "26", "99999999999999999999"]) assert.equal((await search("eu", { q: "etxea", page })).ids.length, 3);
  for (const from of ["2026-02-31", "0000-00-00", "9999-12-31"]) await search("eu", { q: "etxea", from, to: from });
});

test("the API says what of a question makes no sense", async () => {
  for (const [query, status] of [["lang=xx", 422], ["from=yesterday", 422], ["page=26", 422], ["section=none&q=a", 404], ["q=%ff", 422]])
    assert.equal((await newsroom.api("GET", `/api/v1/search?${query}`, undefined, { token: false })).status, status, query);
});

test("stories are found when they are published, changed and dated, and not before", async () => {
  const room = await Newsroom.started();
  const story = await room.settled((await room.post({ section: "Herria", topic: "Ezkutukoa", headline: "Gaurkohitza", body_text: "Lehenhitza." })).id);
  const soon = new Date(Date.now() + 6000).toISOString();
  const hidden = (await room.post({ section: "Herria", topic: "Isilpekoa", headline: "Bihartokohitza", body_text: "x", date: soon })).id;
  await found(story.id, { q: "gaurkohitza", lang: "eu" }, room);
  await found(story.id, { q: "gaurkohitza", lang: editionOf(story, "es").language }, room);
  for (const q of ["bihartokohitza", "biharto*"]) assert.equal((await api({ q }, room)).total, 0);
  for (const q of ["bihar", "isilp"]) assert.equal((await room.get(`/eu/search/suggest?q=${q}`)).text.trim(), "");
  const put = await room.api("PUT", `/api/v1/stories/${story.id}`, { language: "eu", section: "Herria", headline: "Gaurkohitza", body_text: "Bigarrenhitza." });
  assert.equal(put.status, 200, JSON.stringify(put.body));
  await found(story.id, { q: "bigarrenhitza", lang: "eu" }, room);
  await until("its old words find nothing, in any language", async () => (await api({ q: "lehenhitza" }, room)).total === 0);
  await found(hidden, { q: "bihartokohitza", lang: "eu" }, room);
  assert.match((await room.get("/eu/search/suggest?q=isilp")).text, /topic\/isilpekoa/);
});

test("the command finds the same, and makes the index anew", async () => {
  const before = await newsroom.zubi("search", ["--language", "eu", "etxea"]);
  assert.match(before.out, /^ +\d+  eu  .*\n(.*\n)*\d+ found\n$/);
  const rebuilt = await newsroom.zubi("search", ["--rebuild"]);
  assert.equal(rebuilt.code, 0, rebuilt.err);
  assert.match(rebuilt.out, /^\d+ editions indexed in \d+ ms\n$/);
  assert.equal((await newsroom.zubi("search", ["--language", "eu", "etxea"])).out, before.out);
  for (const args of [[], ["--language", "xx", "a"], ["…"]]) assert.equal((await newsroom.zubi("search", args)).code, 65, args.join());
});
