// The memory goes out as TMX and comes into another newsroom, which uses it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { assertValid, fileWith, SCHEMAS } from "../support/exchange.mjs";
import { Newsroom } from "../support/newsroom.mjs";

const here = await Newsroom.started({ source: "eu", languages: "eu,es" });
const there = await Newsroom.started({ source: "eu", languages: "eu,es" });
const memory = (newsroom, ...args) => newsroom.zubi("memory", args);
const BODY = '<p>Etxe <strong>zuria</strong> handia da.</p><p>Mendia berdea da gaur.</p>';
let tmx;

test("what people wrote goes out as TMX, with whose it is", SCHEMAS, async () => {
  const story = await here.settled((await here.post({ headline: "Kaixo mundua", body_html: BODY })).id);
  const who = ["--who", "Ane & Jon"];
  const edited = await here.zubi("review", [String(story.id), "es", "--segment", "2", "--edit",
    "Es <strong>blanca</strong> y enorme la casa.", ...who]);
  assert.equal(edited.code, 0, edited.err);
  assert.equal((await here.zubi("review", [String(story.id), "es", "--segment", "3", "--approve", ...who])).code, 0);
  const out = await memory(here, "export");
  assert.equal(out.code, 0, out.err);
  tmx = out.out;
  assertValid(tmx, "tmx14.dtd");
  assert.equal(tmx.match(/<tu /g).length, 2);
  assert.equal(tmx.match(/creationid="Ane &amp; Jon"/g).length, 2);
  assert.match(tmx, /Es <bpt i="1" x="1" type="bold">&lt;strong&gt;<\/bpt>blanca<ept i="1">&lt;\/strong&gt;<\/ept> y enorme la casa\./);
});

test("another newsroom takes it, and its next story has the words", SCHEMAS, async () => {
  const read = await memory(there, "import", fileWith(tmx, "memory.tmx"));
  assert.equal(read.code, 0, read.err);
  assert.match(read.out, /^2 taken, 0 there already/);
  const story = await there.settled((await there.post({ headline: "Beste bat", body_html: BODY })).id);
  const segments = (await there.api("GET", `/api/v1/stories/${story.id}/editions/es/segments`)).body.segments;
  assert.equal(segments[1].html, "Es <strong>blanca</strong> y enorme la casa.");
  assert.equal(segments[1].origin, "memory");
});

test("a machine's words, other languages and what cannot be are not taken, and it says so", async () => {
  const unit = (prop, source, target, tag = "es") =>
    `<tu>${prop}<tuv xml:lang="eu"><seg>${source}</seg></tuv><tuv xml:lang="${tag}"><seg>${target}</seg></tuv></tu>`;
  const file = fileWith(`<tmx version="1.4"><header srclang="eu" datatype="html"/><body>${[
    unit('<prop type="x-origin">mt</prop>', "Bat da.", "Uno es."),
    unit("", "Bi dira.", "Dos son."),
    unit("", 'Hiru <bpt i="1">&lt;b&gt;</bpt>dira<ept i="1">&lt;/b&gt;</ept>.', "Tres son."),
    unit("", "Lau dira.", "Quatre sont.", "fr"),
  ].join("")}</body></tmx>`, "mixed.tmx");
  const read = await memory(there, "import", file, "--to", "es");
  assert.equal(read.code, 0, read.err);
  assert.equal(read.out, "1 taken, 0 there already or rejected since, 1 a machine's, 1 in other languages, 1 that cannot be\n");
  const broken = await memory(there, "import", fileWith("<tmx version='1.4'><header/><body>\n<tu></body></tmx>", "b.tmx"));
  assert.equal(broken.code, 65);
  assert.match(broken.err, /b\.tmx: line 2: /);
  assert.equal((await memory(there, "import")).code, 65);
});
