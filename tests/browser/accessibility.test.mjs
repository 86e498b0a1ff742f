// axe-core finds nothing, on any kind of page, in any language, in light and in dark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";

import { launch, reader } from "../support/browser.mjs";
import { pagesIn } from "../support/pages.mjs";
import { LANGUAGES, sampleNewsroom } from "../support/sample.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const newsroom = await sampleNewsroom();
const browser = await launch();
const stories = (await newsroom.api("GET", "/api/v1/stories")).body.stories.slice(0, 3).map((one) => one.id);

function explain(violations) {
  return violations.map(({ id, help, nodes }) =>
    `${id}: ${help}\n  ${nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join("\n  ")}`).join("\n");
}

// By way of the browser's own protocol, as the page's policy lets no script in.
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations));
}

for (const language of LANGUAGES)
  test(`every kind of page in ${language}, in light and in dark`, async () => {
    const pages = await pagesIn(newsroom, language);
    const visitor = await reader(browser, newsroom, { locale: language });
    after(() => visitor.close());
    const kept = { name: "list", value: stories.join("."), domain: newsroom.url.hostname, path: "/my-list" };
    for (const [kind, address] of [...Object.entries(pages), ["full list", pages.list]]) {
      if (kind === "full list") await visitor.context.addCookies([kept]);
      await visitor.go(address);
      for (const colorScheme of ["light", "dark"]) {
        await visitor.page.emulateMedia({ colorScheme });
        const found = await violations(visitor.page);
        assert.deepEqual(found.map((one) => one.id), [], `${kind}, ${colorScheme}: ${address}\n${explain(found)}`);
      }
    }
    assert.deepEqual(visitor.faults.filter((fault) => !/404/.test(fault)), []);
    await visitor.close();
  });
