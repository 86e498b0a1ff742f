// People and machines on one translation: acts over the API and the command line, what becomes of
// them when the story is saved again, what the ledger keeps and what readers are told.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { until } from "../support/until.mjs";

const newsroom = await Newsroom.started({ source: "eu", languages: "eu,es" });
const BODY = "Etxe zuria handia da. Mendia berdea da gaur. Bihar euria egingo du hirian.";

const settledStory = async (body = BODY) => {
  const story = await newsroom.post({ headline: "Kaixo mundua", body_text: body });
  return newsroom.settled(story.id);
};
const segments = async (id) =>
  (await newsroom.api("GET", `/api/v1/stories/${id}/editions/es/segments`)).body;
const act = (id, n, what) =>
  newsroom.api("POST", `/api/v1/stories/${id}/editions/es/segments/${n}`, { who: "Ane Etxeberria", role: "editor", ...what });
const save = async (id, body) => {
  const saved = await newsroom.api("PUT", `/api/v1/stories/${id}`,
    { language: "eu", section: "herria", headline: "Kaixo mundua", body_text: body });
  assert.equal(saved.status, 200);
  return until("the new revision is translated", async () => {
    const list = await segments(id);
    const waiting = list.segments.some((segment) => !segment.source_html);
    return !waiting && list.segments.length === body.split(". ").length + 1 && list;
  });
};

test("a person's sentence stays when others change, and is marked when its own does", async () => {
  const story = await settledStory();
  const before = await segments(story.id);
  assert.equal(before.segments.length, 4);
  assert.equal(before.label, "automatic");
  const edited = await act(story.id, 3, { act: "edit", html: "El monte amanece hoy muy verde.", tag: before.segments[2].tag });
  assert.equal(edited.status, 200);
  assert.equal(edited.body.origin, "person");

  const moved = await save(story.id, "Etxe beltza txikia da. Bihar euria egingo du hirian. Mendia berdea da gaur.");
  assert.equal(moved.segments[3].html, "El monte amanece hoy muy verde.");
  assert.equal(moved.segments[3].state, "current");
  assert.equal(moved.segments[2].html, before.segments[3].html);
  assert.notEqual(moved.segments[1].html, before.segments[1].html);

  const changed = await save(story.id, "Etxe beltza txikia da. Bihar euria egingo du hirian. Mendia berdea da bihar.");
  const own = changed.segments[3];
  assert.equal(own.html, "El monte amanece hoy muy verde.");
  assert.equal(own.state, "outdated");
  assert.equal(own.old_source_html, "Mendia berdea da gaur.");
  assert.match(own.draft_html, /verde/);
  assert.equal(changed.label, "automatic");

  const rejected = await act(story.id, 4, { act: "reject" });
  assert.equal(rejected.body.html, own.draft_html);
  assert.equal(rejected.body.origin, "machine");
});

test("words of a sentence that is gone are kept, and explained", async () => {
  const story = await settledStory();
  await act(story.id, 3, { act: "edit", html: "Palabras que nadie debe perder." });
  await save(story.id, "Etxe zuria handia da. Bihar euria egingo du hirian.");
  const explained = await newsroom.zubi("explain", [String(story.id), "es"]);
  assert.equal(explained.code, 0, explained.err);
  assert.match(explained.out, /written for sentences that are gone:\n.*Ane Etxeberria: Palabras que nadie debe perder\./);
  assert.match(explained.out, /route {4}eu-es/);
  assert.match(explained.out, /engines {2}apertium/);
});

test("the label grows with what people answer for, and readers are told", async () => {
  const story = await settledStory();
  await act(story.id, 2, { act: "approve" });
  let edition = editionOf(await newsroom.story(story.id), "es");
  assert.equal(edition.label, "partly_revised");
  assert.ok(edition.label_share > 0 && edition.label_share < 100);
  assert.deepEqual(edition.reviewed_by, ["editor"]);
  let page = await newsroom.get(pageOf(await newsroom.story(story.id), "es"));
  assert.match(page.text, new RegExp(`revisado en parte.*${edition.label_share} %\\. Revisión: edición\\.`));
  const all = await newsroom.zubi("review", [String(story.id), "es", "--approve-all", "--who", "Jon", "--role", "translator"]);
  assert.equal(all.code, 0, all.err);
  edition = editionOf(await newsroom.story(story.id), "es");
  assert.equal(edition.label, "revised");
  assert.equal(edition.label_share, 100);
  page = await until("the page says so", async () => {
    const now = await newsroom.get(pageOf(await newsroom.story(story.id), "es"));
    return now.text.includes("lo ha revisado nuestra redacción") && now;
  });
  assert.match(page.text, /Revisión: traducción, edición\./);
});

test("the command line lists, edits, locks and says what is wrong", async () => {
  const story = await settledStory("Etxe gorria handia da. Mendi gorria da gaur. Bihar euria egingo du.");
  const id = String(story.id), who = ["--who", "Miren"];
  const list = await newsroom.zubi("review", [id, "es"]);
  assert.equal(list.code, 0, list.err);
  assert.match(list.out, /^story \d+ in es: live, automatic, 0 % revised$/m);
  assert.match(list.out, /^ {4}2 {2}paragraph: machine, current\n {7}eu {7}Etxe gorria handia da\.$/m);
  const edit = await newsroom.zubi("review", [id, "es", "--segment", "2", "--edit", "Es grande la casa.", ...who]);
  assert.equal(edit.code, 0, edit.err);
  assert.match(edit.out, /2 {2}paragraph: person, current, approved; Miren, /);
  assert.equal((await newsroom.zubi("review", [id, "es", "--segment", "2", "--lock", ...who])).code, 0);
  const locked = await newsroom.zubi("review", [id, "es", "--segment", "2", "--edit", "Otra.", ...who]);
  assert.equal(locked.code, 73);
  assert.match(locked.err, /segment 2 is locked\n {2}unlock it first/);
  for (const [args, why] of [
    [["--segment", "2", "--approve"], /say who does this/],
    [["--approve", ...who], /say which segment/],
    [["--segment", "99", "--approve", ...who], /there is no segment 99: the edition has 4/],
    [["--segment", "1", "--approve", "--lock", ...who], /only one act/],
    [["--segment", "1", "--edit", "<p>a</p><p>b</p>", ...who], /more than one piece/],
  ]) {
    const wrong = await newsroom.zubi("review", [id, "es", ...args]);
    assert.equal(wrong.code, 65, wrong.err);
    assert.match(wrong.err, why);
  }
  assert.equal((await newsroom.zubi("review", [id, "eu", "--segment", "1", "--approve", ...who])).code, 73);
  assert.equal((await newsroom.zubi("review", ["999", "es"])).code, 66);
});

test("the ledger says who did what, with a hash of the exact text that others can make", async () => {
  const story = await settledStory();
  await act(story.id, 2, { act: "edit", html: "Es grande, \"la casa\" blanca." });
  await act(story.id, 3, { act: "approve" });
  const args = [String(story.id), "--format", "json"];
  const entries = JSON.parse((await newsroom.zubi("ledger", args)).out);
  assert.deepEqual(entries.map((entry) => entry.act), ["edit", "approve"]);
  assert.equal(entries[0].who, "Ane Etxeberria");
  assert.equal(entries[0].plain, 'Es grande, "la casa" blanca.');
  assert.equal(JSON.parse(entries[0].source).t, "Etxe zuria handia da.");
  assert.equal(entries[0].seal.length, 64);
  const sum = spawnSync("b2sum", ["-l", "256"], { input: entries[0].after }).stdout.toString();
  assert.equal(entries[0].text_hash, sum.split(" ")[0]);
  const csv = await newsroom.zubi("ledger", [String(story.id), "--format", "csv"]);
  assert.match(csv.out, /^id,at,story,.*,seal\r\n\d+,"/);
  assert.equal(csv.out.trimEnd().split("\r\n").length, 3);
  assert.match((await newsroom.zubi("ledger", [String(story.id)])).out, /edit +Ane Etxeberria \(editor\): Es grande/);
  assert.equal(JSON.parse((await newsroom.zubi("ledger", [...args, "--to", "2020-01-01"])).out).length, 0);
  assert.match((await newsroom.zubi("ledger", ["--verify"])).out, /^\d+ entries, all as they were written$/m);
  assert.equal((await newsroom.zubi("ledger", ["--from", "yesterday"])).code, 65);
});

test("acts over the API want a token, a name, and what was seen", async () => {
  const story = await settledStory();
  const address = `/api/v1/stories/${story.id}/editions/es/segments`;
  assert.equal((await newsroom.api("GET", address, undefined, { token: false })).status, 401);
  assert.equal((await newsroom.api("POST", `${address}/1`, { act: "approve", who: "Ane" }, { token: false })).status, 401);
  const { segments: [first] } = await segments(story.id);
  assert.equal((await act(story.id, 1, { act: "edit", html: "Otro titular", tag: first.tag })).status, 200);
  assert.equal((await act(story.id, 1, { act: "approve", tag: first.tag })).status, 409);
  assert.equal((await act(story.id, 1, { act: "drop" })).status, 422);
  assert.equal((await act(story.id, 1, { act: "approve", who: "" })).status, 422);
  assert.equal((await act(story.id, 77, { act: "approve" })).status, 422);
  assert.equal((await act(99999, 1, { act: "approve" })).status, 404);
  assert.equal((await newsroom.api("GET", "/api/v1/stories/99999/editions/es/segments")).status, 404);
  assert.equal((await act(story.id, 1, { act: "edit", html: "a".repeat((4 << 20) + 1) })).status, 413);
  const edition = editionOf(await newsroom.story(story.id), "es");
  assert.equal(edition.headline, "Otro titular");
  assert.match(edition.url, /otro-titular/);
});

test("new engines are told by status --refresh; there is nothing to do when none changed", async () => {
  const status = await newsroom.zubi("status", ["--refresh"]);
  assert.equal(status.code, 0, status.err);
  assert.match(status.out, /^0 to be translated anew$/m);
});

test("every answer that the description promises for segments has been seen", () => {
  const unseen = newsroom.description.all().filter((one) => /\/segments/.test(one) && !newsroom.description.seen.has(one));
  // While a new source is on its way to its translation.
  assert.deepEqual(unseen.filter((one) => !/ 503$/.test(one)), []);
});
