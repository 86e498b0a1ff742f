// Every kind of page is valid HTML, in languages with different words and states.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";

import { Newsroom, pageOf } from "../support/newsroom.mjs";
import { pagesIn } from "../support/pages.mjs";
import { noEngines } from "../support/faults.mjs";
import { LANGUAGES, sampleNewsroom } from "../support/sample.mjs";

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "long-title": "off", // a headline is as long as it is
    "no-trailing-whitespace": "off", // templates leave the space of what they do not say
    "prefer-native-element": ["error", { exclude: ["status", "note"] }],
  },
});

async function assertValid(address, text) {
  const report = await validator.validateString(text);
  const found = report.results.flatMap(({ messages }) => messages)
    .map(({ ruleId, line, message }) => `${ruleId}, line ${line}: ${message}\n  ${text.split("\n")[line - 1].slice(0, 200)}`);
  assert.deepEqual(found, [], address);
}

const newsroom = await sampleNewsroom();

for (const language of LANGUAGES)
  test(`every kind of page in ${language} is valid HTML`, async () => {
    const pages = await pagesIn(newsroom, language);
    for (const address of Object.values(pages)) await assertValid(address, (await newsroom.get(address)).text);
    const list = await newsroom.get(pages.list, { Cookie: "list=1.13.20" });
    await assertValid("a list with stories", list.text);
    const part = await newsroom.get(`${pages.section}?fragment=1`);
    await assertValid("a part of a list", `<!DOCTYPE html>\n<html lang="${language}"><head><title>x</title></head><body><main><h1>x</h1><h2>x</h2>${part.text}</main></body></html>`);
  });

test("pages are valid when there is nothing to show, or everything that could be", async () => {
  const empty = await Newsroom.started({ env: noEngines() });
  await assertValid("an empty front page", (await empty.get("/eu/")).text);
  await assertValid("an empty list", (await empty.get("/my-list/eu")).text);
  const sign = "<b>&amp;\"'`{{x}}</b>";
  const story = await empty.post({
    section: sign, topic: sign, headline: sign, lead: sign, byline: sign,
    body_html: '<h2>Bat</h2><h3>Bi</h3><p>a<br>b <code>&lt;x&gt;</code> <a href="https://example.org/?a=1&amp;b=%22">x</a></p>' +
      "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol><blockquote><p>d</p></blockquote><p></p><p>   </p>",
  });
  for (const address of [pageOf(story, "eu"), pageOf(story, "es"), "/eu/", `/eu/${story.section}/`]) {
    const { status, text } = await empty.get(address);
    assert.equal(status, 200, address);
    assert.doesNotMatch(text, /<b>/, "an author's signs are signs");
    await assertValid(address, text);
  }
});
