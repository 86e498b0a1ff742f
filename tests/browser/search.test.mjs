// Search in a browser, with script and without.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { launch, reader } from "../support/browser.mjs";
import { sampleNewsroom } from "../support/sample.mjs";
import { until } from "../support/until.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const newsroom = await sampleNewsroom({ env: { ZUBI_SITE_STORIES_PER_PAGE: "3" } });
const browser = await launch();
await until("the sample is in the index", async () =>
  (await newsroom.api("GET", "/api/v1/search?q=etxebizitza")).body.total > 0 && (await newsroom.zubi("search", ["etxea"])).code === 0);

function journey(name, options, walk) {
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

journey("without JavaScript a reader searches, chooses a section and goes on", { javaScriptEnabled: false }, async ({ page, go }) => {
  await go("/eu/");
  await page.locator(".to-search").click();
  await page.waitForURL(/\/eu\/search$/);
  await page.locator("input[name=q]").fill("etxea");
  await page.locator(".search-words button").click();
  await page.waitForURL(/q=etxea/);
  const first = await page.locator(".river .card").count();
  assert.equal(first, 3);
  await page.locator("a[data-more]").click();
  await page.waitForURL(/page=2/);
  assert.ok(await page.locator(".river mark").count() > 0);
  await page.locator("summary").click();
  await page.locator("select[name=section]").selectOption({ index: 1 });
  await page.locator(".search-words button").click();
  await page.waitForURL(/section=\w/);
  assert.ok(await page.locator("details[open]").count());
  await page.locator('.langs a[lang="en"]').click();
  await page.waitForURL(/\/en\/search\?q=etxea/);
  assert.equal(await page.locator("input[name=q]").inputValue(), "etxea");
});

journey("suggestions come while typing and are chosen by keys", {}, async ({ page, go }) => {
  await go("/eu/search");
  const input = page.locator("input[name=q]");
  assert.equal(await input.getAttribute("role"), "combobox");
  await input.pressSequentially("etxebiz", { delay: 20 });
  await page.locator("#suggested li").first().waitFor();
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  await input.press("ArrowDown");
  assert.equal(await input.getAttribute("aria-activedescendant"), "suggested-1");
  assert.equal(await page.locator('#suggested [aria-selected="true"]').count(), 1);
  await page.evaluate(AXE);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(() => globalThis.axe.run(document).then((one) => one.violations.map(({ id, nodes }) => `${id} ${nodes[0].target}`)));
    assert.deepEqual(found, []);
  }
  await input.press("Escape");
  assert.ok(await page.locator("#suggested").isHidden());
  assert.equal(await input.inputValue(), "etxebiz");
  await input.pressSequentially("i");
  await page.locator("#suggested li").first().waitFor();
  await input.press("ArrowDown");
  await input.press("Enter");
  await page.waitForURL(/\/eu\/topic\/etxebizitza\/$/);
});

journey("Enter searches for the words, and Load more adds to the results", {}, async ({ page, go }) => {
  await go("/eu/search");
  await page.locator("input[name=q]").fill("etxea");
  await page.locator("input[name=q]").press("Enter");
  await page.waitForURL(/q=etxea/);
  await page.locator("a[data-more]").click();
  await page.waitForFunction(() => document.querySelectorAll(".river .card").length > 3);
  const ids = await page.locator(".river [data-id]").evaluateAll((list) => list.map((card) => card.dataset.id));
  assert.equal(new Set(ids).size, ids.length);
});

journey("a narrow screen holds all of it", { viewport: { width: 320, height: 640 } }, async ({ page, go }) => {
  await go("/fr/search?q=maison&section=herria");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
});
