// What caches, browsers and curious clients are told.
import assert from "node:assert/strict";
import net from "node:net";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";

import { editionOf, pageOf } from "../support/newsroom.mjs";
import { pagesIn } from "../support/pages.mjs";
import { sampleNewsroom } from "../support/sample.mjs";

const newsroom = await sampleNewsroom();
const pages = await pagesIn(newsroom, "en");
const publicPages = Object.values(pages).filter((address) => !/^\/my-list\/|\/suggest\//.test(address));

test("public pages are the same bytes for everybody, and set no cookie", async () => {
  for (const address of [...publicPages, "/en/?fragment=1"]) {
    const plain = await newsroom.get(address, { "Accept-Language": "en" });
    const other = await newsroom.get(address, {
      "Accept-Language": "fr,eu;q=0.5", Cookie: "list=1.2.3; session=abc", "User-Agent": "x", Referer: "https://example.org/",
    });
    assert.ok(plain.bytes.equals(other.bytes), address);
    for (const answer of [plain, other]) assert.equal(answer.headers["set-cookie"], undefined, address);
    assert.doesNotMatch(plain.headers.vary || "", /cookie|accept-language/i);
  }
});

test("a page that has not changed is 304 without a body", async () => {
  for (const address of [pages.front, pages.section, pages.topic, pages.story]) {
    const first = await newsroom.get(address);
    assert.match(first.headers.etag, /^(W\/)?"[^"]+"$/);
    assert.match(first.headers["cache-control"], /public/);
    for (const tag of [first.headers.etag, `"x", ${first.headers.etag}`, "*"]) {
      const again = await newsroom.get(address, { "If-None-Match": tag });
      assert.equal(again.status, 304, `${address} ${tag}`);
      assert.equal(again.bytes.length, 0);
    }
    assert.equal((await newsroom.get(address, { "If-None-Match": '"other"' })).status, 200);
  }
});

test("a page changes its tag when its story changes", async () => {
  const { id } = await newsroom.post({ headline: "Lehena", body_text: "Bat." });
  const address = pageOf(await newsroom.settled(id), "eu");
  const before = await newsroom.get(address);
  await newsroom.api("PUT", `/api/v1/stories/${id}`, { language: "eu", section: "herria", headline: "Lehena", body_text: "Bi." });
  const after = await newsroom.get(address, { "If-None-Match": before.headers.etag });
  assert.equal(after.status, 200);
  assert.notEqual(after.headers.etag, before.headers.etag);
});

test("what is sent comes compressed to those who ask, and is the same underneath", async () => {
  const [css] = /\/assets\/[^"]+\.css/.exec((await newsroom.get(pages.front)).text);
  for (const address of [pages.story, css]) {
    const plain = await newsroom.get(address);
    assert.equal(plain.headers["content-encoding"], undefined);
    const packed = await newsroom.get(address, { "Accept-Encoding": "gzip" });
    assert.equal(packed.headers["content-encoding"], "gzip", address);
    assert.match(packed.headers.vary, /Accept-Encoding/i);
    assert.ok(packed.bytes.length < plain.bytes.length / 2);
    assert.ok(gunzipSync(packed.bytes).equals(plain.bytes));
  }
});

test("a story with its style comes in under 15 kB compressed, and all scripts in under 10 kB", async () => {
  const size = async (address, coding) => (await newsroom.get(address, { "Accept-Encoding": coding })).bytes.length;
  const stories = (await newsroom.api("GET", "/api/v1/stories?limit=100")).body.stories;
  let heaviest = 0;
  for (const { id } of stories)
    for (const edition of (await newsroom.story(id)).editions) {
      const address = new URL(edition.url).pathname;
      const answer = await newsroom.get(address, { "Accept-Encoding": "gzip" });
      if (answer.status === 200) heaviest = Math.max(heaviest, answer.bytes.length);
    }
  const { text } = await newsroom.get(pages.story);
  const styles = [...new Set(text.match(/\/assets\/[^"]+\.css/g))], scripts = [...new Set(text.match(/\/assets\/[^"]+\.js/g))];
  assert.equal(styles.length, 1, "one file of style");
  for (const style of styles) heaviest += await size(style, "gzip");
  assert.ok(heaviest < 15000, `${heaviest} bytes`);
  let code = 0;
  for (const script of scripts) code += await size(script, "identity");
  assert.ok(code < 10000, `${code} bytes of JavaScript`);
});

test("HEAD has the head of GET and no body", async () => {
  for (const address of publicPages) {
    const get = await newsroom.get(address), head = await newsroom.request(address, { method: "HEAD" });
    assert.equal(head.status, get.status, address);
    assert.equal(head.bytes.length, 0);
    assert.equal(head.headers["content-length"], get.headers["content-length"]);
    assert.equal(head.headers.etag, get.headers.etag);
  }
});

test("assets may be kept for ever, as their names change with their bytes", async () => {
  const { text } = await newsroom.get(pages.front);
  const assets = [...new Set(text.match(/\/assets\/[^"]+/g))];
  assert.ok(assets.length >= 3);
  for (const address of assets) {
    assert.match(address, /\.[0-9a-f]{8,}\.(css|js|svg)$/);
    const asset = await newsroom.get(address);
    assert.equal(asset.status, 200);
    assert.match(asset.headers["cache-control"], /max-age=31536000.*immutable/);
    assert.match(asset.headers["content-type"], { css: /^text\/css/, js: /^text\/javascript/, svg: /^image\/svg/ }[address.split(".").at(-1)]);
  }
});

test("a picture can be taken in parts", async () => {
  const stories = (await newsroom.api("GET", "/api/v1/stories")).body.stories;
  const story = (await Promise.all(stories.slice(0, 10).map((one) => newsroom.story(one.id))))
    .find((one) => editionOf(one, one.language).picture);
  const { url } = editionOf(story, story.language).picture;
  const whole = await newsroom.get(url);
  assert.equal(whole.status, 200);
  assert.match(whole.headers["cache-control"], /immutable/);
  assert.equal(whole.headers["accept-ranges"], "bytes");
  for (const [range, from, to] of [["bytes=0-99", 0, 100], ["bytes=100-", 100, undefined], ["bytes=-50", -50, undefined]]) {
    const part = await newsroom.get(url, { Range: range });
    assert.equal(part.status, 206, range);
    assert.ok(part.bytes.equals(whole.bytes.subarray(from, to)), range);
    assert.match(part.headers["content-range"], new RegExp(`^bytes \\d+-\\d+/${whole.bytes.length}$`));
  }
  assert.equal((await newsroom.get(url, { Range: "bytes=999999999-" })).status, 416);
  assert.equal((await newsroom.get(url, { "If-None-Match": whole.headers.etag })).status, 304);
});

test("files outside media are out of reach", async () => {
  for (const name of ["../zubi.ini", "..%2Fzubi.ini", "%2e%2e/zubi.db", "zubi.ini", ".", "..", "%00", "a%2F..%2F..%2Fzubi.ini"]) {
    const raw = await new Promise((resolve, reject) => {
      const socket = net.connect(newsroom.url.port, newsroom.url.hostname, () =>
        socket.end(`GET /media/${name} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
      let text = "";
      socket.on("data", (part) => { text += part; });
      socket.on("end", () => resolve(text));
      socket.on("error", reject);
    });
    assert.match(raw, /^HTTP\/1\.1 40[04] /, name);
    assert.doesNotMatch(raw, /\[newsroom\]/);
  }
});

test("every answer tells browsers to run, embed and send nothing of others", async () => {
  for (const address of ["/", ...Object.values(pages), "/healthz", "/api/v1/stories", "/api/v1/nothing"]) {
    const { headers } = await newsroom.get(address);
    const policy = headers["content-security-policy"];
    for (const rule of [/default-src 'none'/, /script-src 'self'/, /style-src 'self'/, /base-uri 'none'/, /frame-ancestors 'none'/, /form-action 'self'/])
      assert.match(policy, rule, address);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.ok(headers["referrer-policy"]);
    assert.equal(headers.server, undefined);
  }
});

test("what is not for reading only is not there for others", async () => {
  for (const [method, address] of [["POST", "/en/"], ["DELETE", pages.story], ["PUT", "/"], ["PATCH", "/my-list/en"]]) {
    const answer = await newsroom.request(address, { method });
    assert.equal(answer.status, 405, `${method} ${address}`);
    assert.match(answer.headers.allow, /GET/);
  }
});
