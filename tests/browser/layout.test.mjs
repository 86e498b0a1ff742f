// Nothing is wider than the screen, and text can be read at any size.
import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, reader } from "../support/browser.mjs";
import { pagesIn } from "../support/pages.mjs";
import { sampleNewsroom } from "../support/sample.mjs";

const newsroom = await sampleNewsroom();
const browser = await launch();

const LONG = "Hitzluzeluzeadaukanaberriabatdahauetainorkezdakinonmoztu".repeat(3);

// What sticks out to the right, named; strips that scroll by themselves do not count.
function overflow() {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const strips = [...document.body.querySelectorAll("*")]
    .filter((element) => getComputedStyle(element).overflowX !== "visible");
  return [...document.body.querySelectorAll("*")]
    .filter((element) => !strips.some((strip) => strip !== element && strip.contains(element)))
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
    .slice(0, 8).map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`)
    .concat(`${scrollWidth} of ${clientWidth}`);
}

for (const language of ["eu", "fr"])
  test(`no page in ${language} is wider than a screen of 320 pixels`, async () => {
    const visitor = await reader(browser, newsroom, { viewport: { width: 320, height: 640 } });
    for (const [kind, address] of Object.entries(await pagesIn(newsroom, language))) {
      await visitor.go(address);
      assert.deepEqual(await visitor.page.evaluate(overflow), [], `${kind}: ${address}`);
    }
    await visitor.close();
  });

test("words without an end do not widen a page", async () => {
  const story = await newsroom.post({
    section: `Sail${LONG}`.slice(0, 80), topic: `Gai${LONG}`.slice(0, 80), headline: LONG, lead: LONG, byline: LONG,
    body_html: `<p>${LONG}</p><ul><li>${LONG}</li></ul><blockquote><p>${LONG}</p></blockquote><p><a href="https://example.org/${LONG}">https://example.org/${LONG}</a> <code>${LONG}</code></p>`,
  });
  const visitor = await reader(browser, newsroom, { viewport: { width: 320, height: 640 } });
  for (const address of ["/eu/", `/eu/${story.section}/`, new URL(story.editions.find((one) => one.language === "eu").url).pathname]) {
    await visitor.go(address);
    assert.deepEqual(await visitor.page.evaluate(overflow), [], address);
  }
  await visitor.close();
});

test("pictures have their place before they come, so that nothing jumps", async () => {
  const visitor = await reader(browser, newsroom);
  for (const address of Object.values(await pagesIn(newsroom, "eu"))) {
    await visitor.go(address);
    const unsized = await visitor.page.$$eval("img", (images) =>
      images.filter((image) => !image.getAttribute("width") || !image.getAttribute("height")).map((image) => image.src));
    assert.deepEqual(unsized, [], address);
  }
  await visitor.close();
});
