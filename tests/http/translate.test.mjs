// `zubi translate`: a filter from standard input to standard output.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { test } from "node:test";

import { noEngines } from "../support/faults.mjs";
import { Newsroom } from "../support/newsroom.mjs";
import { run, ZUBI } from "../support/program.mjs";

const translate = (from, to, input, ...more) => run(["translate", "--from", from, "--to", to, ...more], { input });

test("every line of plain text is translated for itself, and stays where it is", async () => {
  const source = "Etxe zuria handia da.\n\n  Kaixo, mundua!  \n\n\n1914ko urrian hasi zen.\nAzken lerroa";
  const done = await translate("eu", "es", source);
  assert.equal(done.code, 0, done.err);
  const before = source.split("\n"), after = done.out.split("\n");
  assert.equal(after.length, before.length);
  for (const [i, line] of before.entries()) {
    assert.equal(after[i].trim() === "", line.trim() === "", `line ${i + 1}`);
    assert.equal(/^ */.exec(after[i])[0], /^ */.exec(line)[0], "indentation is kept");
    assert.equal(/ *$/.exec(after[i])[0], / *$/.exec(line)[0], "what stands behind is kept");
  }
  assert.match(after[0], /casa blanca/i);
  assert.match(after[5], /1914/);
});

test("the Basque pivot is Spanish: English comes by way of es", async () => {
  const [direct, spanish] = await Promise.all(
    [translate("eu", "en", "Etxe zuria handia da."), translate("eu", "es", "Etxe zuria handia da.")]);
  assert.equal(direct.code, 0, direct.err);
  const pivoted = await translate("es", "en", spanish.out);
  assert.equal(direct.out, pivoted.out);
  assert.match(direct.out, /white house/i);
});

test("the marks of HTML are all there, well nested, and on the right words", async () => {
  const html = '<p>Gaur <strong>Bilbora</strong> joan da <a href="https://example.org/a?b=1&amp;c=2">alkatea</a>.</p>' +
    "<ul><li>Lehen <em>gauza</em></li><li>Bigarren gauza</li></ul>" +
    '<blockquote><p>«Kaixo»</p></blockquote>';
  const done = await translate("eu", "es", html, "--html");
  assert.equal(done.code, 0, done.err);
  const marks = (text) => text.match(/<\/?\w+[^>]*>/g).map((mark) => mark.toLowerCase()).sort();
  assert.deepEqual(marks(done.out), marks(html));
  assert.match(done.out, /<strong>a Bilbao<\/strong>/i);
  assert.match(done.out, /<a href="https:\/\/example\.org\/a\?b=1&amp;c=2">el alcalde<\/a>/i);
});

test("scripts, handlers and addresses that run are not carried over", async () => {
  const done = await translate("eu", "es",
    '<p onclick="x()">Kaixo <a href="javascript:x()">mundua</a><script>x()</script></p>', "--html");
  assert.equal(done.code, 0, done.err);
  assert.doesNotMatch(done.out, /script|onclick|x\(\)/);
});

test("nothing in, nothing out", async () => {
  for (const more of [[], ["--html"]]) {
    const done = await translate("eu", "es", "", ...more);
    assert.equal(done.code, 0, done.err);
    assert.equal(done.out.trim(), "");
  }
});

test("what engines take for their own signs comes through as it is", async () => {
  const source = "Prezioa: 5 $ / 3^2 [a] {b} <c> @d ~e \\f #g *h\n";
  const done = await translate("eu", "es", source);
  assert.equal(done.code, 0, done.err);
  for (const sign of ["$", "/", "^", "[", "]", "{", "}", "<", ">", "@", "~", "\\", "#", "*"])
    assert.equal(done.out.split(sign).length, source.split(sign).length, sign);
});

test("a megabyte goes through, line by line", async () => {
  const lines = Array.from({ length: 9000 }, (_, i) => `${i}. Etxe zuria handia da, eta mendia berdea da gaur.`);
  const input = `${lines.join("\n")}\n`.repeat(2);
  const done = await translate("eu", "es", input);
  assert.equal(done.code, 0, done.err);
  assert.equal(done.out.split("\n").length, input.split("\n").length);
});

test("bytes that are not UTF-8 are refused with their place and a remedy", async () => {
  for (const [bytes, more] of [
    [Buffer.from("Kaixo\nmu\xf1oz\n", "latin1"), []],
    [Buffer.from("Kaixo\0mundua\n"), []],
    [Buffer.from("<p>mu\xf1oz</p>", "latin1"), ["--html"]],
  ]) {
    const done = await translate("eu", "es", bytes, ...more);
    assert.equal(done.code, 65, done.err);
    assert.match(done.err, /UTF-8|NUL/);
    assert.equal(done.out, "");
  }
  assert.match((await translate("eu", "es", Buffer.from("Kaixo\nmu\xf1oz\n", "latin1"))).err,
    /byte 9\n {2}convert it first, as in: iconv/);
});

test("languages that no engine joins are named, with where to look", async () => {
  const none = await translate("es", "eu", "Hola");
  assert.equal(none.code, 69);
  assert.match(none.err, /no engine leads from es to eu\n {2}`zubi languages`/);
  assert.equal((await translate("eu", "not a language", "Kaixo")).code, 65);
  assert.equal((await run(["translate", "--from", "eu"])).code, 65);
});

test("the settings of a newsroom hold for it when they are asked for", async () => {
  const newsroom = await Newsroom.make();
  const env = noEngines();
  const done = await newsroom.zubi("translate", ["--from", "eu", "--to", "es"], { input: "Kaixo", env });
  assert.equal(done.code, 69);
  assert.match(done.err, /apertium/i, "it says that nothing is installed, or what to install");
});

test("an answer that cannot be written is a failure", async () => {
  const full = openSync("/dev/full", "w");
  const args = ["translate", "--from", "eu", "--to", "es"];
  const done = spawnSync(ZUBI, args, { input: "Kaixo", stdio: ["pipe", full, "pipe"], timeout: 60000 });
  assert.equal(done.status, 74);
});

test("--check tells what is wrong in a table, --json in an object for each finding", async () => {
  const source = "Donostian 1.026 karramarro ikusi zituzten atzo.\n";
  const table = await translate("eu", "en", source, "--check");
  assert.equal(table.code, 0, table.err);
  assert.match(table.out, /1,026 karramarro/);
  assert.match(table.err, /1 +warn +residue +"karramarro" stands as in the source/);
  assert.match(table.err, /1 segments, \d+ findings, 0 segments to be held/);
  const json = await translate("eu", "en", `<p>${source}</p>`, "--html", "--check", "--json");
  assert.equal(json.code, 0, json.err);
  const finding = json.err.trim().split("\n").map((line) => JSON.parse(line)).find((f) => f.check === "residue");
  assert.equal(finding.severity, "warn");
  assert.equal(finding.segment, 1);
  const [from, to] = finding.target_range;
  assert.equal(Buffer.from(finding.target).subarray(from, to).toString(), "karramarro");
});
