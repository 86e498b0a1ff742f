// The glossary: names and terms that bind, from the command line to what readers see.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { Newsroom, editionOf, pageOf } from "../support/newsroom.mjs";
import { until } from "../support/until.mjs";

const newsroom = await Newsroom.started({ source: "eu", languages: "eu,es,en" });
const term = (...args) => newsroom.zubi("term", args);

const TARIFF = {
  headline: "Muga-zergak igo dituzte",
  body_html: "<p>Trumpek hitz egin du Moskutik. <strong>Muga-zergen</strong> aurka hitz egin dute.</p><p>Etxea handia da.</p>",
};
let story;

async function page(language) {
  const found = await newsroom.story(story.id);
  return (await newsroom.get(pageOf(found, language))).text;
}

test("names with Basque endings come out with the right preposition", async () => {
  story = await newsroom.post(TARIFF);
  await newsroom.settled(story.id);
  const text = await page("es");
  assert.match(text, /desde Moscú/i);
  assert.match(text, /Trump ha/);
  assert.ok(!/Trumpek|Moskutik/.test(text), "no ending is left");
});

test("a term says what it touches and has just that translated again", async () => {
  const added = await term("add", "muga-zerga", "es=arancel/aranceles:m", "en=tariff/tariffs");
  assert.equal(added.code, 0, added.err);
  assert.match(added.out, /^1 term; 2 sentences in 1 stories; 2 translations are made again$/m);
  await until("the term is on the page", async () => /Los aranceles han subido/.test(await page("es")));
  assert.match(await page("es"), /contra (<strong>los|los <strong>) ?aranceles<\/strong>/i);
  await until("the term is on the English page", async () => /tariffs/i.test(await page("en")));
  const counted = await term("count", "muga-zerga");
  assert.match(counted.out, /^2 sentences in 1 stories$/m);
});

test("a name has its own form in each language", async () => {
  const added = await term("add", "Mosku", "--kind", "place", "es=Moscú", "en=Moscow");
  assert.equal(added.code, 0, added.err);
  await until("Moscú is on the page", async () => /desde Moscú/i.test(await page("es")));
  await until("Moscow is on the page", async () => /from Moscow/i.test(await page("en")));
});

test("zubi translate follows the newsroom's glossary", async () => {
  const out = await newsroom.zubi("translate", ["--from", "eu", "--to", "en"], { input: "Moskutik etorri da.\n" });
  assert.equal(out.code, 0, out.err);
  assert.match(out.out, /from Moscow/i);
});

test("the glossary goes out as a table and comes in again", async () => {
  const before = await term("export");
  assert.match(before.out, /^language,term,section,kind,keep,case,note,/);
  const file = path.join(newsroom.dir, "terms.csv");
  writeFileSync(file, before.out);
  const again = await term("import", file);
  assert.equal(again.code, 0, again.err);
  assert.equal((await term("export")).out, before.out);
});

test("a table with a mistake changes nothing and says where it is", async () => {
  const before = (await term("export")).out;
  const file = path.join(newsroom.dir, "bad.csv");
  const bad = {
    "kind,es\nx,y\n": /no column "term"/,
    "term,kind\nEtxe,thing\n": /line 2: there is no kind "thing"/,
    "term,es\n\"Etxe,casa\n": /line 2: a quotation mark is not closed/,
    "term,es\nEtxe,casa\nEtxe,hogar\n": /in the glossary twice/,
    "term,es\netxe,casa\nEtxe,hogar\n": /are the same term/,
    "language,term,eu\neu,Etxe,Etxola\n": /a rendering in its own language/,
    "language,term,es,eu\neu,Etxe,casa,\nes,casa,,zubi\n": /goes round in a circle/,
    "term,keep,es\nEtxe,yes,casa\n": /not to be translated/,
    "term,es\nEtxe,casa,mutxo,gehiago\n": /more cells than there are columns/,
  };
  for (const [table, message] of Object.entries(bad)) {
    writeFileSync(file, table);
    const answer = await term("import", file);
    assert.notEqual(answer.code, 0, table);
    assert.match(answer.err, message);
  }
  assert.equal((await term("export")).out, before);
});

test("suggest lists the names of stories that the glossary has not", async () => {
  const suggested = await term("suggest");
  assert.equal(suggested.code, 0, suggested.err);
  assert.ok(!/Mosku$/m.test(suggested.out));
});

test("a person's sentence keeps its words, and the edition says which glossary it is of", async () => {
  const { body } = await newsroom.api("GET", `/api/v1/stories/${story.id}/editions/es/segments`);
  const at = body.segments.findIndex((one) => /Moskutik/.test(one.source_html));
  const act = { act: "edit", who: "Ane", html: "El señor Trump ha hablado desde la ciudad de Moscú." };
  const done = await newsroom.api("POST", `/api/v1/stories/${story.id}/editions/es/segments/${at + 1}`, act);
  assert.equal(done.status, 200, JSON.stringify(done.body));
  const changed = await term("add", "Mosku", "--kind", "place", "es=Moskva", "en=Moskva");
  assert.match(changed.out, /^1 term; 1 sentences in 1 stories; 2 translations are made again$/m);
  await until("Moskva is on the English page", async () => /from Moskva/i.test(await page("en")));
  await newsroom.settled(story.id);
  assert.match(await page("es"), /desde la ciudad de Moscú/);
  const explained = await newsroom.zubi("explain", [String(story.id), "en"]);
  assert.match(explained.out, /; terms \d+ in /);
});

test("what is in the glossary just so touches nothing, and neither does another note", async () => {
  const again = await term("add", "Mosku", "--kind", "place", "es=Moskva", "en=Moskva");
  assert.match(again.out, /^0 terms; 0 sentences in 0 stories; 0 translations are made again$/m);
  const note = await term("add", "Mosku", "--kind", "place", "--note", "hiria", "es=Moskva", "en=Moskva");
  assert.match(note.out, /^1 term; 0 sentences in 0 stories; 0 translations are made again$/m);
});

test("remove takes a term out, once, and what it touched is translated without it", async () => {
  const removed = await term("remove", "Mosku");
  assert.match(removed.out, /^1 term; 1 sentences in 1 stories; 2 translations are made again$/m);
  await until("Moskva is off the English page", async () => /Moscow/.test(await page("en")));
  const again = await term("remove", "Mosku");
  assert.match(again.err, /has no term "Mosku"/);
});

test("a hundred thousand terms are taken at once, more than can be held are refused whole", async () => {
  const file = path.join(newsroom.dir, "many.csv");
  const table = (n) => ["term,kind,es", ...Array.from({ length: n }, (_, i) => `Izena${i} Zarra,organisation,Nombre${i}`)];
  writeFileSync(file, table(100000).join("\n"));
  const taken = await term("import", file);
  assert.match(taken.out, /^100000 terms; 0 sentences in 0 stories; 0 translations are made again$/m, taken.err);
  const out = await newsroom.zubi("translate", ["--from", "eu", "--to", "es"], { input: "Izena77777 Zarrak hitz egin du.\n" });
  assert.match(out.out, /Nombre77777/);
  const before = (await term("list")).out;
  writeFileSync(file, table(200001).join("\n"));
  const refused = await term("import", file);
  assert.notEqual(refused.code, 0);
  assert.match(refused.err, /more than 200000 terms/);
  assert.ok((await term("list")).out === before, "nothing is half-applied");
  await newsroom.settled(story.id);
});

test("an edition keeps its revision when only its words change", async () => {
  const found = await newsroom.story(story.id);
  assert.equal(editionOf(found, "es").state, "live");
});
