// Streams of what happens to a page.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { HtmlValidate } from "html-validate";

import { noEngines } from "../support/faults.mjs";
import { Newsroom, pageOf } from "../support/newsroom.mjs";
import { scratchFolder } from "../support/program.mjs";
import { until } from "../support/until.mjs";

const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });
const newsroom = await Newsroom.started({ env: noEngines() });

const streams = new Set();
after(() => streams.forEach((stream) => stream.close()));

// A stream as it comes: {status, headers, events [{id, event, data}], text(), ended, close()}.
function listen(address, headers = {}) {
  return new Promise((resolve, reject) => {
    const sent = http.get(new URL(address, newsroom.url), { agent: false, headers }, (answer) => {
      let text = "";
      const stream = {
        status: answer.statusCode, headers: answer.headers, ended: false,
        text: () => text,
        close: () => { streams.delete(stream); sent.destroy(); },
        get events() {
          return text.split("\n\n").slice(0, -1)
            .map((part) => Object.fromEntries(part.split("\n").map((line) => /^(\w*): ?(.*)$/.exec(line).slice(1))))
            .filter((event) => event.event);
        },
        next: (name, data) => until(`the event ${name} ${data}`, () =>
          stream.events.find((one) => one.event === name && (data === undefined || data.test(one.data)))),
      };
      streams.add(stream);
      answer.setEncoding("utf8");
      answer.on("data", (part) => { text += part; });
      answer.on("end", () => { stream.ended = true; });
      answer.on("error", () => { stream.ended = true; });
      resolve(stream);
    });
    sent.on("error", (fault) => (fault.code === "ECONNRESET" ? null : reject(fault)));
  });
}

const story = (headline, more = {}) => ({
  headline, section: "herria", topic: "Errekak", body_html: "<p>Lehena.</p>", ...more,
});

// Where the page itself says that it is to be heard of.
async function liveOf(page) {
  const { text } = await newsroom.get(page);
  const [, address] = /data-live="([^"]+)"/.exec(text);
  return address.replaceAll("&amp;", "&");
}

const change = async (id, more) => {
  const { status, body } = await newsroom.api("PUT", `/api/v1/stories/${id}`, { language: "eu", ...more });
  assert.equal(status, 200, JSON.stringify(body));
};

test("who reads a story is told when it changes, and what the page says then", async () => {
  const one = await newsroom.post(story("Bizirik"));
  const page = pageOf(one, "eu"), address = await liveOf(page);
  const stream = await listen(address);
  assert.equal(stream.status, 200);
  assert.equal(stream.headers["content-type"], "text/event-stream; charset=utf-8");
  assert.equal(stream.headers["cache-control"], "no-store");
  await stream.next("begin");
  await change(one.id, story("Bizirik", { body_html: "<p>Lehena.</p><p>Bigarrena.</p>" }));
  const event = await stream.next("story");
  assert.match(event.id, /^\d+$/);
  const fresh = await newsroom.get(page, { "Cache-Control": "no-cache" });
  assert.match(fresh.text, /Bigarrena/);
  assert.equal(new URL(await liveOf(page), newsroom.url).searchParams.get("seen"), event.data);
  assert.deepEqual(stream.events.map((each) => each.event), ["begin", "story"]);
});

test("a page that is old when it is opened is told so at once, one that is not is told nothing", async () => {
  const one = await newsroom.post(story("Zaharra"));
  const page = pageOf(one, "eu"), old = await liveOf(page);
  await change(one.id, story("Zaharra", { body_html: "<p>Berria.</p>" }));
  const stream = await listen(old);
  await stream.next("story");
  const current = await listen(await liveOf(page));
  await current.next("begin");
  await change(one.id, story("Zaharra", { body_html: "<p>Berriagoa.</p>" }));
  await current.next("story");
  assert.equal(current.events.length, 2);
});

test("lists are told of new stories in their section, topic and language, and not of others", async () => {
  await newsroom.post(story("Lehenbizikoa", { section: "kirola", topic: "Pilota" }));
  const front = await listen(await liveOf("/eu/")), sport = await listen(await liveOf("/eu/kirola/"));
  const home = await listen(await liveOf("/eu/herria/")), ball = await listen(await liveOf("/eu/topic/pilota/"));
  const spanish = await listen(await liveOf("/es/"));
  const one = await newsroom.post(story("Partida", { section: "kirola", topic: "Pilota" }));
  const place = new RegExp(`^\\d{13}-${one.id}$`);
  for (const stream of [front, sport, ball]) await stream.next("stories", place);
  const other = await newsroom.post(story("Uholdea"));
  await home.next("stories", new RegExp(`-${other.id}$`));
  assert.ok(!home.text().includes(`-${one.id}\n`));
  assert.ok(!sport.text().includes(`-${other.id}\n`));
  assert.deepEqual(spanish.events.map((each) => each.event), ["begin"]);
});

test("a list opened late is told of all that is above what it shows", async () => {
  const old = await liveOf("/eu/");
  const one = await newsroom.post(story("Bat")), two = await newsroom.post(story("Bi"));
  const stream = await listen(old);
  const { data } = await stream.next("stories");
  assert.deepEqual(data.split(" ").map((place) => Number(place.split("-")[1])), [two.id, one.id]);
});

test("who comes back with the last event gets what was missed, by header or address", async () => {
  const one = await newsroom.post(story("Itzulera")), address = await liveOf(pageOf(one, "eu"));
  const stream = await listen(address);
  await change(one.id, story("Itzulera", { body_html: "<p>Bi.</p>" }));
  const first = await stream.next("story");
  stream.close();
  await change(one.id, story("Itzulera", { body_html: "<p>Hiru.</p>" }));
  for (const back of [await listen(address, { "Last-Event-ID": first.id }), await listen(`${address}&after=${first.id}`)]) {
    const event = await back.next("story");
    assert.notEqual(event.data, first.data);
    assert.ok(Number(event.id) > Number(first.id));
  }
  const long = await listen(address, { "Last-Event-ID": "0" });
  await long.next("begin");
});

test("after the server was started anew, who comes back looks at the page again", async () => {
  const one = await newsroom.post(story("Berriro")), address = await liveOf(pageOf(one, "eu"));
  const stream = await listen(address);
  await stream.next("begin");
  const began = Date.now();
  await newsroom.stop();
  assert.ok(Date.now() - began < 3000, "a stream kept the server from stopping");
  await until("the stream has ended", () => stream.ended);
  await newsroom.start();
  const back = await listen(address, { "Last-Event-ID": "1" });
  await back.next("reload");
});

test("a story is told of when its date comes, and not before", async () => {
  const stream = await listen(await liveOf("/eu/"));
  const later = new Date(Date.now() + 3600e3).toISOString();
  const hidden = await newsroom.post(story("Ezkutua", { date: later }));
  const soon = await newsroom.post(story("Laster", { date: new Date(Date.now() + 1500).toISOString() }));
  assert.ok(!stream.text().includes(`-${soon.id}\n`));
  await stream.next("stories", new RegExp(`-${soon.id}$`));
  assert.ok(!stream.text().includes(`-${hidden.id}`));
  assert.equal((await newsroom.get(`/eu/live?story=${hidden.id}`)).status, 404);
});

// Story files for another process to import.
function files(n) {
  const folder = scratchFolder();
  for (let i = 0; i < n; i++)
    writeFileSync(path.join(folder, `${i}.md`),
      `---\nlanguage: eu\nsection: kirola\nheadline: Fitxategia ${n} ${i}\n---\nTestua.\n`);
  return folder;
}

test("what another process stores is told of too; very much at once is one word: look again", async () => {
  const stream = await listen(await liveOf("/eu/kirola/"));
  await stream.next("begin");
  const made = await newsroom.zubi("import", ["--no-translate", files(1)]);
  assert.equal(made.code, 0, made.err);
  await stream.next("stories");
  assert.ok(!stream.events.some((event) => event.event === "reload"));
  const { code, err } = await newsroom.zubi("import", ["--no-translate", files(400)]);
  assert.equal(code, 0, err);
  await stream.next("reload", /many/);
});

test("a refused request is told why: below /api/ as a problem, else as a page in the reader's language", async () => {
  const ask = (text) => new Promise((resolve, reject) => {
    const socket = net.connect(newsroom.url.port, newsroom.url.hostname, () => socket.write(text));
    let answer = "";
    socket.on("data", (part) => { answer += part; });
    socket.on("end", () => {
      const [head, body] = answer.split("\r\n\r\n");
      resolve({ status: Number(head.split(" ")[1]), head, body });
      socket.end();
    });
    socket.on("error", reject);
  });
  const french = "Host: h\r\nAccept-Language: fr;q=0.9, xx\r\n";
  const cases = [
    [400, (path) => `GET ${path} HTTP/1.1\r\n${french}Bad Header: x\r\n\r\n`],
    [400, (path) => `GET ${path} HTTP/1.1\r\n${french}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`],
    [413, (path) => `POST ${path} HTTP/1.1\r\n${french}Content-Length: 99999999999\r\n\r\n`],
    [414, (path) => `GET ${path}${"x".repeat(9000)} HTTP/1.1\r\n${french}\r\n`],
    [417, (path) => `POST ${path} HTTP/1.1\r\n${french}Expect: tea\r\nContent-Length: 1\r\n\r\nx`],
    [431, (path) => `GET ${path} HTTP/1.1\r\n${french}Cookie: ${"c".repeat(100000)}\r\n\r\n`],
    [501, (path) => `BREW ${path} HTTP/1.1\r\n${french}\r\n`],
    [505, (path) => `GET ${path} HTTP/3.0\r\n${french}\r\n`],
  ];
  for (const [status, request] of cases) {
    const api = await ask(request("/api/v1/stories"));
    assert.equal(api.status, status, api.head);
    assert.match(api.head, /content-type: application\/problem\+json/i);
    const problem = JSON.parse(api.body);
    assert.equal(problem.status, status);
    assert.ok(problem.title && problem.detail);
    const page = await ask(request("/eu/%3Cscript%3E"));
    assert.equal(page.status, status);
    assert.match(page.head, /content-type: text\/html; charset=utf-8/i);
    assert.match(page.head, /cache-control: no-store/i);
    assert.match(page.head, /content-security-policy:/i);
    if (status !== 414) assert.match(page.body, /<html lang="fr" dir="ltr">/);
    assert.match(page.body, /<h1>[^<]+<\/h1>/);
    assert.ok(!page.body.includes("<script"));
    const { results } = await validator.validateString(page.body);
    assert.deepEqual(results.flatMap(({ messages }) => messages), []);
  }
  const source = await ask("nonsense\r\n\r\n");
  assert.equal(source.status, 400);
  assert.match(source.body, /<html lang="eu"/);
});

test("what makes no sense is refused kindly, and HEAD opens no stream", async () => {
  for (const address of ["/eu/live?story=x", "/eu/live?story=99999", "/eu/live?section=none", "/eu/live?topic=none",
    "/eu/live?story=99999999999999999999", "/xx/live"])
    assert.equal((await newsroom.get(address)).status, 404, address);
  assert.equal((await newsroom.get("/eu/live?story=%zz")).status, 400);
  const head = await newsroom.request("/eu/live", { method: "HEAD" });
  assert.equal(head.status, 200);
  for (const seen of ["x", "-", "99999999999999999999-1", "%00"]) {
    const stream = await listen(`/eu/live?seen=${seen}`);
    assert.ok([200, 400].includes(stream.status));
    stream.close();
  }
});
