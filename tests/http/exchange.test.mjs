// Translators work in tools of their own: a translation goes out as XLIFF, comes back with their
// work in it, and is refused where that cannot be right. Glossary and memory go the same way.
import assert from "node:assert/strict";
import { test } from "node:test";

import { assertValid, fileWith, SCHEMAS } from "../support/exchange.mjs";
import { editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { until } from "../support/until.mjs";
import { checkXml, parseXml } from "../support/xml.mjs";

const newsroom = await Newsroom.started({ source: "eu", languages: "eu,es,fr" });
const BODY = '<p>Etxe <strong>zuria</strong> handia da. <a href="/eu/mendia">Mendia</a> berdea da gaur. Bihar euria egingo du.</p>' +
  "<p>Mutila<br>etorri da <em>gaur</em>.</p>";

const settledStory = async (body = BODY) => {
  const story = await newsroom.post({ headline: "Kaixo & mundua", body_html: body });
  return newsroom.settled(story.id);
};
const xliff = (...args) => newsroom.zubi("xliff", args);
const exported = async (id, ...args) => {
  const out = await xliff("export", String(id), "es", ...args);
  assert.equal(out.code, 0, out.err);
  return out.out;
};
const imported = (text, ...args) => xliff("import", fileWith(text, "es.xlf"), ...args);
const segments = async (id, language = "es") =>
  (await newsroom.api("GET", `/api/v1/stories/${id}/editions/${language}/segments`)).body.segments;
const ledger = async (id) =>
  JSON.parse((await newsroom.zubi("ledger", [String(id), "--format", "json"])).out);

// The units of a file: id, state, and the inner text of source and target.
const units20 = (text) => [...text.matchAll(/<unit id="([^"]+)".*?<segment state="(\w+)".*?<source>(.*?)<\/source>(?:\s*<target>(.*?)<\/target>)?/gs)]
  .map(([whole, id, state, source, target]) => ({ whole, id, state, source, target }));
// As a translator's tool writes it: another target and another state.
const translated20 = (text, unit, target, state = "translated") =>
  text.replace(unit.whole, unit.whole.replace(`state="${unit.state}"`, `state="${state}"`)
    .replace(`<target>${unit.target}</target>`, `<target>${target}</target>`));

test("a translation goes out as XLIFF 2.1 with its marks as codes and its states", SCHEMAS, async () => {
  const story = await settledStory();
  const text = await exported(story.id);
  assertValid(text, "xliff-core-2.0.xsd");
  const root = parseXml(text);
  assert.equal(root.attributes.version, "2.1");
  assert.equal(root.attributes.srcLang, "eu");
  assert.equal(root.attributes.trgLang, "es");
  assert.equal(root.one("file").attributes.original, `story/${story.id}/es`);
  const all = units20(text);
  assert.equal(all.length, 5);
  assert.match(all[0].source, /^Kaixo &amp; mundua$/);
  assert.match(all[1].source, /^Etxe <pc id="1" type="fmt" subType="xlf:b" [^>]*>zuria<\/pc> handia da\.$/);
  assert.match(all[1].target, /<pc id="1" [^>]*>[^<]*blanca<\/pc>/);
  assert.match(all[2].source, /dispStart="\[a href=\/eu\/mendia\]"/);
  assert.match(all[4].source, /Mutila<ph id="b1" [^>]*\/>etorri/);
  assert.ok(all.every((unit) => unit.state === "initial"), "a machine's words are nobody's yet");
  assert.equal(text.match(/subState="zubi:machine"/g).length, 5);
});

test("a translation goes out as XLIFF 1.2 and as TMX, and a machine's words are marked", SCHEMAS, async () => {
  const story = await settledStory();
  await newsroom.zubi("review", [String(story.id), "es", "--segment", "2", "--approve", "--who", "Ane & Jon"]);
  const old = await exported(story.id, "--format", "1.2");
  assertValid(old, "xliff-core-1.2-strict.xsd");
  assert.match(old, /<g id="1" ctype="bold" clone="no">/);
  assert.equal(old.match(/state="needs-review-translation" state-qualifier="leveraged-mt"/g).length, 4);
  assert.equal(old.match(/approved="yes"/g).length, 1);
  const tmx = await exported(story.id, "--format", "tmx");
  assertValid(tmx, "tmx14.dtd");
  assert.equal(tmx.match(/<prop type="x-origin">mt<\/prop>/g).length, 4);
  assert.match(tmx, /creationid="Ane &amp; Jon">\s*<prop type="x-origin">human<\/prop>/);
  assert.match(tmx, /<bpt i="1" x="1" type="bold">&lt;strong&gt;<\/bpt>zuria<ept i="1">&lt;\/strong&gt;<\/ept>/);
});

for (const [format, word, rain] of [["2.1", "gorria", "elurra"], ["1.2", "beltza", "euria"]])
  test(`what a translator did in XLIFF ${format} is on the page, in the ledger, and stays`, async () => {
    const body = BODY.replace("zuria", word).replace("Bihar euria", `Bihar ${rain}`);
    const story = await settledStory(body);
    let text = await exported(story.id, "--format", format);
    if (format === "2.1") {
      const all = units20(text);
      text = translated20(text, all[1], 'Es <pc id="1">blanca</pc> y grande la casa de mi padre.', "translated");
      text = translated20(text, all[3], all[3].target, "reviewed");
    } else {
      text = text.replace(/<target [^>]*>(La|Es|Una)? ?[^<]*<g id="1" ctype="bold"[\s\S]*?<\/target>/,
        '<target state="translated">Es <g id="1">blanca</g> y grande la casa de mi padre.</target>');
      const last = [...text.matchAll(/<target state="needs-review-translation"[^>]*>Mañana/g)][0];
      assert.ok(last, text);
      text = text.replace(last[0], '<target state="signed-off">Mañana');
    }
    const read = await imported(text, "--who", "Miren Agirre", "--role", "translator");
    assert.equal(read.code, 0, read.err);
    assert.equal(read.out, "1 edited, 1 approved, 3 unchanged, 0 refused\n");
    await until("the page has it", async () => {
      const page = await newsroom.get(pageOf(await newsroom.story(story.id), "es"));
      return page.text.includes("Es <strong>blanca</strong> y grande la casa de mi padre.");
    });
    const acts = await ledger(story.id);
    assert.deepEqual(acts.map((act) => [act.segment, act.act, act.who, act.role]),
      [[2, "edit", "Miren Agirre", "translator"], [4, "approve", "Miren Agirre", "translator"]]);
    assert.equal(editionOf(await newsroom.story(story.id), "es").label, "partly_revised");

    const again = await imported(text, "--who", "Miren Agirre");
    assert.equal(again.code, 0, again.err);
    assert.equal(again.out, "0 edited, 0 approved, 5 unchanged, 0 refused\n");
    assert.equal((await ledger(story.id)).length, 2);

    const saved = await newsroom.api("PUT", `/api/v1/stories/${story.id}`, { language: "eu", section: "herria",
      headline: "Kaixo & mundua", body_html: body.replace("Bihar", "Gaur") });
    assert.equal(saved.status, 200);
    await until("it is translated again", async () => {
      const now = await segments(story.id);
      return now[3]?.state === "outdated";
    });
    assert.equal((await segments(story.id))[1].html, "Es <strong>blanca</strong> y grande la casa de mi padre.");
  });

test("changed sources and lost codes are refused with a list, and nothing is taken unless asked", async () => {
  const story = await settledStory();
  let text = await exported(story.id);
  const all = units20(text);
  text = translated20(text, all[0], "Hola de verdad, mundo entero");
  text = translated20(text, all[1], "La casa blanca sin su código es grande.");
  text = translated20(text, all[2], 'El <pc id="1">monte</pc> <pc id="7">verde</pc> amanece.');
  text = translated20(text, all[4], 'El chico <pc id="1"/>vino<ph id="b1"/> hoy mismo.');
  const saved = await newsroom.api("PUT", `/api/v1/stories/${story.id}`, { language: "eu", section: "herria",
    headline: "Kaixo & mundua", body_html: BODY.replace("Bihar euria egingo du", "Etzi elurra egingo du") });
  assert.equal(saved.status, 200);
  await until("it is translated again", async () => /nieve|nevar/.test(JSON.stringify(await segments(story.id))));
  const refused = await imported(text, "--who", "Miren");
  assert.equal(refused.code, 73, refused.err);
  assert.match(refused.err, /4 of 5 units cannot be taken, so none was/);
  assert.match(refused.err, /line \d+, segment 2: the text has lost code 1, <strong>/);
  assert.match(refused.err, /line \d+, segment 3: the text has a code "7" that its source has not/);
  assert.match(refused.err, /line \d+, segment 4: its source has changed since/);
  assert.match(refused.err, /line \d+, segment 5: code 1 is around no words/);
  assert.equal((await ledger(story.id)).length, 0);
  const partly = await imported(text, "--who", "Miren", "--partial");
  assert.equal(partly.code, 0, partly.err);
  assert.equal(partly.out, "1 edited, 0 approved, 0 unchanged, 4 refused\n");
  assert.deepEqual((await ledger(story.id)).map((act) => act.segment), [1]);
});

test("tools that lose where a file is from, but keep ids, are forgiven", async () => {
  const story = await settledStory();
  const text = await exported(story.id);
  const bare = translated20(text, units20(text)[3], "Mañana va a llover en casa.")
    .replace(/ original="[^"]*"/, "").replaceAll(/ (subState|dispStart|dispEnd|canCopy|canDelete|type|subType|equiv)="[^"]*"/g, "");
  const read = await imported(bare, "--who", "Miren");
  assert.equal(read.code, 0, read.err);
  assert.equal(read.out, "1 edited, 0 approved, 4 unchanged, 0 refused\n");
});

test("what a colleague did meanwhile is not overwritten", async () => {
  const story = await settledStory();
  const text = await exported(story.id);
  const all = units20(text);
  await newsroom.zubi("review", [String(story.id), "es", "--segment", "4", "--edit", "Lloverá otra vez por la tarde.", "--who", "Jon"]);
  const untouched = await imported(text, "--who", "Miren");
  assert.equal(untouched.out, "0 edited, 0 approved, 5 unchanged, 0 refused\n");
  const touched = await imported(translated20(text, all[3], "Mañana va a diluviar."), "--who", "Miren");
  assert.equal(touched.code, 73);
  assert.match(touched.err, /segment 4: it has been changed in the newsroom since the file was written/);
  assert.equal((await segments(story.id))[3].html, "Lloverá otra vez por la tarde.");
});

test("files that are broken, hostile or of something else get a clear answer", async () => {
  const story = await settledStory();
  const text = await exported(story.id);
  const who = ["--who", "Miren"];
  const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${[..."bcdefghi"].map((c, i) =>
    `<!ENTITY ${c} "${`&${"abcdefgh"[i]};`.repeat(10)}">`).join("")}]>`;
  for (const [file, why] of [
    [text.slice(0, 900), /line \d+: /],
    [text.replace("<xliff", `${bomb}<xliff`).replace("Kaixo", "&i;"), /declares entities/],
    [text.replace("<xliff", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><xliff').replace("Kaixo", "&x;"), /line \d+: the file declares entities/],
    [text.replace("Kaixo", "&nbsp;"), /line \d+: /],
    [text.replace('trgLang="es"', 'trgLang="fr"'), /the file is not of story \d+ in fr/],
    [text.replace('srcLang="eu"', 'srcLang="en"'), /the file is en to es, the story is eu to es/],
    [text.replace('trgLang="es"', 'trgLang="klingon-x"'), /klingon/],
    [text.replace(`story/${story.id}`, "story/99999"), /99999/],
    [text.replace(`story/${story.id}/es`, "else.html"), /original names no story/],
    [text.replace(/<unit id="[^"]+"/, '<unit id="u1"'), /id names no segment/],
    [text.replaceAll(/<unit id="s1-/g, '<unit id="s9999-').replace(/(s9999-)[0-9a-f]{4}/, "$10000"), /source has changed since/],
    ["<html/>", /no XLIFF/], ["", /empty/], ["Kaixo", /line 1: /],
    [`<xliff version="2.1">${"<g>".repeat(5000)}`, /more than 100 elements within each other/],
  ]) {
    const answer = await imported(file, ...who);
    assert.notEqual(answer.code, 0, file.slice(0, 300));
    assert.match(answer.err, why);
    assert.ok(answer.code < 128, answer.err);
  }
  assert.equal((await ledger(story.id)).length, 0);
  const long = units20(text)[3];
  const much = await imported(translated20(text, long, "Lloverá mucho en casa. ".repeat(2200)), ...who);
  assert.equal(much.code, 0, much.err);
  assert.equal((await imported(text)).code, 65);
  assert.match((await xliff("export", "99999", "es")).err, /99999/);
  assert.match((await xliff("export", String(story.id), "eu")).err, /no translation to export/);
  assert.match((await xliff("export", String(story.id), "es", "--format", "3")).err, /no format "3"/);
});

const FOREIGN20 = `<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="eu" trgLang="es" xmlns:my="urn:my">
 <file id="f"><!-- kept --><unit id="a" my:extra="1"><originalData><data id="d">%s</data></originalData>
 <segment><source>Etxe <pc id="x" dataRefStart="d"><pc id="y">zuria</pc></pc> handia da.</source></segment></unit>
 <unit id="b"><segment state="final"><source>Kaixo</source><target>Epa</target></segment></unit>
 <unit id="c" translate="no"><segment><source>Zubi</source></segment></unit>
 <unit id="d"><segment><source>Mendia <sc id="1"/>berdea<ec startRef="1"/> da <ph id="n" disp="{n}"/>.</source></segment></unit></file></xliff>`;

test("anybody's XLIFF is translated: codes are kept, what was there stays", SCHEMAS, async () => {
  const out = await newsroom.zubi("translate", ["--xliff"], { input: FOREIGN20 });
  assert.equal(out.code, 0, out.err);
  assert.match(out.err, /2 of 2 units translated/);
  assertValid(out.out, "xliff-core-2.0.xsd");
  assert.match(out.out, /<!-- kept -->/);
  assert.match(out.out, /<target>.*<pc id="x" dataRefStart="d"><pc id="y">[^<]*blanca<\/pc><\/pc> es grande\.<\/target>/);
  assert.match(out.out, /<segment state="initial" subState="zubi:machine"><source>Etxe/);
  assert.match(out.out, /<target>Epa<\/target>/);
  assert.match(out.out, /<source>Zubi<\/source><\/segment>/);
  assert.match(out.out, /<target>.*<sc id="1"\/>verde<ec startRef="1"\/>.*<ph id="n" disp="{n}"\/>.*<\/target>/);
  const old = `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="eu" datatype="html"><body>
<trans-unit id="1"><source>Etxe <g id="1">zuria</g> handia da.</source></trans-unit>
<trans-unit id="2"><source>Mendia <bpt id="1">&lt;b&gt;</bpt>berdea<ept id="1">&lt;/b&gt;</ept> da.</source><note>Oharra</note></trans-unit></body></file></xliff>`;
  const done = await newsroom.zubi("translate", ["--xliff", "--to", "es"], { input: old });
  assert.equal(done.code, 0, done.err);
  assertValid(done.out, "xliff-core-1.2-strict.xsd");
  assert.match(done.out, /target-language="es"/);
  assert.match(done.out, /<target state="needs-review-translation" state-qualifier="leveraged-mt">.*<g id="1">[^<]*blanca<\/g> es grande\.<\/target>/);
  assert.match(done.out, /<bpt id="1">&lt;b&gt;<\/bpt>verde<ept id="1">&lt;\/b&gt;<\/ept>/);
});

test("the glossary goes out as TBX-Basic and comes in again", SCHEMAS, async () => {
  const term = (...args) => newsroom.zubi("term", args);
  await term("add", "muga-zerga", "es=arancel/aranceles:m", "fr=droit de douane", "--note", "a < b & c");
  await term("add", "Mosku", "--kind", "place", "--section", "mundua", "es=Moscú", "fr=Moscou:m");
  await term("add", "Osakidetza", "--kind", "organisation", "--keep");
  const csv = (await term("export")).out;
  const tbx = (await term("export", "--format", "tbx")).out, old = (await term("export", "--format", "tbx-2008")).out;
  checkXml(tbx, "tbx_basic.rng");
  assertValid(old, "tbx.xsd");
  for (const text of [tbx, old]) {
    for (const [name, section] of [["muga-zerga", ""], ["Mosku", "mundua"], ["Osakidetza", ""]])
      assert.equal((await term("remove", name, "--section", section)).code, 0);
    const read = await term("import", fileWith(text, "terms.tbx"));
    assert.equal(read.code, 0, read.err);
    assert.equal((await term("export")).out, csv);
  }
  const bad = await term("import", fileWith(tbx.replace("</body>", ""), "bad.tbx"));
  assert.equal(bad.code, 65);
  assert.match(bad.err, /line \d+: /);
  const other = await term("import", fileWith(tbx, "terms.tbx"), "--language", "pt");
  assert.equal(other.code, 0, other.err);
  assert.equal((await term("export")).out, csv);
});
