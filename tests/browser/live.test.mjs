// A page that is open while the newsroom writes.
import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, reader } from "../support/browser.mjs";
import { noEngines } from "../support/faults.mjs";
import { Newsroom, pageOf } from "../support/newsroom.mjs";
import { until } from "../support/until.mjs";

const newsroom = await Newsroom.started({ env: noEngines() });
const browser = await launch();

const paragraphs = (n, words = "Hitz batzuk. ") => Array.from({ length: n }, (_, i) => `<p>${i}. ${words.repeat(20)}</p>`);
const story = (headline, parts) => ({ language: "eu", section: "herria", headline, body_html: parts.join("") });

async function save(id, value) {
  const { status, body } = await newsroom.api("PUT", `/api/v1/stories/${id}`, value);
  assert.equal(status, 200, JSON.stringify(body));
}

// Streams that are open: one for each page that is seen.
const streams = async (page) => page.evaluate(() => window.openStreams.filter((one) => one.readyState === 1).length);

// `walk` gets a page whose streams can be counted, and whose tab can be hidden.
function journey(name, walk, allowed = []) {
  test(name, async () => {
    const visitor = await reader(browser, newsroom);
    await visitor.context.addInitScript(() => {
      window.openStreams = [];
      window.EventSource = class extends EventSource {
        constructor(...values) {
          super(...values);
          window.openStreams.push(this);
        }
      };
      window.hide = (hidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event("visibilitychange"));
      };
    });
    try {
      await walk(visitor);
      assert.deepEqual(visitor.faults.filter((fault) => !allowed.some((one) => one.test(fault))), []);
    } finally {
      await visitor.close();
    }
  });
}

const heard = (page) => until("the page listens", async () => await streams(page) === 1);

journey("a story changes in place: what is new is marked, what is read stays where it is, and it is said", async ({ page, go }) => {
  const parts = paragraphs(30), one = await newsroom.post(story("Bizirik", parts));
  await go(pageOf(one, "eu"));
  await heard(page);
  await page.locator(".body > p").nth(20).evaluate((part) => {
    part.mark = "the same node";
    part.scrollIntoView({ block: "center", behavior: "instant" });
  });
  const place = () => page.locator(".body > p", { hasText: /^20\. / }).evaluate((part) => part.getBoundingClientRect().top);
  const before = await place();
  await save(one.id, story("Bizirik dago", ["<p>Berria.</p>", "<p>Hau ere.</p>", ...parts]));
  await until("the new paragraphs are there", async () => await page.locator(".body > p.fresh").count() === 2);
  assert.ok(Math.abs(await place() - before) < 2, `${before} to ${await place()}`);
  assert.equal(await page.locator(".body > p").count(), 32);
  assert.equal(await page.locator(".body > p", { hasText: /^20\. / }).evaluate((part) => part.mark), "the same node");
  assert.equal(await page.locator("h1").textContent(), "Bizirik dago");
  assert.equal(await page.locator(".story-meta").count(), 1);
  const said = page.locator(".live[role=status] a");
  assert.equal(await said.textContent(), "Albiste hau oraintxe eguneratu da.");
  await said.click();
  await until("the reader is led to it", () => page.locator("#fresh").evaluate((part) => part.getBoundingClientRect().top >= 0 && part.getBoundingClientRect().top < innerHeight));
  assert.ok(!await said.isVisible());

  const corrected = ["<p>Berria.</p>", "<p>Hau ere zuzenduta.</p>", ...parts];
  await save(one.id, story("Bizirik dago", corrected));
  await until("the correction is there", async () => await page.locator(".body > p").nth(1).textContent() === "Hau ere zuzenduta.");
  assert.equal(await said.textContent(), "Albiste honen testua oraintxe aldatu da.");
  const shown = await page.locator(".body > p").allTextContents();
  const { text } = await newsroom.get(pageOf(await newsroom.story(one.id), "eu"));
  assert.deepEqual(shown, [...text.split('class="body"')[1].matchAll(/<p>(.*?)<\/p>/g)].map((found) => found[1]).slice(0, shown.length));
});

journey("the favourite still works after the story has changed in place", async ({ page, go }) => {
  const one = await newsroom.post(story("Gordea", paragraphs(2)));
  await go(pageOf(one, "eu"));
  await heard(page);
  const button = page.locator("form[data-favourite] button");
  await button.click();
  await until("it is kept", async () => await button.getAttribute("aria-pressed") === "true");
  await save(one.id, story("Gordea", paragraphs(3)));
  await until("the story is longer", async () => await page.locator(".body > p").count() === 3);
  assert.equal(await button.getAttribute("aria-pressed"), "true");
});

journey("a story that is taken off the site goes from the screen", async ({ page, go }) => {
  const one = await newsroom.post(story("Kendua", paragraphs(2)));
  await go(pageOf(one, "eu"));
  await heard(page);
  await save(one.id, { ...story("Kendua", paragraphs(2)), date: new Date(Date.now() + 3600e3).toISOString() });
  await until("the page says that it is not there", async () =>
    await page.locator("main.error").count() === 1 && await page.locator(".body").count() === 0);
}, [/404/]);

journey("a list says how many stories are new, and moves nothing until it is asked to", async ({ page, go }) => {
  const first = await newsroom.post(story("Lehena", paragraphs(1)));
  await go("/eu/");
  await heard(page);
  const top = () => page.locator("main h3 a.cover").first().evaluate((link) => [link.textContent, link.getBoundingClientRect().top]);
  const before = await top();
  const link = page.locator(".live a");
  assert.ok(!await link.isVisible());
  await newsroom.post(story("Bigarrena", paragraphs(1)));
  await until("one is new", async () => await link.textContent() === "Albiste berri 1");
  await newsroom.post(story("Hirugarrena", paragraphs(1)));
  await until("two are new", async () => await link.textContent() === "2 albiste berri");
  await save(first.id, story("Lehena, zuzenduta", paragraphs(1)));
  await newsroom.post(story("Laugarrena", paragraphs(1)));
  await until("three are new", async () => await link.textContent() === "3 albiste berri");
  assert.deepEqual(await top(), before);
  await link.click();
  await until("they are there", async () => (await top().catch(() => [""]))[0] === "Laugarrena");
  assert.ok(!await link.isVisible());
});

journey("a hidden tab hears nothing; seen again, it is told what was missed", async ({ page, go }) => {
  const one = await newsroom.post(story("Ezkutuan", paragraphs(2)));
  await go(pageOf(one, "eu"));
  await heard(page);
  await page.evaluate(() => window.hide(true));
  assert.equal(await streams(page), 0);
  await save(one.id, story("Ezkutuan", paragraphs(4)));
  assert.equal(await page.locator(".body > p").count(), 2);
  await page.evaluate(() => window.hide(false));
  await heard(page);
  await until("it has caught up", async () => await page.locator(".body > p").count() === 4);
});

journey("where there is no stream, the page stays quiet and does not ask again", async ({ page, go, context }) => {
  let asked = 0;
  await context.route(/\/live\?/, (route) => {
    asked++;
    return route.fulfill({ status: 404, contentType: "text/html", body: "" });
  });
  await go("/eu/");
  await until("it has asked", () => asked === 1);
  await page.waitForTimeout(300);
  assert.equal(asked, 1);
  assert.equal(await page.evaluate(() => window.openStreams.at(-1).readyState), 2);
}, [/404/]);
