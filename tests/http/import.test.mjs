// `zubi import`: files in, stories out, and a clear word about every file that is none.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";

import { BASE, editionOf, Newsroom } from "../support/newsroom.mjs";
import { SAMPLE, scratchFolder } from "../support/program.mjs";

const folder = scratchFolder();
const newsroom = await Newsroom.make({ languages: "eu,es,en" });

function file(name, text) {
  const whole = path.join(folder, name);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

const importing = (files, ...options) => newsroom.zubi("import", [...options, ...[files].flat()]);

const markdown = ({ id = "", headline = "Zubia zabalik dago", body = "Etxe zuria handia da." } = {}) =>
  `---\n${id && `id: ${id}\n`}language: eu\nsection: Herria\nheadline: ${headline}\n` +
  `date: 2026-10-01T08:30:00+02:00\nbyline: Ane Etxeberria\n---\n${body}\n`;

const ninjs = {
  1: {
    uri: "urn:example:1", type: "text", pubstatus: "usable", language: "es", versioncreated: "2026-10-02T10:00:00Z",
    byline: "Eva Ruiz", headline: "El puente está abierto", body_xhtml: "<p>La casa es blanca.</p>",
    subject: [{ name: "Cultura" }],
  },
  2: {
    uri: "urn:example:2", type: "text", pubstatus: "usable", language: "es", versioncreated: "2026-10-02T11:00:00Z",
    by: "Eva Ruiz", headlines: [{ role: "main", value: "El tren llega tarde" }],
    bodies: [{ role: "main", contenttype: "text/html", value: "<p>El tren es <strong>rojo</strong>.</p>" }],
    subject: [{ name: "Cultura" }],
  },
  3: {
    uri: "urn:example:3", type: "text", pubStatus: "usable", language: "es", versionCreated: "2026-10-02T12:00:00Z",
    by: "Eva Ruiz", headlines: [{ role: "main", value: "La lluvia no para" }],
    bodies: [{ role: "main", contentType: "text/html", value: "<p>La lluvia es fría.</p>" }],
    subject: [{ name: "Cultura" }],
  },
};

before(() => newsroom.start());

test("a story in Markdown with front matter is one line, and live in every language with --wait", async () => {
  const done = await importing(file("one.md", markdown()), "--wait");
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /^new +1 {2}eu {2}Zubia zabalik dago\n1 new, 0 updated, 0 unchanged, 0 refused in \d+ ms\n$/);
  const story = await newsroom.story(1);
  assert.equal(story.byline, "Ane Etxeberria");
  assert.equal(story.date, "2026-10-01T06:30:00Z");
  for (const language of ["eu", "es", "en"]) assert.equal(editionOf(story, language).state, "live");
});

test("the same file again changes nothing, and a changed one updates the same story", async () => {
  const name = path.join(folder, "one.md");
  assert.match((await importing(name)).out, /^unchanged +1 {2}eu/);
  writeFileSync(name, markdown({ headline: "Zubia itxita dago" }));
  assert.match((await importing(name)).out, /^updated +1 {2}eu {2}Zubia itxita dago\n/);
  const story = await newsroom.settled(1);
  assert.equal(story.revision, 2);
  assert.equal(editionOf(story, "eu").headline, "Zubia itxita dago");
  assert.match((await newsroom.zubi("status")).out, /: 1 stories$/m);
});

test("a story's id knows it again when its file has moved", async () => {
  const text = markdown({ id: "mugitua", headline: "Lekuz aldatu da" });
  assert.match((await importing(file("a/here.md", text))).out, /^new +2 /);
  assert.match((await importing(file("b/there.md", text))).out, /^unchanged +2 /);
});

test("HTML and ninjs 1, 2 and 3 are taken like Markdown", async () => {
  const page = '<!doctype html><html lang="eu"><head><title>Mendia berde dago</title>' +
    '<meta name="author" content="Jon Agirre"><meta name="section" content="Herria">' +
    '<meta name="date" content="2026-10-03T09:00:00Z"></head>' +
    "<body><p>Mendia <em>berdea</em> da.</p></body></html>";
  const wanted = ["Mendia berde dago", "El puente está abierto", "El tren llega tarde", "La lluvia no para"];
  const files = [file("page.html", page),
    ...Object.entries(ninjs).map(([version, item]) => file(`ninjs${version}.json`, JSON.stringify(item)))];
  const done = await importing(files, "--wait");
  assert.equal(done.code, 0, done.err + done.out);
  assert.match(done.out, /^4 new, 0 updated, 0 unchanged, 0 refused/m);
  for (const [i, line] of done.out.split("\n").slice(0, 4).entries()) {
    const [, id, language] = /^new +(\d+) {2}(\w\w) /.exec(line);
    const story = await newsroom.story(id);
    assert.equal(editionOf(story, language).headline, wanted[i]);
    assert.match(editionOf(story, language).body_html, /^<p>/);
    assert.equal(editionOf(story, "en").state, "live");
    assert.match(story.byline, i === 0 ? /Jon Agirre/ : /Eva Ruiz/);
    assert.equal(story.section_name, i === 0 ? "Herria" : "Cultura");
  }
  assert.match((await importing(files)).out, /^0 new, 0 updated, 4 unchanged, 0 refused/m);
});

test("what an agency has withheld or cancelled is not published", async () => {
  for (const status of ["withheld", "canceled"]) {
    const item = { ...ninjs[3], uri: `urn:example:${status}`, pubStatus: status };
    const done = await importing(file(`${status}.json`, JSON.stringify(item)));
    assert.equal(done.code, 65);
    assert.match(done.err, new RegExp(`${status}\\.json`));
    assert.match(done.out, /^0 new, 0 updated, 0 unchanged, 1 refused/m);
  }
});

test("what cannot be right is refused by name with what to do, and the others are taken", async () => {
  const bad = {
    "date.md": [markdown().replace(/date: .*/, "date: 2026-13-45"), /date\.md.*2026-13-45/s],
    "latin1.md": [Buffer.from(markdown({ headline: "Muñoz" }), "latin1"), /latin1\.md.*UTF-8/s],
    "nul.md": [markdown({ body: "bat\0bi" }), /nul\.md.*NUL|nul\.md.*UTF-8/s],
    "language.md": [markdown().replace("language: eu", "language: xx-not-one-at-all"), /language\.md.*xx-not/s],
    "other.md": [markdown().replace("language: eu", "language: ja"), /other\.md.*"?ja"?/s],
    "headline.md": [markdown({ headline: "" }), /headline\.md.*headline/s],
    "open.md": ["---\nheadline: Kaixo\n", /open\.md.*---/s],
    "broken.json": ['{"uri": "urn:example:9", ', /broken\.json: .*line 1, column 25/s],
    "other.json": ['{"hello": "world"}', /other\.json.*ninjs/s],
  };
  for (const [name, [text, why]] of Object.entries(bad)) {
    const done = await importing([file(`bad/${name}`, text)]);
    assert.equal(done.code, 65, `${name}: ${done.err}`);
    assert.match(done.err, why, name);
    assert.match(done.out, /^0 new, 0 updated, 0 unchanged, 1 refused/m);
  }
  file("bad/good.md", markdown({ headline: "Hau ona da" }));
  const all = await importing(path.join(folder, "bad"));
  assert.equal(all.code, 65);
  assert.match(all.out, /Hau ona da/);
  assert.match(all.out, /^1 new, 0 updated, 0 unchanged, 9 refused/m);
});

test("a story of 20 MB is refused with the limit, quickly", async () => {
  const started = Date.now();
  const done = await importing(file("huge.md", markdown({ body: "Etxe zuria handia da. ".repeat(1000000) })));
  assert.equal(done.code, 65);
  assert.match(done.err, /huge\.md has 22000\d+ bytes, 8388608 are allowed/);
  assert.ok(Date.now() - started < 20000);
});

test("HTML nested 10,000 deep does not bring it down", async () => {
  const page = `<html lang="eu"><head><title>Sakona</title><meta name="section" content="Herria"></head><body>${
    "<div>".repeat(10000)}<p>Etxe zuria.</p>${"</div>".repeat(10000)}</body></html>`;
  const done = await importing(file("deep.html", page));
  assert.ok([0, 65].includes(done.code), done.err);
  if (done.code) assert.match(done.err, /deep\.html/);
  else assert.match(done.out, /Sakona/);
  assert.equal((await newsroom.get("/healthz")).status, 200);
});

test("a story goes on without a picture that is missing, and its author is told", async () => {
  const text = markdown({ headline: "Argazkirik gabe" }).replace("byline:", "picture: ez-dago.jpg\nalt: Ezer ez\nbyline:");
  const done = await importing(file("picture.md", text), "--wait");
  assert.equal(done.code, 0, done.err);
  assert.match(done.err, /picture\.md: picture "ez-dago\.jpg" is left out: .*ez-dago\.jpg/);
  const story = await newsroom.settled(Number(/^new +(\d+)/.exec(done.out)[1]));
  assert.equal(editionOf(story, "eu").picture, undefined);
  assert.equal(editionOf(story, "es").state, "live");
});

test("a picture that is one is kept, with its words translated and its credit as it is", async () => {
  copyFileSync(path.join(SAMPLE, "pictures/zubia.jpg"), path.join(folder, "zubia.jpg"));
  const text = markdown({ headline: "Argazkiarekin" }).replace("byline:",
    "picture: zubia.jpg\nalt: Etxe zuria\ncaption: Mendi berdea handia da.\ncredit: Argazkia: Miren Bidarte Etxe\nbyline:");
  const done = await importing(file("with.md", text), "--wait");
  assert.equal(done.code, 0, done.err);
  assert.equal(done.err, "");
  const story = await newsroom.settled(Number(/^new +(\d+)/.exec(done.out)[1]));
  const spanish = editionOf(story, "es");
  assert.equal((await newsroom.get(spanish.picture.url)).headers["content-type"], "image/jpeg");
  assert.match(spanish.picture.alt, /casa blanca/i);
  const page = await newsroom.get(spanish.url.slice(BASE.length));
  const [figure] = /<figure class="story-picture".*?<\/figure>/s.exec(page.text);
  assert.match(figure, /mont(e|aña) verde/i);
  assert.match(figure, /Miren Bidarte Etxe/);
});

test("an unknown front matter key is a word to the author, no more", async () => {
  const done = await importing(file("key.md", markdown({ headline: "Gako ezezaguna" }).replace("byline:", "colour: red\nbyline:")));
  assert.equal(done.code, 0);
  assert.match(done.err, /key\.md:.*colour/);
});

test("--no-translate saves a story in its own language only", async () => {
  const other = await Newsroom.make({ languages: "eu,es" });
  const done = await other.zubi("import", ["--no-translate", path.join(folder, "one.md")]);
  assert.equal(done.code, 0, done.err);
  assert.match((await other.zubi("status")).out, /queue: empty/);
});

test("--quiet prints the sum only", async () => {
  const done = await importing(file("quiet.md", markdown({ headline: "Isilik" })), "--quiet");
  assert.match(done.out, /^1 new, .*\n$/);
});

test("a file that is not there is named", async () => {
  const done = await importing(path.join(folder, "nowhere.md"));
  assert.equal(done.code, 66);
  assert.match(done.err, /there is no .*nowhere\.md\n {2}name files or folders/);
  assert.equal((await importing([])).code, 65);
});
