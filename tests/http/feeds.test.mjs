// RSS, Atom and JSON Feed: the same stories in three formats, honest about who wrote them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";

import { BASE, Newsroom, pageOf } from "../support/newsroom.mjs";
import { ROOT } from "../support/program.mjs";
import { LANGUAGES, sampleNewsroom } from "../support/sample.mjs";
import { until } from "../support/until.mjs";
import { checkXml, parseXml } from "../support/xml.mjs";

const HUB = "https://hub.example/";
const newsroom = await sampleNewsroom({ env: { ZUBI_SITE_WEBSUB_HUB: HUB } });
const schema = JSON.parse(readFileSync(path.join(ROOT, "tests/support/schema/json_feed.json")));
const isJsonFeed = new Ajv({ allErrors: true }).compile(schema);
const LABELS = ["original", "automatic", "partly_revised", "revised"];

async function feed(address) {
  const answer = await newsroom.get(address);
  assert.equal(answer.status, 200, address);
  return answer;
}

async function rss(address) {
  const { text } = await feed(address);
  checkXml(text, "rss.rng");
  return parseXml(text).one("channel");
}

async function atom(address) {
  const { text } = await feed(address);
  checkXml(text, "atom.rng");
  return parseXml(text);
}

async function json(address) {
  const value = JSON.parse((await feed(address)).text);
  assert.ok(isJsonFeed(value), JSON.stringify(isJsonFeed.errors));
  return value;
}

const labelOf = (item) => item.all("category").find((category) => category.attributes.domain)?.text;
const notice = (label) => label !== "original";

test("every language has its feed in three formats, each valid and with the same stories", async () => {
  for (const language of LANGUAGES) {
    const channel = await rss(`/${language}/feed.xml`);
    const entries = (await atom(`/${language}/atom.xml`)).all("entry");
    const { items } = await json(`/${language}/feed.json`);
    assert.equal(channel.one("language").text, language);
    assert.equal(channel.one("link").text, `${BASE}/${language}/`);
    const guids = channel.all("item").map((item) => item.one("guid").text);
    assert.ok(guids.length > 0, language);
    assert.equal(new Set(guids).size, guids.length, "a guid is there once");
    assert.deepEqual(entries.map((entry) => entry.one("id").text), guids);
    assert.deepEqual(items.map((item) => item.id), guids);
    for (const guid of guids) assert.match(guid, /^tag:newsroom\.example,\d{4}:story\/\d+\/[a-z]+$/);
    assert.deepEqual(channel.all("item").map((item) => item.one("link").text), items.map((item) => item.url));
  }
});

test("what a machine translated says so first, and in its categories", async () => {
  let translated = 0;
  for (const language of LANGUAGES) {
    const channel = await rss(`/${language}/feed.xml`);
    const { items } = await json(`/${language}/feed.json`);
    for (const [i, item] of channel.all("item").entries()) {
      const label = labelOf(item), content = item.one("content:encoded").text;
      assert.ok(LABELS.includes(label), label);
      assert.equal(items[i]._zubi.label, label);
      assert.equal(items[i].content_html, content);
      assert.equal(content.startsWith("<p><em>"), notice(label), content.slice(0, 100));
      if (label === "original") assert.equal(items[i]._zubi.language_tag, language);
      else assert.match(items[i]._zubi.language_tag, new RegExp(`^${language}-t-(eu|es)-t0-und$`));
      if (!notice(label)) continue;
      translated++;
      const [, original] = /^<p><em>[^<]+<\/em> <a href="([^"]+)" hreflang="(eu|es)">[^<]+<\/a><\/p>\n/.exec(content);
      assert.equal((await newsroom.get(original.slice(BASE.length))).status, 200);
    }
  }
  assert.ok(translated > 20);
});

test("the text is whole, and its addresses work elsewhere", async () => {
  const { items } = await json("/es/feed.json");
  for (const item of items) {
    const page = (await newsroom.get(item.url.slice(BASE.length))).text;
    const paragraphs = [.../<div class="body"[^>]*>([\s\S]*?)<\/div>/.exec(page)[1].matchAll(/<p>.*?<\/p>/g)];
    assert.ok(paragraphs.length > 0);
    for (const [paragraph] of paragraphs)
      if (!/(href|src)="[/#]/.test(paragraph)) assert.ok(item.content_html.includes(paragraph), paragraph);
    assert.doesNotMatch(item.content_html, /(href|src)="(?!https?:|mailto:)/);
    assert.doesNotMatch(item.content_html, /<script|\son\w+=/i);
    // The same picture; its width is each one's own.
    if (item.image) assert.ok(item.content_html.includes(/\/media\/[0-9a-f]+/.exec(item.image)[0]), item.image);
  }
});

test("an entry links to the same story in the other languages, and they to it", async () => {
  const links = new Map(); // address to the addresses it names
  for (const language of LANGUAGES)
    for (const entry of (await atom(`/${language}/atom.xml`)).all("entry")) {
      const all = entry.all("link").filter((link) => link.attributes.rel === "alternate");
      assert.equal(all[0].attributes.hreflang, language, "its own comes first");
      const languages = all.map((link) => link.attributes.hreflang);
      assert.equal(new Set(languages).size, languages.length);
      links.set(all[0].attributes.href, all.map((link) => link.attributes.href));
    }
  for (const [address, others] of links)
    for (const other of others)
      if (links.has(other)) assert.ok(links.get(other).includes(address), `${other} names ${address}`);
});

test("sections and topics have feeds of their own, and no others", async () => {
  const { items } = await json("/eu/feed.json");
  const [, section] = /\/eu\/([^/]+)\//.exec(items[0].url);
  for (const item of (await json(`/eu/${section}/feed.json`)).items)
    assert.ok(item.url.startsWith(`${BASE}/eu/${section}/`), item.url);
  assert.equal((await rss(`/eu/${section}/feed.xml`)).one("link").text, `${BASE}/eu/${section}/`);
  const page = (await newsroom.get("/eu/")).text;
  const [topic] = /\/eu\/topic\/[^/"]+\//.exec(page);
  const feedOfTopic = await atom(`${topic}atom.xml`);
  assert.ok(feedOfTopic.all("entry").length > 0);
  for (const address of ["/eu/ezdago/feed.xml", "/eu/topic/ezdago/atom.xml", "/de/feed.json", "/eu/topic/feed.xml"])
    assert.equal((await newsroom.get(address)).status, 404, address);
});

test("pages name their feeds", async () => {
  const named = async (address) =>
    [...(await newsroom.get(address)).text.matchAll(/<link rel="alternate" type="([^"]+)" href="([^"]+)" title="[^"]+">/g)];
  const { items } = await json("/eu/feed.json");
  const [, section] = /\/eu\/([^/]+)\//.exec(items[0].url);
  for (const address of ["/eu/", `/eu/${section}/`, items[0].url.slice(BASE.length)]) {
    const feeds = await named(address);
    assert.equal(feeds.length, 3, address);
    for (const [, type, url] of feeds) {
      const answer = await feed(url);
      assert.ok(answer.headers["content-type"].startsWith(type), answer.headers["content-type"]);
      if (address.endsWith("/")) assert.ok(url.startsWith(address), `${url} is of ${address}`);
    }
  }
});

test("who has it already is told so", async () => {
  for (const name of ["feed.xml", "atom.xml", "feed.json"]) {
    const first = await feed(`/fr/${name}`);
    assert.match(first.headers.etag, /^"/);
    const again = await newsroom.get(`/fr/${name}`, { "If-None-Match": first.headers.etag });
    assert.equal(again.status, 304);
    assert.equal(again.bytes.length, 0);
    assert.equal(again.headers.etag, first.headers.etag);
  }
});

test("the hub is named in the feed and in its headers", async () => {
  const answer = await feed("/eu/atom.xml");
  assert.match(answer.headers.link, /<https:\/\/hub\.example\/>; rel="hub"/);
  assert.match(answer.headers.link, new RegExp(`<${BASE}/eu/atom\\.xml>; rel="self"`));
  const hub = parseXml(answer.text).all("link").find((link) => link.attributes.rel === "hub");
  assert.equal(hub.attributes.href, HUB);
  assert.deepEqual((await json("/eu/feed.json")).hubs, [{ type: "WebSub", url: HUB }]);
});

test("a picture is there for other sites' pages", async () => {
  const { items } = await json("/eu/feed.json");
  const image = items.find((item) => item.image).image;
  const answer = await newsroom.get(image.slice(BASE.length));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers["cross-origin-resource-policy"], "cross-origin");
});

test("a story stays the same item when its headline, address and date change", async () => {
  const small = await Newsroom.started({ languages: "eu,es" });
  const first = await small.post({ headline: "Izenburu zaharra", body_html: "<p>Testua.</p>" });
  await small.settled(first.id);
  const ids = async () => JSON.parse((await small.get("/es/feed.json")).text).items.map((item) => [item.id, item.url]);
  const [[id, url]] = await ids();
  const changed = await small.api("PUT", `/api/v1/stories/${first.id}`, {
    language: "eu", section: "kirola", headline: "Etxe berria", date: "2020-01-01T00:00:00Z", body_html: "<p>Beste bat.</p>",
  });
  assert.equal(changed.status, 200);
  // Until the new translation is there, the old one stays.
  const moved = await until("the new translation is live", async () => {
    const [[same, now]] = await ids();
    assert.equal(same, id);
    return path.basename(now) !== path.basename(url) && now;
  });
  assert.equal(moved, BASE + pageOf(await small.story(first.id), "es"));
});

test("nothing that is dated later is in any feed, nor is what has no translation", async () => {
  const small = await Newsroom.started({ languages: "eu,es,fr,de" });
  const soon = new Date(Date.now() + 3600e3).toISOString();
  const secret = await small.post({ headline: "Sekretu handia", topic: "Isilpekoa", date: soon, body_html: "<p>Isilik.</p>" });
  const open = await small.post({ headline: "Albiste irekia", topic: "Agerikoa", body_html: "<p>Ongi.</p>" });
  await small.settled(secret.id);
  const { editions } = await small.settled(open.id);
  const live = editions.filter((edition) => edition.state === "live").map((edition) => edition.language);
  assert.ok(live.includes("es") && !live.includes("de"), "there is no route into German");
  for (const language of ["eu", "es", "fr", "de"])
    for (const name of ["feed.xml", "atom.xml", "feed.json"])
      for (const place of ["", "herria/"]) {
        const { status, text } = await small.get(`/${language}/${place}${name}`);
        assert.equal(status, 200);
        assert.ok(!text.includes(`story/${secret.id}/`), text);
        assert.equal(text.includes(`story/${open.id}/`), live.includes(language), `${language} ${name}`);
      }
  assert.equal((await small.get("/eu/topic/isilpekoa/feed.xml")).status, 404);
  assert.equal((await small.get("/eu/topic/agerikoa/feed.xml")).status, 200);
});
