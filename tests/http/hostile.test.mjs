// What comes from those who mean ill, or whose programs are broken: a correct status, nothing in the
// log that would not be worth a person's time, and the server goes on.
import assert from "node:assert/strict";
import net from "node:net";
import { after, test } from "node:test";

import { noEngines } from "../support/faults.mjs";
import { Newsroom, pageOf } from "../support/newsroom.mjs";

const PER_ADDRESS = 12;

const newsroom = await Newsroom.started({
  env: { ...noEngines(), ZUBI_SERVER_MAX_CONNECTIONS_PER_ADDRESS: String(PER_ADDRESS) },
});
const story = await newsroom.post({ headline: "Gaur", section: "herria", body: "<p>Testua.</p>".repeat(40) });
const page = pageOf(story, "eu");

// Sends bytes on a connection of its own and returns all that comes back until its end.
function exchange(bytes, { half = false } = {}) {
  return new Promise((resolve) => {
    const socket = net.connect(newsroom.url.port, newsroom.url.hostname, () => (half ? socket.end(bytes) : socket.write(bytes)));
    const parts = [];
    socket.on("data", (part) => parts.push(part));
    socket.on("error", () => {});
    socket.on("close", () => resolve(Buffer.concat(parts).toString("latin1")));
  });
}

const ask = (address, more = "", method = "GET") => `${method} ${address} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
const last = (address, more = "") => ask(address, `${more}Connection: close\r\n`);
const statuses = (text) => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]));

async function assertGoesOn() {
  const { status, text } = await newsroom.get(page);
  assert.equal(status, 200);
  assert.match(text, /<\/html>\s*$/);
}

test("a cookie of 100 kB is refused on every page, and a large one that fits changes nothing", async () => {
  for (const address of ["/eu/", page, "/my-list/eu", "/eu/feed.xml", "/api/v1/stories"])
    assert.deepEqual(statuses(await exchange(ask(address, `Cookie: list=1.${"1234567.".repeat(12500)}\r\n`))), [431], address);
  const plain = await newsroom.get(page);
  const large = await newsroom.get(page, { Cookie: `x=${"y".repeat(6000)}` });
  assert.equal(large.headers.etag, plain.headers.etag);
  await assertGoesOn();
});

test("heads that never end, addresses without end, and too many headers are refused", async () => {
  for (const [bytes, status] of [
    [`GET /${"a".repeat(200000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 414],
    [ask("/eu/", `X: ${"a".repeat(200000)}\r\n`), 431],
    [ask("/eu/", "X: a\r\n".repeat(2000)), 431],
  ])
    assert.deepEqual(statuses(await exchange(bytes)), [status]);
  await assertGoesOn();
});

test("half a request is no request", async () => {
  for (const bytes of ["G", "GET", "GET /eu/ HTTP/1.1\r\n", "GET /eu/ HTTP/1.1\r\nHost: x\r\n", "\r\n", "\x16\x03\x01\x02\x00\x01"])
    assert.ok(!statuses(await exchange(bytes, { half: true })).includes(200), JSON.stringify(bytes));
  const body = "POST /my-list/eu HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50\r\n\r\nadd=1";
  assert.ok(!statuses(await exchange(body, { half: true })).includes(303));
  await assertGoesOn();
});

test("many requests at once are answered one after the other, kept pages and others mixed", async () => {
  const asked = Array.from({ length: 200 }, (_, i) => [["/eu/", "GET", 200], [page, "HEAD", 200], ["/eu/ez/", "GET", 404], ["/my-list/eu", "GET", 200]][i % 4]);
  const answer = await exchange(asked.map(([address, method]) => ask(address, "", method)).join("") + last("/healthz"));
  assert.deepEqual(statuses(answer), [...asked.map(([, , status]) => status), 200]);
});

test("what two programs would read differently is refused, and what stands behind it is not answered", async () => {
  const hidden = ask("/healthz");
  for (const [more, status] of [
    [`Content-Length: ${hidden.length}\r\nTransfer-Encoding: chunked\r\n`, 400],
    [`Transfer-Encoding: chunked\r\nContent-Length: ${hidden.length}\r\n`, 400],
    ["Content-Length: 0\r\nContent-Length: 5\r\n", 400],
    ["Content-Length: 0x10\r\n", 400],
    ["Content-Length: -1\r\n", 400],
    ["Transfer-Encoding: chunked, identity\r\n", 501],
    ["Transfer-Encoding: \x0bchunked\r\n", 400],
    ["Transfer-Encoding\x20: chunked\r\n", 400],
    ["X: y\r\n Transfer-Encoding: chunked\r\n", 400],
    ["X: y\nTransfer-Encoding: chunked\r\n", 400],
    ["Host: y\r\n", 400],
  ])
    for (const method of ["GET", "POST"]) {
      const seen = statuses(await exchange(ask("/my-list/eu", more, method) + "0\r\n\r\n" + hidden));
      assert.deepEqual(seen, [status], `${method} ${JSON.stringify(more)}`);
    }
  await assertGoesOn();
});

test("a body behind GET does not become the next request", async () => {
  const hidden = ask("/healthz");
  const seen = statuses(await exchange(ask(page, `Content-Length: ${hidden.length}\r\n`) + hidden + last("/eu/ez/")));
  assert.deepEqual(seen.at(-1), 404);
  assert.ok(seen.length <= 2, String(seen));
});

test("ranges are for files, one at a time; of a page they are ignored", async () => {
  const whole = await newsroom.get(page);
  for (const range of ["bytes=0-0", "bytes=5-", "bytes=-1", `bytes=${"0-,".repeat(1300)}0-`, `bytes=${"0-0,".repeat(1000)}1-1`, "bytes=9-2", "x"]) {
    const part = await newsroom.get(page, { Range: range });
    assert.equal(part.status, 200, range.slice(0, 20));
    assert.ok(part.bytes.equals(whole.bytes));
  }
  const { body: picture } = await newsroom.api("POST", "/api/v1/media",
    Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=", "base64"));
  const all = await newsroom.get(picture.url);
  assert.equal(all.status, 200);
  for (const range of [`bytes=${"0-,".repeat(1300)}0-`, `bytes=${Array.from({ length: 500 }, (_, i) => `${i}-${i}`).join(",")}`]) {
    const part = await newsroom.get(picture.url, { Range: range });
    assert.ok([200, 206, 416].includes(part.status));
    assert.ok(part.bytes.length <= all.bytes.length, "no more than the file");
    assert.doesNotMatch(part.headers["content-type"] || "", /multipart/);
  }
});

test("addresses that nobody wrote say so without repeating what they said", async () => {
  const sign = "\"><img src=x onerror=alert(1)>";
  for (const address of [`/eu/${encodeURIComponent(sign)}/`, `/${encodeURIComponent(sign)}/`, `/eu/before-${encodeURIComponent(sign)}/`,
    `/eu/topic/${encodeURIComponent(sign)}/`, `/eu/?fragment=${encodeURIComponent(sign)}`, `/my-list/eu?x=${encodeURIComponent(sign)}`]) {
    const answer = await newsroom.get(address, { Referer: sign, "User-Agent": sign, "Accept-Language": sign });
    assert.ok(answer.status === 404 || answer.status === 200, `${address}: ${answer.status}`);
    assert.ok(!answer.text.includes("alert(1)"), address);
  }
});

test("one address has so many connections and no more, and gets them back", async () => {
  const open = () => new Promise((resolve) => {
    const socket = net.connect(newsroom.url.port, newsroom.url.hostname);
    socket.on("error", () => {});
    socket.once("data", (part) => resolve({ socket, status: statuses(part.toString())[0] }));
    socket.write(ask("/healthz"));
    setTimeout(() => resolve({ socket, status: 0 }), 5000).unref();
  });
  const held = await Promise.all(Array.from({ length: PER_ADDRESS + 8 }, open));
  const refused = held.filter(({ status }) => status === 503).length;
  assert.ok(refused >= 8, `${refused} were refused`);
  assert.ok(held.some(({ status }) => status === 200));
  held.forEach(({ socket }) => socket.destroy());
  for (let i = 0; ; i++) {
    const { socket, status } = await open();
    socket.destroy();
    if (status === 200) break;
    assert.ok(i < 100, "it never gets a connection again");
  }
});

after(() => {
  const said = newsroom.log.filter((line) => /level=(error|fatal)/.test(line));
  assert.deepEqual(said, [], "strangers' nonsense is no news to whoever runs this");
});
