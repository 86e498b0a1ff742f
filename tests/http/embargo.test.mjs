// A story of tomorrow is nowhere today.
import assert from "node:assert/strict";
import { test } from "node:test";

import { BASE, Newsroom } from "../support/newsroom.mjs";
import { until } from "../support/until.mjs";

const newsroom = await Newsroom.started();
const WORD = "Embargopekoa";
const tomorrow = new Date(Date.now() + 86400000).toISOString();
const story = await newsroom.settled((await newsroom.post({
  section: "Ekonomia", topic: "Bankuak", headline: `${WORD} da hau`, lead: WORD, body_text: `${WORD} testua.`, date: tomorrow,
})).id);
const today = await newsroom.settled((await newsroom.post({
  section: "Ekonomia", topic: "Bankuak", headline: "Gaurkoa da hau", body_text: "Gaur.",
})).id);

const LEAK = new RegExp(`${WORD}|-${story.id}"`, "i");

test("its page is not found, in any language, under any address", async () => {
  for (const edition of story.editions) {
    const address = edition.url.slice(BASE.length);
    for (const guess of [address, `/${edition.language}/ekonomia/x-${story.id}`, `/${edition.language}/x/-${story.id}`]) {
      const page = await newsroom.get(guess);
      assert.equal(page.status, 404, guess);
      assert.ok(!LEAK.test(page.text), guess);
    }
  }
});

test("no list, fragment, topic, front page or neighbour shows it", async () => {
  for (const language of ["eu", "es", "en", "fr"])
    for (const list of ["", "ekonomia/", "topic/bankuak/"])
      for (const query of ["", "?fragment=1", "before-99999999999999-999/", "before-99999999999999-999/?fragment=1"]) {
        const page = await newsroom.get(`/${language}/${list}${query}`);
        assert.equal(page.status, 200, `/${language}/${list}${query}`);
        assert.ok(!LEAK.test(page.text.replaceAll(`-${today.id}"`, "")), `/${language}/${list}${query}`);
      }
  for (const edition of today.editions)
    assert.ok(!LEAK.test((await newsroom.get(edition.url.slice(BASE.length))).text), edition.url);
});

test("the API shows it to those with a token only", async () => {
  assert.equal((await newsroom.api("GET", `/api/v1/stories/${story.id}`, undefined, { token: false })).status, 404);
  assert.equal((await newsroom.api("GET", `/api/v1/stories/${story.id}`)).status, 200);
  for (const query of ["?lang=eu", "?lang=es&section=ekonomia", "?before=99999999999999-999"]) {
    const list = await newsroom.api("GET", `/api/v1/stories${query}`, undefined, { token: false });
    assert.deepEqual(list.body.stories.filter((one) => one.id === story.id), []);
  }
});

test("my list does not show it to those who guess its number", async () => {
  const page = await newsroom.get("/my-list/eu", { Cookie: `list=${story.id}.${today.id}` });
  assert.match(page.text, /Gaurkoa da hau/);
  assert.ok(!LEAK.test(page.text));
});

test("a section or topic that has only such stories gives nothing away", async () => {
  await newsroom.post({ section: "Sekretua", topic: "Isilpekoa", headline: "Ezkutuan", body_text: "x", date: tomorrow });
  for (const address of ["/eu/", "/es/"]) {
    const [leak] = /sekretua|isilpekoa/i.exec((await newsroom.get(address)).text) || [];
    assert.equal(leak, undefined, `${address} names it`);
  }
});

test("it is there when its time has come", async () => {
  const soon = await newsroom.post({ headline: "Laster", body_text: "x", date: new Date(Date.now() + 2000).toISOString() });
  const address = soon.editions.find((one) => one.language === "eu").url.slice(BASE.length);
  assert.equal((await newsroom.get(address)).status, 404);
  await until("the story is out", async () => (await newsroom.get(address)).status === 200);
  assert.match((await newsroom.get("/eu/")).text, /Laster/);
});
