// A translation server with LibreTranslate's interface that says what a table says, be it nonsense;
// what the table does not have comes back as it was.
import http from "node:http";
import { appendFileSync } from "node:fs";
import path from "node:path";
import { after } from "node:test";

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

// {asked: all texts so far, use(newsroom): makes it the newsroom's only engine for eu-es}
export async function translator(pairs) {
  const table = new Map(pairs), asked = [];
  const server = http.createServer(async (request, response) => {
    const { q } = await bodyOf(request);
    asked.push(...q);
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ translatedText: q.map((text) => table.get(text) ?? text) }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => server.close());
  server.unref();
  const section = ["", "[engine table]", "kind = libretranslate",
    `url = http://127.0.0.1:${server.address().port}`, "directions = eu-es", ""].join("\n");
  return {
    asked,
    use(newsroom) {
      newsroom.env.ZUBI_TRANSLATION_ENGINES = "table";
      appendFileSync(path.join(newsroom.dir, "zubi.ini"), section);
    },
  };
}
