// What search engines are told that there is: sitemaps, robots.txt, and that these agree with pages.
import assert from "node:assert/strict";
import { test } from "node:test";

import { noEngines } from "../support/faults.mjs";
import { BASE, Newsroom, pageOf } from "../support/newsroom.mjs";
import { LANGUAGES, sampleNewsroom } from "../support/sample.mjs";
import { checkXml, parseXml } from "../support/xml.mjs";

const newsroom = await sampleNewsroom();

async function xml(from, address) {
  const answer = await from.get(address);
  assert.equal(answer.status, 200, address);
  assert.match(answer.headers["content-type"], /^application\/xml/);
  checkXml(answer.text, "sitemap.rng");
  return parseXml(answer.text);
}

const path = (url) => {
  assert.ok(url.startsWith(`${BASE}/`), url);
  return url.slice(BASE.length);
};

// Every page of the sitemaps: its address to {lastmod, alternates: {language: address}}.
async function sitemap(from) {
  const pages = new Map();
  for (const file of (await xml(from, "/sitemap.xml")).all("sitemap"))
    for (const url of (await xml(from, path(file.one("loc").text))).all("url")) {
      const links = url.all("xhtml:link").map((link) => [link.attributes.hreflang, link.attributes.href]);
      const address = url.one("loc").text;
      assert.ok(!pages.has(address), `${address} is there once`);
      assert.equal(new Set(links.map(([language]) => language)).size, links.length);
      pages.set(address, { lastmod: url.all("lastmod")[0]?.text, alternates: Object.fromEntries(links) });
    }
  return pages;
}

function headOf(html) {
  const head = html.slice(0, html.indexOf("</head>"));
  return {
    canonical: /<link rel="canonical" href="([^"]+)">/.exec(head)?.[1],
    robots: /<meta name="robots" content="([^"]+)">/.exec(head)?.[1],
    alternates: Object.fromEntries([...head.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)]
      .map(([, language, url]) => [language, url])),
  };
}

// For each page: it names itself and all others, they name it, and all agree on the default.
function assertReciprocal(pages) {
  for (const [address, { alternates }] of pages) {
    const { "x-default": origin, ...others } = alternates;
    const own = Object.values(others);
    assert.ok(own.includes(address), `${address} names itself`);
    assert.ok(own.includes(origin), `${address}: x-default is one of them`);
    for (const other of own) {
      assert.ok(pages.has(other), `${other} is there`);
      assert.deepEqual(pages.get(other).alternates, alternates, `${other} and ${address} say the same`);
    }
  }
}

test("sitemaps have every live edition of every story, once, and each names all others", async () => {
  const pages = await sitemap(newsroom);
  assertReciprocal(pages);
  let n = 0;
  for (let next = "?lang=es"; next;) {
    const list = JSON.parse((await newsroom.get(`/api/v1/stories${next}`)).text);
    for (const { id } of list.stories) {
      const story = await newsroom.story(id);
      for (const edition of story.editions) {
        assert.equal(pages.has(edition.url), edition.state === "live", edition.url);
        if (edition.state !== "live") continue;
        n++;
        const { lastmod, alternates } = pages.get(edition.url);
        assert.ok(Date.parse(lastmod) <= Date.now());
        assert.equal(alternates["x-default"], story.editions.find((one) => one.language === story.language).url);
      }
    }
    next = list.next;
  }
  assert.ok(n > 100, `${n} editions`);
});

test("pages say the same as sitemaps: canonical, alternates, default", async () => {
  const pages = await sitemap(newsroom), seen = new Map();
  for (const [address, { alternates }] of pages) {
    const answer = await newsroom.get(path(address));
    assert.equal(answer.status, 200, address);
    const head = headOf(answer.text);
    assert.equal(head.canonical, address);
    assert.equal(head.robots, "max-image-preview:large");
    assert.deepEqual(head.alternates, alternates, address);
    seen.set(address, head);
  }
  assertReciprocal(seen);
});

test("front pages and sections are there, with the site's language as default", async () => {
  const pages = await sitemap(newsroom);
  for (const language of LANGUAGES) {
    const { alternates } = pages.get(`${BASE}/${language}/`);
    assert.equal(Object.keys(alternates).length, LANGUAGES.length + 1);
    assert.equal(alternates["x-default"], `${BASE}/eu/`);
  }
});

test("a further page of a list is followed but not found", async () => {
  const [, next] = /<a rel="next" href="([^"]+)"/.exec((await newsroom.get("/eu/")).text);
  const head = headOf((await newsroom.get(next.replaceAll("&amp;", "&"))).text);
  assert.equal(head.robots, "noindex");
  assert.equal(head.canonical, BASE + next);
  assert.deepEqual(head.alternates, {});
});

test("robots.txt names the sitemaps and keeps robots out of nothing that is to be read", async () => {
  const { text, headers } = await newsroom.get("/robots.txt");
  assert.match(headers["content-type"], /^text\/plain/);
  const lines = text.split("\n");
  assert.ok(lines.includes("User-agent: *"));
  assert.ok(lines.includes(`Sitemap: ${BASE}/sitemap.xml`));
  for (const language of LANGUAGES) assert.ok(lines.includes(`Sitemap: ${BASE}/news-${language}.xml`));
  const closed = lines.filter((line) => line.startsWith("Disallow: ")).map((line) => line.slice(10));
  for (const address of (await sitemap(newsroom)).keys())
    for (const prefix of closed) assert.ok(!path(address).startsWith(prefix), address);
});

test("the icon is where browsers look for it unasked", async () => {
  for (const address of ["/favicon.ico", "/favicon.svg"]) {
    const answer = await newsroom.get(address);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers["content-type"], "image/svg+xml");
  }
});

test("addresses of sitemaps that do not exist are not found", async () => {
  for (const address of ["/sitemap-0.xml", "/sitemap-999999.xml", "/sitemap--1.xml", "/sitemap-1e3.xml", "/sitemap-99999999999999999999.xml", "/sitemap-x.xml", "/news-de.xml", "/news-.xml"]) {
    const { status } = await newsroom.get(address);
    assert.ok(status === 404 || (address === "/news-.xml" && status === 301), `${address}: ${status}`);
  }
});

test("who has a sitemap already is told so", async () => {
  for (const address of ["/sitemap.xml", "/sitemap-1.xml", "/news-eu.xml", "/robots.txt"]) {
    const { headers } = await newsroom.get(address);
    assert.equal((await newsroom.get(address, { "If-None-Match": headers.etag })).status, 304, address);
  }
});

test("the news sitemap has the last two days of a language, and nothing else", async () => {
  const small = await Newsroom.started({ languages: "eu,es,de" });
  const hours = (n) => new Date(Date.now() + n * 3600e3).toISOString();
  const dated = {};
  for (const [name, at] of [["Gaurkoa", -1], ["Herenegungoa", -47], ["Zaharra", -49], ["Biharkoa", 1]])
    dated[name] = await small.post({ headline: name, date: hours(at), body_html: "<p>Testua.</p>" });
  for (const { id } of Object.values(dated)) await small.settled(id);
  const eu = (await xml(small, "/news-eu.xml")).all("url");
  assert.deepEqual(eu.map((url) => url.one("news:news").one("news:title").text), ["Gaurkoa", "Herenegungoa"]);
  for (const url of eu) {
    const publication = url.one("news:news").one("news:publication");
    assert.equal(publication.one("news:name").text, "Zubi");
    assert.equal(publication.one("news:language").text, "eu");
    const page = await small.get(path(url.one("loc").text));
    const shown = /<time datetime="([^"]+)">/.exec(page.text)[1];
    assert.equal(Date.parse(url.one("news:news").one("news:publication_date").text), Date.parse(shown));
  }
  assert.equal((await xml(small, "/news-es.xml")).all("url").length, 2);
  assert.equal((await xml(small, "/news-de.xml")).all("url").length, 0);

  const pages = await sitemap(small);
  assertReciprocal(pages);
  const secret = await small.story(dated.Biharkoa.id);
  for (const edition of secret.editions) assert.ok(!pages.has(edition.url), edition.url);
  assert.ok(![...pages.keys()].some((address) => address.startsWith(`${BASE}/de/herria/zaharra`)));
  const german = headOf((await small.get(pageOf(dated.Zaharra, "de"))).text);
  assert.equal(german.robots, "noindex", "a page in another language than its address says is not found");
  assert.deepEqual(german.alternates, {});
});

test("a newsroom that has nothing yet has valid sitemaps", async () => {
  const small = await Newsroom.started({ languages: "eu,es" });
  assert.deepEqual([...(await sitemap(small)).keys()], [`${BASE}/eu/`, `${BASE}/es/`]);
  assert.equal((await xml(small, "/news-eu.xml")).all("url").length, 0);
});

test("where translations are kept out until revised, pages, alternates and sitemaps agree at once", async () => {
  const small = await Newsroom.started({ languages: "eu,es,fr", env: { ZUBI_SITE_NOINDEX_UNREVISED: "es" } });
  const story = await small.post({ headline: "Ur garbia", body_html: "<p>Ura garbi dago.</p>" });
  await small.settled(story.id);
  const pages = await sitemap(small);
  assertReciprocal(pages);
  const settled = await small.story(story.id);
  const found = settled.editions.filter((edition) => edition.state === "live").map((edition) => edition.language);
  assert.deepEqual(found.sort(), ["es", "eu", "fr"]);
  for (const edition of settled.editions) {
    const head = headOf((await small.get(path(edition.url))).text), isFound = edition.language !== "es";
    assert.equal(pages.has(edition.url), isFound, edition.language);
    assert.equal(head.robots, isFound ? "max-image-preview:large" : "noindex");
    assert.deepEqual(Object.keys(head.alternates).sort(), isFound ? ["eu", "fr", "x-default"] : []);
    const news = (await xml(small, `/news-${edition.language}.xml`)).all("url");
    assert.equal(news.length, isFound ? 1 : 0);
  }
});

test("stories are spread over files by their numbers, and none is lost", async () => {
  const others = "ab cd ef gh ij kl mn op".split(" ").flatMap((two) => [..."abcdef"].map((one) => two[0] + one + two[1]));
  const languages = ["eu", "es", ...others].join(",");
  const large = await Newsroom.started({ languages, env: noEngines() });
  const expected = new Set();
  for (let i = 0; i < 90; i++) {
    const story = await large.post({ headline: `Albistea ${i}`, body_html: "<p>Testua.</p>" });
    expected.add(BASE + pageOf(story, "eu"));
  }
  const index = (await xml(large, "/sitemap.xml")).all("sitemap").map((file) => path(file.one("loc").text));
  assert.ok(index.length > 2, index.join(" "));
  const files = index.filter((address) => address !== "/sitemap-lists.xml");
  const found = [];
  for (const file of files) found.push(...(await xml(large, file)).all("url").map((url) => url.one("loc").text));
  assert.deepEqual(new Set(found), expected);
  assert.equal(found.length, expected.size);
  assert.equal((await large.get(`/sitemap-${files.length + 1}.xml`)).status, 404);
});
