// My list without JavaScript: a cookie that only /my-list sees, and forms.
import assert from "node:assert/strict";
import { test } from "node:test";

import { form } from "../support/http.mjs";
import { editionOf, pageOf } from "../support/newsroom.mjs";
import { sampleNewsroom } from "../support/sample.mjs";

const newsroom = await sampleNewsroom();
const stories = await Promise.all([1, 2, 13, 20].map((id) => newsroom.story(id)));

// A browser's memory of one cookie.
class Reader {
  cookie = "";

  async send(language, values, headers = {}) {
    const how = form(values);
    const answer = await newsroom.request(`/my-list/${language}`, {
      ...how, headers: { ...how.headers, Cookie: this.cookie, ...headers },
    });
    const [set] = answer.headers["set-cookie"] || [];
    if (set) this.cookie = set.split(";")[0];
    return answer;
  }

  async list(language) {
    const page = await newsroom.get(`/my-list/${language}`, { Cookie: this.cookie });
    assert.equal(page.status, 200);
    return { ...page, ids: [...page.text.matchAll(/<article class="card" data-id="(\d+)"/g)].map(([, id]) => Number(id)) };
  }
}

test("the favourite form adds a story and leads to the list, newest first", async () => {
  const reader = new Reader();
  const page = await newsroom.get(pageOf(stories[0], "es"));
  const [, action] = /<form class="favourite" method="post" action="([^"]+)"/.exec(page.text);
  assert.equal(action, "/my-list/es");
  for (const { id } of stories) {
    const answer = await reader.send("es", { id, action: "add" });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, "/my-list/es");
  }
  assert.deepEqual((await reader.list("es")).ids, stories.map((one) => one.id).reverse());
});

test("the cookie is for /my-list alone, and holds numbers only", async () => {
  const answer = await new Reader().send("eu", { id: 13, action: "add" });
  const [cookie, ...more] = answer.headers["set-cookie"];
  assert.deepEqual(more, []);
  assert.match(cookie, /^list=13;/);
  for (const part of [/; Path=\/my-list(;|$)/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Max-Age=\d{8}/i]) assert.match(cookie, part);
  const page = await newsroom.get("/my-list/eu", { Cookie: "list=13" });
  assert.match(page.headers["cache-control"], /private, no-store/);
  assert.match(page.text, /<meta name="robots" content="noindex/);
});

test("a story saved in Basque is read in English, and removed in French", async () => {
  const reader = new Reader();
  const story = stories[2];
  await reader.send("eu", { id: story.id, action: "add" });
  const english = await reader.list("en");
  assert.ok(english.text.includes(`href="${pageOf(story, "en")}"`));
  await reader.send("fr", { id: story.id, action: "remove" });
  assert.deepEqual((await reader.list("eu")).ids, []);
});

test("a story that is not in the reader's language is in the list in its own, marked", async () => {
  const reader = new Reader();
  await reader.send("eu", { id: 1, action: "add" });
  const { text } = await reader.list("eu");
  assert.match(text, /<a class="cover"[^>]* lang="es"/);
  assert.ok(text.includes(editionOf(stories[0], "es").headline.slice(0, 20)));
});

test("the whole list can be emptied", async () => {
  const reader = new Reader();
  for (const { id } of stories) await reader.send("eu", { id, action: "add" });
  assert.equal((await reader.send("eu", { action: "clear" })).status, 303);
  assert.deepEqual((await reader.list("eu")).ids, []);
});

test("adding twice is adding once, and removing what is not there is no error", async () => {
  const reader = new Reader();
  await reader.send("eu", { id: 1, action: "add" });
  await reader.send("eu", { id: 2, action: "add" });
  await reader.send("eu", { id: 1, action: "add" });
  assert.equal((await reader.send("eu", { id: 999999, action: "remove" })).status, 303);
  assert.deepEqual((await reader.list("es")).ids, [1, 2]);
});

test("a script gets the list as JSON", async () => {
  const reader = new Reader();
  const answer = await reader.send("eu", { id: 13, action: "add" }, { Accept: "application/json" });
  assert.equal(answer.status, 200);
  assert.deepEqual(JSON.parse(answer.text), { ids: [13] });
});

test("forged cookies are read as far as they make sense, and never break the page", async () => {
  for (const [cookie, ids] of [
    ["list=13.x.<script>.-1.0.1.13", [13, 1]], ["list=99999999999999999999.13", [13]], ["list=", []],
    ["list=999999.888888", []], ["list=%00.13", [13]], [`list=${"1.".repeat(2000)}13`, [1, 13]], ["a=b; list=13; c", [13]],
    ["list=" + Array.from({ length: 1500 }, (_, i) => i + 1000).join("."), []],
  ]) {
    const page = await newsroom.get("/my-list/eu", { Cookie: cookie });
    assert.equal(page.status, 200, cookie.slice(0, 60));
    const found = [...page.text.matchAll(/<article class="card" data-id="(\d+)"/g)].map(([, id]) => Number(id));
    assert.deepEqual(found.sort(), ids.sort(), cookie.slice(0, 60));
    assert.doesNotMatch(page.text, /<script>\./);
  }
  const huge = await newsroom.get("/my-list/eu", { Cookie: `list=${"1.".repeat(50000)}` }).catch((error) => ({ status: error.code }));
  assert.ok([431, 400, 413, "ECONNRESET", "EPIPE"].includes(huge.status), `${huge.status}`);
  assert.equal((await newsroom.get("/healthz")).status, 200);
});

test("a long list fits a cookie: the oldest give way", async () => {
  const reader = new Reader();
  reader.cookie = "list=" + Array.from({ length: 220 }, (_, i) => 1e15 + i).join(".");
  await reader.send("eu", { id: 13, action: "add" });
  assert.ok(reader.cookie.length < 4096);
  assert.match(reader.cookie, /^list=13\.1000000000000000\./);
});

test("forms that make no sense are refused in the reader's language", async () => {
  for (const values of [{}, { id: "x", action: "add" }, { id: "1" }, { id: "1", action: "explode" }, { id: "-1", action: "add" }]) {
    const answer = await new Reader().send("fr", values);
    assert.equal(answer.status, 400, JSON.stringify(values));
    assert.match(answer.text, /<html lang="fr"/);
    assert.equal(answer.headers["set-cookie"], undefined);
  }
  assert.equal((await new Reader().send("eu", { id: 1, action: "add", padding: "x".repeat(5000) })).status, 413);
});

test("another site cannot change a reader's list", async () => {
  for (const headers of [{ Origin: "https://evil.example" }, { "Sec-Fetch-Site": "cross-site" }, { Origin: "null" }]) {
    const answer = await new Reader().send("eu", { id: 1, action: "add" }, headers);
    assert.equal(answer.status, 403, JSON.stringify(headers));
    assert.equal(answer.headers["set-cookie"], undefined);
  }
  const own = await new Reader().send("eu", { id: 1, action: "add" }, { Origin: newsroom.url.origin, "Sec-Fetch-Site": "same-origin" });
  assert.equal(own.status, 303);
});
