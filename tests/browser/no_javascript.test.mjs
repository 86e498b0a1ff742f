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
