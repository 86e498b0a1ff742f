// Readers' journeys with JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, reader } from "../support/browser.mjs";
import { editionOf, pageOf } from "../support/newsroom.mjs";
import { sampleNewsroom } from "../support/sample.mjs";
import { until } from "../support/until.mjs";

const newsroom = await sampleNewsroom({ env: { ZUBI_SITE_STORIES_PER_PAGE: "3" } });
const browser = await launch();
const story = await newsroom.story(36);
const path = (page) => new URL(page.url()).pathname;

function journey(name, walk, options) {
  test(name, async () => {
    const visitor = await reader(browser, newsroom, options);
    try {
      await walk(visitor);
      assert.deepEqual(visitor.faults, []);
    } finally {
      await visitor.close();
    }
  });
}

const favourite = (page) => page.locator("form[data-favourite] button");
const kept = (page) => page.locator("[data-kept-count]").first().getAttribute("data-kept-count");

journey("from the front page to a story, to the list, and out of it again", async ({ page, go }) => {
  await go("/eu/");
  await page.locator("main h3 a.cover").first().click();
  await page.waitForURL(/\/eu\/[a-z-]+\/[a-z0-9-]+-\d+$/);
  const headline = await page.locator("h1").textContent();
  assert.equal(await favourite(page).textContent(), await favourite(page).getAttribute("data-add"));
  await favourite(page).click();
  await until("the button has changed", async () => await favourite(page).getAttribute("aria-pressed") === "true");
  assert.equal(await favourite(page).textContent(), await favourite(page).getAttribute("data-remove"));
  await until("it is said", async () => (await page.locator("#status").textContent()) === "Zure zerrendan gorde da.");
  assert.equal(await kept(page), "1");

  await page.locator("a.to-list").click();
  await page.waitForURL(/\/my-list\/eu$/);
  assert.equal((await page.locator("main h3").first().textContent()).trim(), headline.trim());
  await page.locator(".kept button").first().click();
  await until("the list is empty", async () => await page.locator(".kept").count() === 0);
  assert.equal(await kept(page), "");
});

journey("a favourite is remembered on the next visit, and in another language", async ({ page, go }) => {
  await go(pageOf(story, "eu"));
  await favourite(page).click();
  await until("the server has it", async () => (await page.locator("#status").textContent()) !== "");
  await go(pageOf(story, "en"));
  assert.equal(await favourite(page).getAttribute("aria-pressed"), "true");
  assert.equal(await favourite(page).textContent(), "Remove from my list");
  await go("/my-list/fr");
  assert.equal((await page.locator("main h3").first().textContent()).trim(), editionOf(story, "fr").headline);
  await go(pageOf(story, "es"));
  await favourite(page).click();
  await until("it is out", async () => await favourite(page).getAttribute("aria-pressed") === "false");
});

journey("the language switch leads to the same story, and says in which language the reader is", async ({ page, go }) => {
  await go(pageOf(story, "eu"));
  await page.locator('.langs a[lang="fr"]').click();
  await page.waitForURL(new URL(pageOf(story, "fr"), newsroom.url).href);
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  assert.equal(await page.locator('.langs a[aria-current="true"]').getAttribute("lang"), "fr");
  assert.equal((await page.locator("h1").textContent()).trim(), editionOf(story, "fr").headline);
  assert.ok(await page.locator(".notice").isVisible());
  await page.locator(".notice a[hreflang]").click();
  await page.waitForURL(new URL(pageOf(story, "eu"), newsroom.url).href);
  assert.equal(await page.locator(".notice").count(), 0);
});

journey("Load more adds to the list, moves the focus on, says so, and survives the back button", async ({ page, go }) => {
  await go(`/es/${story.section}/`);
  const cards = page.locator("[data-items] [data-id]");
  assert.equal(await cards.count(), 3);
  await page.locator("a[data-more]").click();
  await until("more are there", async () => await cards.count() > 3);
  const n = await cards.count();
  const focused = () => page.evaluate(() => document.activeElement.closest("[data-id]")?.dataset.id);
  await until("the focus is on the first new one", async () => await focused() === await cards.nth(3).getAttribute("data-id"));
  assert.equal(await page.locator("#status").textContent(), "Se han añadido más noticias a la lista.");
  assert.equal(path(page), `/es/${story.section}/`);

  await cards.nth(n - 1).locator("a.cover").click();
  await page.waitForURL(/-\d+$/);
  await page.goBack();
  await until("the list is as it was left", async () => await page.locator("[data-items] [data-id]").count() === n);
  const ids = await cards.evaluateAll((list) => list.map((card) => card.dataset.id));
  assert.equal(new Set(ids).size, n, "no story twice");
});

journey("Load more comes to an end", async ({ page, go }) => {
  await go(`/es/${story.section}/`);
  const cards = page.locator("[data-items] [data-id]");
  for (let round = 0; round < 20 && await page.locator("a[data-more]").count(); round++) {
    const before = await cards.count();
    await page.locator("a[data-more]").click();
    await until("more are there", async () => await cards.count() > before);
  }
  assert.equal(await page.locator("a[data-more]").count(), 0);
  const list = (await newsroom.api("GET", `/api/v1/stories?lang=es&section=${story.section}`)).body.stories;
  assert.equal(await cards.count(), list.length);
});

journey("everything can be done with the keyboard alone", async ({ page, go }) => {
  await go("/eu/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  assert.ok(await page.locator("a.skip").isVisible());
  await page.keyboard.press("Enter");
  await until("the content is reached", () => new URL(page.url()).hash === "#main");
  const tabTo = async (selector) => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate((wanted) => {
        const { activeElement } = document;
        const { outlineStyle, boxShadow } = getComputedStyle(activeElement);
        return activeElement.matches(wanted) && { outlineStyle, boxShadow };
      }, selector);
      if (found) return found;
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
  await tabTo("main h3 a.cover");
  await page.keyboard.press("Enter");
  await page.waitForURL(/-\d+$/);
  const look = await tabTo("form[data-favourite] button");
  assert.ok(look.outlineStyle !== "none" || look.boxShadow !== "none", "the focus can be seen");
  await page.keyboard.press("Space");
  await until("the button is pressed", async () => await favourite(page).getAttribute("aria-pressed") === "true");
  assert.ok(await page.evaluate(() => document.activeElement.matches("form[data-favourite] button")), "the focus stays");
});

test("a favourite made offline is kept, said to wait, and sent when the connection is back", async () => {
  const visitor = await reader(browser, newsroom);
  const { page, context, go } = visitor;
  await go(pageOf(story, "eu"));
  await context.setOffline(true);
  await favourite(page).click();
  await until("it is said", async () => /Konexiorik gabe/.test(await page.locator("#status").textContent()));
  assert.equal(await favourite(page).getAttribute("aria-pressed"), "true");
  assert.deepEqual(await context.cookies(new URL("/my-list/eu", newsroom.url).href), []);
  await context.setOffline(false);
  await until("the server has it", async () => {
    const [cookie] = await context.cookies(new URL("/my-list/eu", newsroom.url).href);
    return cookie?.value === String(story.id);
  });
  await go("/my-list/eu");
  assert.equal(await page.locator(".kept").count(), 1);
  assert.deepEqual(visitor.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault)), []);
  await visitor.close();
});

journey("no page asks anybody else for anything, or breaks its own policy", async ({ page, go }) => {
  for (const address of ["/eu/", `/eu/${story.section}/`, pageOf(story, "eu"), pageOf(story, "en"), "/my-list/eu"]) {
    const answer = await go(address);
    assert.equal(answer.status(), 200, address);
    const broken = await page.$$eval("img", (images) =>
      images.filter((image) => image.loading !== "lazy" && !image.naturalWidth).map((image) => image.src));
    assert.deepEqual(broken, [], address);
  }
});
