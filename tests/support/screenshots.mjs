// For tools/screenshots: every kind of page to PNG files in the folder that is named.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromiumBrowser, reader } from "./browser.mjs";
import { pagesIn } from "./pages.mjs";
import { sampleNewsroom } from "./sample.mjs";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const newsroom = await sampleNewsroom();
const browser = await chromiumBrowser();
try {
  for (const [size, viewport] of Object.entries({ phone: { width: 390, height: 844 }, wide: { width: 1280, height: 900 } }))
    for (const colorScheme of ["light", "dark"])
      for (const language of ["eu", "fr"]) {
        const visitor = await reader(browser, newsroom, { viewport, colorScheme, locale: language });
        for (const [kind, address] of Object.entries(await pagesIn(newsroom, language))) {
          await visitor.go(address);
          await visitor.page.$$eval("img", (images) => Promise.all(images.map((image) => {
            image.loading = "eager"; // those below the screen would be missing
            return image.decode();
          })));
          const file = `${kind}-${language}-${size}-${colorScheme}.png`;
          await visitor.page.screenshot({ path: path.join(folder, file), fullPage: true });
          console.log(file);
        }
        await visitor.close();
      }
} finally {
  await browser.close();
  await newsroom.stop();
}
