// The site as files: the same bytes as the server's, at addresses that any file server gives out.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { Newsroom, pageOf } from "../support/newsroom.mjs";
import { scratchFolder } from "../support/program.mjs";
import { until } from "../support/until.mjs";

// Pictures have tests of their own: making all of a newsroom's takes minutes.
const newsroom = await Newsroom.started({ languages: "eu,es,en" });
for (let i = 1; i <= 14; i++) {
  const { id } = await newsroom.post({
    section: i % 3 ? "herria" : "mundua", topic: "Itsasoa", headline: `Etxe zuria ${i}`, lead: "Hau da sarrera.",
    body_text: "Mendia berdea da gaur.\n\nBihar euria egingo du.", date: `2026-01-${10 + i}T10:00:00Z`,
  });
  await newsroom.settled(id);
}
const folder = path.join(scratchFolder(), "public");

async function exported(dir = folder, args = []) {
  const answer = await newsroom.zubi("export", [dir, ...args]);
  assert.equal(answer.code, 0, answer.err);
  return { ...answer, count: answer.out.match(/\d+/g).map(Number) };
}

function files(dir = folder, below = "") {
  return readdirSync(path.join(dir, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(below, entry.name);
    return entry.isDirectory() ? files(dir, name) : [name];
  });
}

const read = (address) => readFileSync(path.join(folder, address), "utf8");

// What a file server without any settings makes of an address.
function fileOf(address) {
  const name = path.join(folder, address);
  return existsSync(name) && statSync(name).isDirectory() ? path.join(name, "index.html") : name;
}

test("every file is byte for byte what the server answers, and nothing of the site is left out", async () => {
  const { count: [all, written] } = await exported();
  const names = files().filter((name) => name !== ".zubi-export");
  assert.equal(names.length, all);
  assert.equal(written, all);
  for (const name of names) {
    if (["index.html", "404.html"].includes(name)) continue;
    const folderAddress = `/${name.replace(/index\.html$/, "")}`;
    let answer = await newsroom.get(encodeURI(folderAddress));
    if (answer.status !== 200) answer = await newsroom.get(encodeURI(folderAddress.replace(/\/$/, "")));
    assert.equal(answer.status, 200, name);
    assert.ok(Buffer.from(answer.bytes).equals(readFileSync(path.join(folder, name))), name);
  }
  const { stories } = (await newsroom.api("GET", "/api/v1/stories?lang=eu")).body;
  for (const { id } of stories) {
    const story = await newsroom.story(id);
    for (const { language, state } of story.editions)
      if (state === "live") assert.ok(existsSync(fileOf(pageOf(story, language))), pageOf(story, language));
  }
});

test("whatever a page leads to on the site is there as a file", () => {
  const seen = new Set();
  for (const name of files().filter((one) => one.endsWith(".html"))) {
    for (const [, address] of read(name).matchAll(/(?:href|src)="(\/[^"?#]*)/g)) {
      if (seen.has(address)) continue;
      seen.add(address);
      if (address.endsWith("/search") || /^\/\w+\/suggest\//.test(address)) continue; // need a server
      assert.ok(existsSync(fileOf(decodeURI(address))), `${name} leads to ${address}`);
    }
  }
  assert.ok(seen.size > 60, `${seen.size}`);
  assert.match(read("index.html"), /<a href="\/eu\/">/);
  assert.match(read("404.html"), /<html lang="eu"/);
});

test("exported again, only what changed is written, and what was not touched keeps its time", async () => {
  const { count: [all, written, kept] } = await exported();
  assert.deepEqual([written, kept], [0, all]);
  const { stories: [other] } = (await newsroom.api("GET", "/api/v1/stories?lang=eu&section=mundua")).body;
  const untouched = fileOf(pageOf(await newsroom.story(other.id), "eu"));
  const before = statSync(untouched).mtimeMs;
  const { id } = await newsroom.post({ section: "herria", headline: "Orain bertan", body_text: "Bai." });
  const story = await newsroom.settled(id);
  const again = await exported();
  assert.ok(again.count[1] > 0 && again.count[1] < again.count[0] / 2, again.out);
  assert.equal(statSync(untouched).mtimeMs, before, untouched);
  assert.match(readFileSync(fileOf(pageOf(story, "eu")), "utf8"), /Orain bertan/);
});

test("a story that moved leaves a page that leads to where it is, for as long as it is there", async () => {
  const { id } = await newsroom.post({ section: "herria", headline: "Lehengo izena", body_text: "Bai." });
  const old = pageOf(await newsroom.settled(id), "eu");
  await exported();
  const changed = await newsroom.api("PUT", `/api/v1/stories/${id}`,
    { language: "eu", section: "herria", headline: "Oraingo izena", body_text: "Bai." });
  assert.equal(changed.status, 200);
  const now = pageOf(await newsroom.settled(id), "eu");
  assert.notEqual(now, old);
  for (let i = 0; i < 2; i++) {
    await exported();
    assert.match(readFileSync(fileOf(old), "utf8"), new RegExp(`url=${now}"`));
    assert.match(readFileSync(fileOf(now), "utf8"), /Oraingo izena/);
  }
});

test("a list goes on from file to file", () => {
  let address = "/eu/", n = 0;
  for (; address; n++) {
    const more = /<a rel="next" href="([^"]+)"/.exec(readFileSync(fileOf(address), "utf8"));
    address = more && more[1];
  }
  assert.ok(n > 1, `${n} parts`);
});

test("a folder of somebody else's is left alone, and a file that was lost comes back", async () => {
  const theirs = path.join(scratchFolder(), "theirs");
  mkdirSync(theirs);
  writeFileSync(path.join(theirs, "thesis.txt"), "mine");
  const refused = await newsroom.zubi("export", [theirs]);
  assert.notEqual(refused.code, 0);
  assert.match(refused.err, /files that zubi did not export[^]*empty folder/);
  assert.deepEqual(readdirSync(theirs), ["thesis.txt"]);
  await until("all translations are exported", async () => (await exported()).count[1] === 0);
  writeFileSync(path.join(folder, "CNAME"), "newsroom.example");
  rmSync(path.join(folder, "eu/index.html"));
  const { count: [, written] } = await exported();
  assert.equal(written, 1);
  assert.ok(existsSync(path.join(folder, "eu/index.html")));
  assert.equal(read("CNAME"), "newsroom.example");
});

test("export says what it wants", async () => {
  const none = await newsroom.zubi("export");
  assert.notEqual(none.code, 0);
  assert.match(none.err, /one folder[^]*zubi export public/);
  const threads = await newsroom.zubi("export", [folder, "--threads", "0"]);
  assert.match(threads.err, /--threads: "0" is no number/);
});
