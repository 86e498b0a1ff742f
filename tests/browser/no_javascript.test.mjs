// The same journeys where no script runs.
import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, reader } from "../support/browser.mjs";
import { editionOf, pageOf } from "../support/newsroom.mjs";
import { sampleNewsroom } from "../support/sample.mjs";

const newsroom = await sampleNewsroom({ env: { ZUBI_SITE_STORIES_PER_PAGE: "3" } });
const browser = await launch();
const story = await newsroom.story(36);

function journey(name, walk) {
  test(name, async () => {
    const visitor = await reader(browser, newsroom, { javaScriptEnabled: false });
    try {
      await walk(visitor);
      assert.deepEqual(visitor.faults, []);
    } finally {
      await visitor.close();
    }
  });
}

journey("a story is kept, read in another language, and removed, by forms and links", async ({ page, go }) => {
  await go("/eu/");
  await page.locator(`main a.cover[href="${pageOf(story, "eu")}"], main h3 a.cover`).first().click();
  await page.waitForURL(/-\d+$/);
  const headline = (await page.locator("h1").textContent()).trim();
  await page.locator("form.favourite button").click();
  await page.waitForURL(/\/my-list\/eu$/);
  assert.equal((await page.locator(".kept h3").textContent()).trim(), headline);
  await page.locator('.langs a[lang="en"]').click();
  await page.waitForURL(/\/my-list\/en$/);
  assert.equal(await page.locator(".kept").count(), 1);
  await page.locator(".kept a.cover").click();
  await page.waitForURL(/\/en\//);
  await page.goBack();
  await page.locator(".kept button").click();
  await page.waitForURL(/\/my-list\/en$/);
  assert.equal(await page.locator(".kept").count(), 0);
  assert.ok(await page.locator("p.none").isVisible());
});

journey("Load more is a link to the rest, until there is none", async ({ page, go }) => {
  await go(`/es/${story.section}/`);
  const seen = [];
  for (let round = 0; round < 30; round++) {
    seen.push(...await page.locator("[data-items] [data-id]").evaluateAll((list) => list.map((card) => card.dataset.id)));
    const more = page.locator("a[data-more]");
    if (!await more.count()) break;
    await Promise.all([page.waitForNavigation(), more.click()]);
  }
  const list = (await newsroom.api("GET", `/api/v1/stories?lang=es&section=${story.section}`)).body.stories;
  assert.deepEqual(seen.map(Number), list.map((one) => one.id));
});

journey("a story says what it is, and leads to its other languages", async ({ page, go }) => {
  await go(pageOf(story, "en"));
  const article = page.locator("article.story");
  assert.equal(await article.locator("> *").first().getAttribute("class"), "notice");
  await page.locator('.editions a[hreflang="ca"]').click();
  await page.waitForURL(new URL(pageOf(story, "ca"), newsroom.url).href);
  assert.equal((await page.locator("h1").textContent()).trim(), editionOf(story, "ca").headline);
});

journey("a reader sees the original beside the translation, and suggests a better sentence", async ({ page, go }) => {
  await go(pageOf(story, "fr"));
  await page.locator('.notice a[href$="/original"]').click();
  await page.waitForURL(/\/original$/);
  const pair = page.locator("#s2"), own = await pair.locator(".own").boundingBox(), of = await pair.locator(".of").boundingBox();
  assert.ok(own.x + own.width <= of.x && Math.abs(own.y - of.y) < 2, "side by side where there is room");
  const background = () => pair.evaluate((element) => getComputedStyle(element).backgroundColor);
  const before = await background();
  await pair.locator(".of").hover();
  assert.notEqual(await background(), before, "both are shown to belong together");
  await page.mouse.move(0, 0);
  assert.equal(await background(), before);
  await pair.locator(".place").focus();
  assert.notEqual(await background(), before);
  await pair.locator(".said a").last().click();
  await page.waitForURL(/\/suggest\/36\/2$/);
  assert.equal(await page.locator(".trap").isVisible(), false);
  const form = page.locator("#text");
  await page.waitForTimeout(2100); // the shortest time that a form is read
  await form.fill("Après trois ans de travaux, le pont du XVIe siècle a rouvert samedi.");
  await page.locator("form.suggest button").click();
  await page.waitForURL(/\/thanks$/);
  const open = (await newsroom.api("GET", "/api/v1/suggestions?story=36")).body.suggestions;
  assert.equal(open[0].text, "Après trois ans de travaux, le pont du XVIe siècle a rouvert samedi.");
  await page.locator("a.button").click();
  await page.waitForURL(/\/original$/);
});

journey("on a narrow screen the sentences stand one above the other", async ({ page, go }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await go(`${pageOf(story, "fr")}/original`);
  const own = await page.locator("#s2 .own").boundingBox(), of = await page.locator("#s2 .of").boundingBox();
  assert.ok(own.y + own.height <= of.y && Math.abs(own.x - of.x) < 2);
  const main = await page.locator("main").boundingBox(), article = await page.locator("article").boundingBox();
  assert.ok(article.width <= main.width && main.width <= 360, "nothing is wider than the screen");
});
