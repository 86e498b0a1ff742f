// What people wrote comes back where the same sentence comes back: from a person's act on one story
// to the next stories, their labels, the API, the command line.
import assert from "node:assert/strict";
import { test } from "node:test";

import { editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { until } from "../support/until.mjs";

const newsroom = await Newsroom.started({ source: "eu", languages: "eu,es" });
let number = 0;

const settledStory = async (body) => {
  number += 1;
  const story = await newsroom.post({ headline: `Kaixo ${number} mundu`, ...body });
  return newsroom.settled(story.id);
};
const segments = async (id) =>
  (await newsroom.api("GET", `/api/v1/stories/${id}/editions/es/segments`)).body;
const act = async (id, n, what) => {
  const done = await newsroom.api("POST", `/api/v1/stories/${id}/editions/es/segments/${n}`,
    { who: "Ane Etxeberria", role: "editor", ...what });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  return done.body;
};
const memory = async (...args) => {
  const done = await newsroom.zubi("memory", args);
  assert.equal(done.code, 0, done.err);
  return done.out;
};

test("a sentence that a person corrected comes out so in the next story, and says that it is from the memory", async () => {
  const first = await settledStory({ body_text: "Mendia berdea da gaur. Etxe zuria handia da." });
  await act(first.id, 2, { act: "edit", html: "El monte amanece hoy muy verde." });
  const second = await settledStory({ body_text: "Bihar euria egingo du. Mendia berdea da gaur." });
  const list = await segments(second.id);
  const [, other, recalled] = list.segments;
  assert.equal(recalled.html, "El monte amanece hoy muy verde.");
  assert.equal(recalled.origin, "memory");
  assert.equal(recalled.state, "current");
  assert.equal(recalled.approved, false);
  assert.equal(recalled.who, undefined);
  assert.equal(other.origin, "machine");
  assert.equal(list.label, "automatic");
  assert.equal(list.label_share, 0);
  const edition = editionOf(await newsroom.story(second.id), "es");
  assert.match(edition.body_html, /El monte amanece hoy muy verde\./);
  assert.deepEqual(edition.reviewed_by ?? [], []);
  const page = await newsroom.get(pageOf(await newsroom.story(second.id), "es"));
  assert.match(page.text, /El monte amanece hoy muy verde\./);
  assert.doesNotMatch(page.text, /Ane|revisado/);

  const explained = (await newsroom.zubi("explain", [String(second.id), "es"])).out;
  assert.match(explained, new RegExp("3  paragraph: memory, current\\n.*\\n.*\\n" +
    ` +memory +entry \\d+: Ane Etxeberria \\(editor\\) wrote it, .*, story ${first.id}`));
  await act(second.id, 3, { act: "approve", who: "Jon" });
  assert.equal((await segments(second.id)).label, "partly_revised");
});

test("marks are those of the new sentence, on the words they belong to", async () => {
  const first = await settledStory({ body_html: "<p>Bruselako <a href=\"https://a.example/\">Europako Batzordeak</a> erabaki du.</p>" });
  await act(first.id, 2, { act: "edit", html: "Lo ha decidido <a href=\"https://a.example/\">la Comisión Europea</a> de Bruselas." });
  const relinked = await settledStory({ body_html: "<p>Bruselako <a href=\"https://b.example/\">Europako Batzordeak</a> erabaki du.</p>" });
  const [, two] = (await segments(relinked.id)).segments;
  assert.equal(two.html, "Lo ha decidido <a href=\"https://b.example/\">la Comisión Europea</a> de Bruselas.");
  assert.equal(two.origin, "memory");
  const plain = await settledStory({ body_text: "Bruselako Europako Batzordeak erabaki du." });
  assert.equal((await segments(plain.id)).segments[1].html, "Lo ha decidido la Comisión Europea de Bruselas.");
  const moved = await settledStory({ body_html: "<p><strong>Bruselako</strong> Europako Batzordeak erabaki du.</p>" });
  const [, strong] = (await segments(moved.id)).segments;
  assert.equal(strong.origin, "memory");
  assert.match(strong.html, /^Lo ha decidido la Comisión Europea de <strong>Bruselas<\/strong>\.$/);
});

test("what is almost the same is offered with what is different, and numbers follow", async () => {
  const first = await settledStory({ body_text: "Realak 3 gol sartu ditu atzo gauean Anoetan." });
  await act(first.id, 2, { act: "edit", html: "La Real marcó 3 goles anoche en Anoeta." });
  const second = await settledStory({ body_text: "Realak 4 gol sartu ditu atzo gauean Anoetan. Realak 3 gol sartu ditu gaur gauean Anoetan." });
  const [, four, today] = (await segments(second.id)).segments;
  assert.equal(four.origin, "machine");
  const [offered] = four.suggestions;
  assert.equal(offered.html, "La Real marcó 4 goles anoche en Anoeta.");
  assert.equal(offered.adapted, true);
  assert.ok(offered.likeness < 100 && offered.likeness >= 65);
  assert.equal(offered.difference_html, "Realak <del>3</del> <ins>4</ins> gol sartu ditu atzo gauean Anoetan.");
  assert.equal(offered.story, first.id);
  assert.equal(offered.who, "Ane Etxeberria");
  assert.equal(today.suggestions[0].adapted, false);
  assert.equal(today.suggestions[0].html, "La Real marcó 3 goles anoche en Anoeta.");
  assert.equal(today.suggestions[0].difference_html, "Realak 3 gol sartu ditu <del>atzo</del> <ins>gaur</ins> gauean Anoetan.");
  const explained = (await newsroom.zubi("explain", [String(second.id), "es"])).out;
  assert.match(explained, /the memory offers\n +\d+ % +La Real marcó 4 goles.*\(with the numbers of this sentence\)\n +of Realak \[-3-\] \{\+4\+\} gol/);
  const found = await memory("search", "Realak 5 gol sartu ditu atzo gauean Anoetan.", "--to", "es");
  assert.match(found, /La Real marcó 5 goles anoche en Anoeta\./);
  assert.match(await memory("search", "Zer da hau?", "--to", "es"), /nothing like it/);
  // The other way round nothing is known.
  assert.match(await memory("search", "La Real marcó 3 goles anoche en Anoeta.", "--from", "es", "--to", "eu"), /nothing like it/);
});

test("words that are rejected or edited anew leave the editions that show them, and never come back", async () => {
  const body_text = "Udalak bide berria ireki du.";
  const first = await settledStory({ body_text });
  await act(first.id, 2, { act: "edit", html: "El consistorio estrena carretera." });
  const second = await settledStory({ body_text });
  const third = await settledStory({ body_text });
  assert.equal((await segments(second.id)).segments[1].html, "El consistorio estrena carretera.");
  assert.match(await memory("list", "--story", String(first.id)), /shown in 2 other editions/);

  await act(first.id, 2, { act: "edit", html: "El Ayuntamiento ha abierto una vía nueva." });
  await until("the other stories follow", async () =>
    (await segments(third.id)).segments[1].html === "El Ayuntamiento ha abierto una vía nueva.");

  await act(second.id, 2, { act: "reject" });
  for (const story of [second, third])
    await until("no story shows what was rejected", async () => {
      const [, segment] = (await segments(story.id)).segments;
      return segment.origin === "machine" && segment;
    });
  assert.equal((await segments(first.id)).segments[1].html, "El Ayuntamiento ha abierto una vía nueva.");
  const fourth = await settledStory({ body_text });
  assert.equal((await segments(fourth.id)).segments[1].origin, "machine");
  await memory("learn");
  const fifth = await settledStory({ body_text });
  assert.equal((await segments(fifth.id)).segments[1].origin, "machine");
});

test("of two translations the one of the section wins, and the other is offered", async () => {
  const body_text = "Auzoan jaia antolatu dute.";
  const here = await settledStory({ body_text, section: "kirola" });
  await act(here.id, 2, { act: "edit", html: "Han montado una fiesta en el barrio." });
  const there = await settledStory({ body_text, section: "herria" });
  await act(there.id, 2, { act: "edit", html: "El barrio ha organizado una celebración." });
  const next = await settledStory({ body_text, section: "kirola" });
  const [, segment] = (await segments(next.id)).segments;
  assert.equal(segment.html, "Han montado una fiesta en el barrio.");
  assert.deepEqual(segment.suggestions.map((one) => [one.html, one.likeness]), [["El barrio ha organizado una celebración.", 100]]);
  assert.equal((await segments((await settledStory({ body_text, section: "herria" })).id)).segments[1].html,
    "El barrio ha organizado una celebración.");
});

test("the command line counts, lists, removes, learns, and says what is wrong", async () => {
  assert.match(await memory(), /^eu-es {2}\d+ sentences: \d+ written, \d+ approved, 0 from outside; shown in \d+ editions$/m);
  const story = await settledStory({ body_text: "Hau ezabatuko dugu laster." });
  await act(story.id, 2, { act: "edit", html: "Esto lo borraremos pronto." });
  const listed = await memory("list", "--story", String(story.id));
  const [, entry] = /^eu-es {2}entry (\d+): Ane Etxeberria \(editor\) wrote it/m.exec(listed);
  assert.match(listed, /Hau ezabatuko dugu laster\.\n +Esto lo borraremos pronto\./);
  await memory("remove", entry);
  assert.match(await memory("learn"), /^\d+ acts in the ledger, \d+ of them went into the memory$/m);
  assert.equal(await memory("list", "--story", String(story.id)), "");
  for (const [args, code, why] of [
    [["remove", entry], 66, /the memory has no entry/],
    [["remove", "x"], 65, /is no entry's number/],
    [["search", "Kaixo"], 65, /say into which language/],
    [["forget"], 65, /knows no "forget"/],
    [["list", "more"], 65, /takes no argument/],
    [["list", "--story", "x"], 65, /is no story's number/],
  ]) {
    const wrong = await newsroom.zubi("memory", args);
    assert.equal(wrong.code, code, wrong.err);
    assert.match(wrong.err, why);
  }
});
