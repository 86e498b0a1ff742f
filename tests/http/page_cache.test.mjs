// Pages are kept and given out again, and nobody can tell but by the clock.
import assert from "node:assert/strict";
import { test } from "node:test";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { noEngines } from "../support/faults.mjs";
import { Newsroom, pageOf } from "../support/newsroom.mjs";
import { scratchFolder } from "../support/program.mjs";
import { until } from "../support/until.mjs";

const decode = { identity: (bytes) => bytes, gzip: gunzipSync, br: brotliDecompressSync };

const newsroom = await Newsroom.started({ env: noEngines() });

const story = (headline, more = {}) => ({
  headline, section: "herria", topic: "Errekak", body: "<p>Testua.</p>".repeat(40), ...more,
});

async function text(address, headers) {
  const answer = await newsroom.get(address, headers);
  assert.equal(answer.status, 200, `${address}: ${answer.status}`);
  return answer.text;
}

test("a kept page is the same in every coding, and each has a tag of its own", async () => {
  const page = pageOf(await newsroom.post(story("Kodeak")), "eu");
  const tags = new Set();
  for (let round = 0; round < 3; round++)
    for (const [coding, unpack] of Object.entries(decode)) {
      const answer = await newsroom.get(page, { "Accept-Encoding": coding });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers["content-encoding"] || "identity", coding);
      assert.equal(answer.headers.vary, "Accept-Encoding");
      assert.match(answer.headers["cache-control"],
        /^public, max-age=\d+, stale-while-revalidate=\d+, stale-if-error=\d+$/);
      assert.match(unpack(answer.bytes).toString(), /Kodeak[^]*<\/html>\s*$/);
      assert.match(answer.headers.etag, /^"[^"]+"$/);
      tags.add(`${answer.headers.etag} ${answer.bytes.toString("base64")}`);
    }
  assert.equal(new Set([...tags].map((tag) => tag.split(" ")[0])).size, tags.size,
    "one tag stood for different bytes");
});

test("who has the page is told that it is unchanged, in whatever coding it came", async () => {
  const page = pageOf(await newsroom.post(story("Berdina")), "eu");
  for (const coding of ["identity", "br", "gzip"]) {
    const first = await newsroom.get(page, { "Accept-Encoding": coding });
    for (const accepted of ["identity", "br", "gzip"]) {
      const again = await newsroom.get(page, { "Accept-Encoding": accepted, "If-None-Match": first.headers.etag });
      assert.equal(again.status, 304);
      assert.equal(again.bytes.length, 0);
      assert.equal(again.headers.etag, first.headers.etag);
      for (const name of ["cache-control", "vary", "surrogate-key"])
        assert.equal(again.headers[name], first.headers[name]);
    }
    const several = await newsroom.get(page, { "If-None-Match": `"x", W/${first.headers.etag}` });
    assert.equal(several.status, 304);
    assert.equal((await newsroom.get(page, { "If-None-Match": '"x"' })).status, 200);
  }
});

test("HEAD has the headers of GET", async () => {
  const got = await newsroom.get("/eu/");
  const head = await newsroom.request("/eu/", { method: "HEAD" });
  assert.equal(head.bytes.length, 0);
  for (const name of ["etag", "content-length", "cache-control", "content-type"])
    assert.equal(head.headers[name], got.headers[name]);
});

test("shared caches are told what a page shows", async () => {
  const saved = await newsroom.post(story("Gakoak"));
  const page = await newsroom.get(pageOf(saved, "eu")), front = await newsroom.get("/eu/");
  assert.equal(page.headers["surrogate-key"].split(" ")[0], `story-${saved.id}`);
  assert.ok(front.headers["surrogate-key"].split(" ").includes("eu-front"));
  assert.ok(front.headers["surrogate-key"].split(" ").includes(`story-${saved.id}`));
  assert.equal(page.headers["cache-groups"],
    page.headers["surrogate-key"].split(" ").map((key) => `"${key}"`).join(", "));
});

test("who saves a story sees it with the next request, everywhere it stands", async () => {
  const lists = ["/eu/", "/eu/herria/", "/eu/topic/errekak/", "/es/"];
  for (let i = 0; i < 5; i++) {
    for (const list of lists.slice(0, 3)) await newsroom.get(list);
    const saved = await newsroom.post(story(`Berria ${i}.`));
    for (const list of lists.slice(0, 3)) assert.ok((await text(list)).includes(`Berria ${i}.`), list);
    assert.ok((await text(pageOf(saved, "eu"))).includes(`Berria ${i}.`));
    await newsroom.api("PUT", `/api/v1/stories/${saved.id}`,
      { language: "eu", revision: saved.revision, ...story(`Zuzendua ${i}.`, { section: "kirola" }) });
    assert.ok(!(await text("/eu/herria/")).includes(`Berria ${i}.`), "the old section forgets it");
    for (const list of ["/eu/", "/eu/kirola/", "/eu/topic/errekak/"])
      assert.ok((await text(list)).includes(`Zuzendua ${i}.`), list);
  }
});

test("a new section is in the menu of every page at once", async () => {
  const page = pageOf(await newsroom.post(story("Menua")), "eu");
  assert.ok(!(await text(page)).includes("/eu/zientzia/"));
  await newsroom.post(story("Zientzia", { section: "zientzia" }));
  assert.ok((await text(page)).includes("/eu/zientzia/"));
});

test("what another process stores is seen soon", async () => {
  const file = path.join(scratchFolder(), "story.md");
  await newsroom.get("/eu/");
  writeFileSync(file, "---\nlanguage: eu\nsection: herria\nheadline: Beste prozesu bat\n---\nTestua.\n");
  const done = await newsroom.zubi("import", [file]);
  assert.equal(done.code, 0, done.err);
  await until("the front page shows it", async () => (await text("/eu/")).includes("Beste prozesu bat"),
    { seconds: 5 });
});

test("a story appears by itself when its date comes, and not before", async () => {
  const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2000);
  const saved = await newsroom.post(story("Gerokoa", { date: date.toISOString(), section: "isilpean" }));
  const early = [];
  while (Date.now() < date - 50) {
    if ((await text("/eu/")).includes("Gerokoa")) early.push(Date.now());
    early.push(...(await text("/eu/herria/")).includes("/eu/isilpean/") ? [Date.now()] : []);
  }
  assert.deepEqual(early, []);
  await until("it is out", async () => (await text("/eu/")).includes("Gerokoa"), { seconds: 5 });
  assert.ok((await text("/eu/isilpean/")).includes("Gerokoa"));
  assert.ok((await text("/eu/herria/")).includes("/eu/isilpean/"));
  assert.ok((await text(pageOf(await newsroom.story(saved.id), "eu"))).includes("Gerokoa"));
});

test("a query that means nothing is the page itself", async () => {
  const plain = await newsroom.get("/eu/");
  for (const query of ["?utm_source=x", "?a=1&b=2", "?fbclid=%41"]) {
    const answer = await newsroom.get(`/eu/${query}`);
    assert.equal(answer.headers.etag, plain.headers.etag, query);
  }
  const fragment = await newsroom.get("/eu/?fragment=1");
  assert.ok(!fragment.text.includes("<html"));
  for (let i = 0; i < 2; i++) assert.equal((await newsroom.get("/eu/before-x/")).status, 404);
});

test("feeds and sitemaps are kept like pages, and told to shared caches", async () => {
  const saved = await newsroom.post(story("Jarioak", { section: "jarioa" }));
  const files = ["/eu/feed.xml", "/eu/atom.xml", "/eu/jarioa/feed.json", "/eu/topic/errekak/feed.xml",
    "/news-eu.xml", "/sitemap-1.xml", "/sitemap.xml", "/sitemap-lists.xml"];
  for (const file of files) {
    for (const coding of ["identity", "gzip", "br", "br"]) {
      const first = await newsroom.get(file, { "Accept-Encoding": coding });
      assert.equal(first.status, 200, file);
      assert.match(first.headers["content-type"], /^application\/[a-z+]+/, file);
      assert.equal(first.headers.vary, "Accept-Encoding");
      assert.ok(decode[first.headers["content-encoding"] || "identity"](first.bytes).length > 100);
      const again = await newsroom.get(file, { "Accept-Encoding": coding, "If-None-Match": first.headers.etag });
      assert.equal(again.status, 304, `${file} ${coding}`);
      assert.equal(again.bytes.length, 0);
    }
    const keys = ((await newsroom.get(file)).headers["surrogate-key"] || "").split(" ");
    if (/feed|atom|news/.test(file)) assert.ok(keys.includes(`story-${saved.id}`), file);
    if (/sitemap(-1)?\.xml/.test(file)) assert.ok(keys.includes("stories"), file);
  }
});

test("who saves a story finds it with the next request in every feed and sitemap that it belongs in", async () => {
  const feeds = ["/eu/feed.xml", "/eu/atom.xml", "/eu/feed.json", "/eu/jarioa/feed.json", "/eu/topic/errekak/feed.xml", "/news-eu.xml"];
  let saved;
  for (let i = 0; i < 4; i++) {
    for (const file of [...feeds, "/sitemap-1.xml", "/eu/kirola/feed.xml"]) await newsroom.get(file);
    saved = saved
      ? (await newsroom.api("PUT", `/api/v1/stories/${saved.id}`,
        { language: "eu", revision: saved.revision, ...story(`Jario ${i}.`, { section: "jarioa" }) })).body
      : await newsroom.post(story(`Jario ${i}.`, { section: "jarioa" }));
    for (const file of feeds) assert.ok((await text(file)).includes(`Jario ${i}.`), file);
    assert.ok((await text("/sitemap-1.xml")).includes(pageOf(saved, "eu")));
    assert.ok(!(await text("/eu/kirola/feed.xml")).includes(`Jario ${i}.`));
  }
  const kept = await newsroom.get("/eu/kirola/feed.xml");
  await newsroom.post(story("Beste bat", { section: "jarioa", topic: "Mendiak" }));
  const after = await newsroom.get("/eu/kirola/feed.xml");
  assert.equal(after.headers.etag, kept.headers.etag, "what is filed elsewhere leaves it alone");
});

test("a story leaves feeds and sitemaps when its date is moved into the future", async () => {
  const saved = await newsroom.post(story("Atzeratua", { section: "jarioa" }));
  const files = ["/eu/feed.xml", "/eu/jarioa/feed.json", "/news-eu.xml", "/sitemap-1.xml"];
  for (const file of files) assert.ok((await text(file)).includes(`-${saved.id}`), file);
  const answer = await newsroom.api("PUT", `/api/v1/stories/${saved.id}`, {
    language: "eu", revision: saved.revision,
    ...story("Atzeratua", { section: "jarioa", date: new Date(Date.now() + 86400000).toISOString() }),
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  for (const file of files) assert.ok(!(await text(file)).includes(`/atzeratua-${saved.id}`), file);
});

test("one page has one address: what only looks like it is not given out of what is kept", async () => {
  await newsroom.get("/eu/?fragment=1");
  await newsroom.get("/eu/?fragment=1");
  const other = await newsroom.get("/eu/%3Ffragment=1");
  assert.notEqual(other.status, 200);
  await newsroom.get("/sitemap-1.xml");
  for (const name of ["01", "0", "1.0", "+1", "1%20"])
    assert.equal((await newsroom.get(`/sitemap-${name}.xml`)).status, 404, name);
});

test("what is one reader's own, or an error, is never kept", async () => {
  for (const address of ["/my-list/eu", "/eu/nonexistent/", "/eu/herria/ez-dago-999999"])
    for (let i = 0; i < 2; i++) {
      const answer = await newsroom.get(address, { Cookie: "list=1" });
      assert.match(answer.headers["cache-control"], /no-store/, address);
      assert.equal(answer.headers["surrogate-key"], undefined);
    }
});

test("while stories are saved, readers get whole pages, and never one older than a second", async () => {
  let saved = await newsroom.post(story("Bertsioa 0.", { section: "lasterketa" }));
  const at = [Date.now()];
  let done = false;
  const seen = [];
  const read = async (headers) => {
    while (!done) {
      const began = Date.now();
      const page = await text("/eu/lasterketa/", headers);
      const versions = new Set([...page.matchAll(/Bertsioa (\d+)\./g)].map((match) => Number(match[1])));
      assert.equal(versions.size, 1, "two versions in one page");
      assert.match(page, /<\/html>\s*$/);
      seen.push({ began, version: [...versions][0], fresh: "Cache-Control" in headers });
    }
  };
  const readers = Array.from({ length: 8 }, (_, i) => read(i % 2 ? { "Cache-Control": "no-cache" } : {}));
  for (let version = 1; version <= 30; version++) {
    const answer = await newsroom.api("PUT", `/api/v1/stories/${saved.id}`, {
      language: "eu", revision: saved.revision, ...story(`Bertsioa ${version}.`, { section: "lasterketa" }),
    });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    saved = answer.body;
    at.push(Date.now());
  }
  done = true;
  await Promise.all(readers);
  for (const { began, version, fresh } of seen) {
    const next = at[version + 1];
    assert.ok(!next || began <= next + (fresh ? 0 : 1500), `version ${version} was read too late`);
  }
  assert.ok(seen.length > 30);
});
