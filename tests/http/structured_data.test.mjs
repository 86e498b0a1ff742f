// What other programs read on a page: JSON-LD in schema.org's words, and cards for sites that pass
// it on; in a real browser, under the page's own Content-Security-Policy.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { chromium } from "playwright-core";

import { BASE, editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { sampleNewsroom } from "../support/sample.mjs";

const newsroom = await sampleNewsroom();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
after(() => browser.close());

// schema.org's properties of the types that are used, as far as they are.
const THING = ["@context", "@type", "@id", "name", "description", "url", "image", "mainEntityOfPage"];
const WORK = [...THING, "author", "publisher", "headline", "inLanguage", "datePublished", "dateModified", "keywords",
  "translationOfWork", "workTranslation", "translator", "creditText", "digitalSourceType", "isAccessibleForFree"];
const TYPES = {
  NewsArticle: [...WORK, "articleSection"],
  ImageObject: [...WORK, "width", "height", "caption"],
  WebSite: WORK,
  Person: THING,
  NewsMediaOrganization: THING,
};

function assertKnown(value) {
  if (Array.isArray(value)) return value.forEach(assertKnown);
  if (value === null || typeof value !== "object") return;
  const known = value["@type"] ? TYPES[value["@type"]] : ["@id", "@context", "@graph"];
  assert.ok(known, `type ${value["@type"]}`);
  for (const [key, member] of Object.entries(value)) {
    assert.ok(known.includes(key), `${key} is no property of ${value["@type"]}`);
    assert.ok(member !== "" && member !== null, `${key} says nothing`);
    assertKnown(member);
  }
}

// Opens a page: its structured data as the browser has it, what its meta elements say, complaints.
async function open(from, address) {
  const page = await browser.newPage(), complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(new URL(address, from.url).href);
  const found = await page.evaluate(() => ({
    data: [...document.querySelectorAll('script[type="application/ld+json"]')].map((script) => script.textContent),
    meta: Object.fromEntries([...document.querySelectorAll("meta[property], meta[name]")]
      .map((meta) => [meta.getAttribute("property") ?? meta.name, meta.content])),
    dates: [...document.querySelectorAll(".story-meta time")].map((time) => time.dateTime),
    notice: document.querySelector(".notice p:not([aria-hidden])")?.firstChild.textContent.trim(),
    title: document.querySelector("h1").textContent,
    picture: document.querySelector(".story-picture img")?.src,
  }));
  await page.close();
  assert.deepEqual(complaints, []);
  assert.equal(found.data.length, 1, address);
  const data = JSON.parse(found.data[0]);
  assertKnown(data);
  return { ...found, raw: found.data[0], data };
}

async function everyStory() {
  const stories = [];
  for (let next = "?lang=es"; next;) {
    const list = JSON.parse((await newsroom.get(`/api/v1/stories${next}`)).text);
    for (const { id } of list.stories) stories.push(await newsroom.story(id));
    next = list.next;
  }
  return stories;
}

test("a story's page tells what readers see: headline, dates, people, picture, language", async () => {
  for (const story of (await everyStory()).slice(0, 6))
    for (const language of ["es", "en"]) {
      const edition = editionOf(story, language);
      const { data, dates, title, picture, raw } = await open(newsroom, pageOf(story, language));
      assert.equal(data["@type"], "NewsArticle");
      assert.equal(data["@id"], edition.url);
      assert.equal(data.mainEntityOfPage, edition.url);
      assert.equal(data.inLanguage, language);
      assert.equal(data.headline, title);
      assert.equal(data.datePublished, dates[0]);
      assert.equal(data.dateModified, dates[1] ?? dates[0]);
      assert.match(data.datePublished, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
      assert.equal(data.author[0].name, story.byline);
      assert.equal(data.publisher.name, "Zubi");
      assert.equal(data.articleSection !== undefined, true);
      assert.equal(data.image?.[0].url.slice(BASE.length), picture && new URL(picture).pathname);
      assert.doesNotMatch(raw, /[<>&]/);
    }
});

test("a translation names its original, the original its translations", async () => {
  const stories = await everyStory();
  const inBoth = ["eu", "es"].map((language) => stories.find((one) => one.language === language));
  for (const story of inBoth) {
    const live = story.editions.filter((edition) => edition.state === "live");
    const original = editionOf(story, story.language).url;
    for (const edition of live) {
      const { data, notice } = await open(newsroom, pageOf(story, edition.language));
      if (edition.url === original) {
        const others = live.filter((one) => one.url !== original);
        assert.deepEqual(data.workTranslation.map((work) => [work.inLanguage, work["@id"]]).sort(),
          others.map((one) => [one.language, one.url]).sort());
        assert.equal(data.translationOfWork, undefined);
        assert.equal(data.digitalSourceType, undefined);
        assert.equal(data.creditText, undefined);
      } else {
        assert.deepEqual(data.translationOfWork,
          { "@type": "NewsArticle", "@id": original, url: original, inLanguage: story.language });
        assert.equal(data.workTranslation, undefined);
        assert.equal(data.creditText, notice, "the label that readers see");
        assert.equal(data.digitalSourceType, "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource");
        assert.equal(data.translator["@id"], data.publisher["@id"]);
      }
    }
  }
});

test("a page whose words are not in its language never claims to be", async () => {
  const small = await Newsroom.started({ languages: "eu,es,de" });
  const story = await small.post({ headline: "Etxe zuria", body_html: "<p>Testua.</p>" });
  await small.settled(story.id);
  const { data, meta } = await open(small, pageOf(story, "de"));
  assert.equal(data.inLanguage, "eu");
  assert.equal(data["@id"], editionOf(story, "eu").url);
  assert.equal(data.translationOfWork, undefined);
  assert.equal(meta.robots, "noindex");
});

test("nothing that is written can end the block or run", async () => {
  const small = await Newsroom.started({ languages: "eu,es" });
  const evil = '</script><script>document.title="x"</script><!-- & "\\ \u2028 ]]>';
  const story = await small.post({ headline: evil, lead: evil, byline: evil, topic: evil, body_html: "<p>Testua.</p>" });
  await small.settled(story.id);
  const { data, title, meta } = await open(small, pageOf(await small.story(story.id), "eu"));
  assert.equal(data.headline, title);
  assert.match(data.headline, /^<\/script><script>document\.title="x"<\/script><!-- & "\\ .*\]\]>$/);
  assert.equal(meta["og:title"], data.headline);
});

test("a front page tells whose it is", async () => {
  const { data, meta } = await open(newsroom, "/fr/");
  const [publisher, site] = data["@graph"];
  assert.equal(publisher["@type"], "NewsMediaOrganization");
  assert.equal(site["@type"], "WebSite");
  assert.equal(site.inLanguage, "fr");
  assert.equal(site.publisher["@id"], publisher["@id"]);
  assert.equal(meta["og:type"], "website");
  assert.equal(meta["og:title"], "Zubi");
  assert.equal(meta["og:url"], `${BASE}/fr/`);
  assert.equal(meta["twitter:card"], "summary");
});

test("what is passed on shows headline, lead and picture of that edition", async () => {
  const story = (await everyStory()).find((one) => one.language === "eu" && editionOf(one, "es").picture);
  for (const [language, locale] of [["es", "es_ES"], ["eu", "eu_ES"], ["pt", "pt_BR"]]) {
    const { meta, data, dates } = await open(newsroom, pageOf(story, language));
    assert.equal(meta["og:type"], "article");
    assert.equal(meta["og:title"], editionOf(story, language).headline);
    assert.equal(meta["og:description"], editionOf(story, language).lead);
    assert.equal(meta["og:url"], editionOf(story, language).url);
    assert.equal(meta["og:locale"], locale);
    assert.equal(meta["og:site_name"], "Zubi");
    assert.equal(meta["article:published_time"], dates[0]);
    assert.equal(meta["article:section"], data.articleSection);
    assert.equal(meta["twitter:card"], "summary_large_image");
    assert.match(meta["og:image"], new RegExp(`^${BASE}/media/card-${story.id}-${language}-[0-9a-f]{16}\\.jpg$`));
    assert.equal(meta["og:image:alt"], editionOf(story, language).headline);
    assert.deepEqual([meta["og:image:width"], meta["og:image:height"]], ["1200", "630"]);
    assert.equal((await newsroom.get(meta["og:image"].slice(BASE.length))).status, 200);
  }
});

test("pages that are nobody's to find carry none of it", async () => {
  for (const address of ["/my-list/eu", "/eu/herria/ez-dago-99999"]) {
    const { text } = await newsroom.get(address);
    assert.match(text, /<meta name="robots" content="noindex">/);
    assert.doesNotMatch(text, /og:|hreflang="[^"]+" href="https|ld\+json|rel="canonical"/);
  }
});

test("the API tells the language of a text with what it was translated from", async () => {
  const story = (await everyStory())[0];
  for (const edition of story.editions) {
    if (edition.state !== "live") continue;
    const own = edition.language === story.language;
    assert.equal(edition.language_tag, own ? story.language : `${edition.language}-t-${story.language}-t0-und`);
  }
});
