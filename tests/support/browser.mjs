// Debian's Chromium with a fresh profile, and pages that notice what should never happen.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after } from "node:test";
import { chromium } from "playwright-core";

const PROGRAM = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export async function chromiumBrowser() {
  assert.ok(PROGRAM, "Chromium is not installed: apt install chromium");
  return chromium.launch({ executablePath: PROGRAM, headless: true, args: FLAGS });
}

// The same, ended after the tests of the file.
export async function launch() {
  const browser = await chromiumBrowser();
  after(() => browser.close());
  return browser;
}

// A reader with a profile of their own. `faults` fills with what should never happen: errors on
// the console (a breach of the content security policy is one), requests to anybody else.
export async function reader(browser, newsroom, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, locale: "eu", ...options });
  context.setDefaultTimeout(15000);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  context.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== newsroom.url.origin && !["data:", "blob:"].includes(protocol)) faults.push(`request: ${request.url()}`);
  });
  // The first reader of a page waits for its pictures to be made.
  const go = (address) => page.goto(new URL(address, newsroom.url).href, { waitUntil: "load", timeout: 90000 });
  return { context, page, faults, go, close: () => context.close() };
}
