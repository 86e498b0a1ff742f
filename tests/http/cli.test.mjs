// The command line: what people type, and what they are told.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { noEngines } from "../support/faults.mjs";
import { Newsroom } from "../support/newsroom.mjs";
import { run, scratchFolder } from "../support/program.mjs";

const COMMANDS = ["init", "serve", "import", "translate", "languages", "status", "review", "explain",
  "ledger", "term", "token", "check", "help", "version"];
const newsroom = await Newsroom.make({ name: "Gure Egunkaria", source: "eu", languages: "eu,es,en,fr" });

test("init writes a commented zubi.ini and an empty database", async () => {
  const ini = newsroom.file("zubi.ini");
  for (const line of ["name = Gure Egunkaria", "source = eu", "languages = eu,es,en,fr"])
    assert.ok(ini.split("\n").includes(line), line);
  const settings = ini.split("\n").filter((line) => / = /.test(line) || / =$/.test(line));
  const comments = ini.split("\n").filter((line) => line.startsWith("# "));
  assert.ok(comments.length >= settings.length, "each setting has a comment");
  assert.ok(existsSync(path.join(newsroom.dir, "zubi.db")));
  const status = await newsroom.zubi("status");
  assert.equal(status.code, 0, status.err);
  assert.match(status.out, /^Gure Egunkaria: 0 stories$/m);
});

test("init leaves a newsroom that is there alone", async () => {
  const before = newsroom.file("zubi.ini");
  const again = await run(["init", newsroom.dir, "--name", "Beste bat"]);
  assert.equal(again.code, 73);
  assert.match(again.err, /is there already\n {2}this folder has a newsroom/);
  assert.equal(newsroom.file("zubi.ini"), before);
});

test("init makes ./newsroom when no folder is named, and every command finds it there", async () => {
  const cwd = scratchFolder();
  assert.equal((await run(["init"], { cwd })).code, 0);
  assert.ok(existsSync(path.join(cwd, "newsroom/zubi.ini")));
  assert.equal((await run(["status"], { cwd })).code, 0);
});

test("init refuses what is no language, before it makes anything", async () => {
  for (const [args, why] of [
    [["--languages", "eu,xx_not"], /--languages: .*"?xx_not/],
    [["--languages", "eu,es,eu"], /named twice/],
    [["--source", "de", "--languages", "eu,es"], /--source de is not among the languages\n {2}name all/],
  ]) {
    const dir = path.join(scratchFolder(), "n");
    const made = await run(["init", dir, ...args]);
    assert.equal(made.code, 65, made.err);
    assert.match(made.err, why);
    assert.ok(!existsSync(dir));
  }
});

test("help lists every command, and explains each", async () => {
  const list = await run(["help"]);
  assert.equal(list.code, 0);
  for (const command of COMMANDS) {
    assert.match(list.out, new RegExp(`^ {2}${command} +\\S`, "m"));
    const help = await run(["help", command]);
    assert.equal(help.code, 0);
    assert.match(help.out, new RegExp(`^usage: zubi ${command}\\b`));
    assert.equal((await run([command, "--help"])).out, help.out, `zubi ${command} --help`);
  }
  assert.equal((await run([])).out, list.out);
  assert.equal((await run(["--help"])).out, list.out);
});

test("help settings has a line for every setting in zubi.ini", async () => {
  const help = await run(["help", "settings"]);
  assert.equal(help.code, 0);
  for (const [, key] of newsroom.file("zubi.ini").matchAll(/^(\w+) =/gm))
    assert.match(help.out, new RegExp(`^ {2}${key} `, "m"), key);
});

test("a command that does not exist is met with the one that was meant", async () => {
  const near = await run(["improt"]);
  assert.equal(near.code, 64);
  assert.match(near.err, /no command "improt"\n {2}did you mean `zubi import`\?/);
  const far = await run(["xyzzyplugh"]);
  assert.equal(far.code, 64);
  assert.match(far.err, /`zubi help` lists them all/);
  assert.equal((await run(["help", "xyzzy"])).code, 65);
});

test("an option that a command does not have is named, with where to look", async () => {
  const wrong = await newsroom.zubi("status", ["--colour"]);
  assert.equal(wrong.code, 65);
  assert.match(wrong.err, /`zubi status` has no option --colour\n {2}`zubi help status`/);
});

test("version prints a version", async () => {
  const version = await run(["version"]);
  assert.equal(version.code, 0);
  assert.match(version.out, /^zubi \d+\.\d+\.\d+\n$/);
  assert.equal((await run(["--version"])).out, version.out);
});

test("languages lists direction, route, engine and version", async () => {
  const all = await run(["languages"]);
  assert.equal(all.code, 0);
  assert.match(all.out, /^FROM +TO +ROUTE +ENGINES AND VERSIONS\n/);
  assert.match(all.out, /^eu +es +eu-es +apertium eu-es \S+$/m);
  const here = await newsroom.zubi("languages");
  assert.match(here.out, /^eu +en +eu-es es-en +apertium eu-es \S+, apertium spa-eng \S+$/m);
  assert.match(here.out, /^es +eu +none +no engine leads there$/m);
});

test("languages says so when no engine is installed", async () => {
  const modes = noEngines();
  const here = await newsroom.zubi("languages", [], { env: modes });
  assert.equal(here.code, 0);
  assert.match(here.out, /^eu +es +none +no engine leads there$/m);
});

test("token prints a key as its last line, and keeps only its hash", async () => {
  const made = await newsroom.zubi("token", ["--name", "erredakzioa"]);
  assert.equal(made.code, 0);
  const key = made.out.trimEnd().split("\n").at(-1);
  assert.match(key, /^[0-9a-f]{64}$/);
  for (const name of ["zubi.db", "zubi.db-wal"])
    if (existsSync(path.join(newsroom.dir, name)))
      assert.ok(!readFileSync(path.join(newsroom.dir, name)).includes(key), name);
});

test("check finds nothing wrong in a good newsroom", async () => {
  const check = await newsroom.zubi("check");
  assert.equal(check.code, 0, check.err);
  assert.match(check.out, /nothing wrong was found/);
});

test("check names what no engine leads to", async () => {
  const check = await newsroom.zubi("check", [], { env: noEngines() });
  assert.notEqual(check.code, 0);
  assert.match(check.out, /no engine leads from eu to es/);
  assert.match(check.out, /^3 found$/m);
});

test("every command but init says where there is no newsroom, and how to make one", async () => {
  const nowhere = path.join(scratchFolder(), "nothing");
  for (const command of ["serve", "status", "check", "token"]) {
    const answer = await run([command, "--data", nowhere]);
    assert.equal(answer.code, 66, command);
    assert.match(answer.err, /there is no newsroom here: cannot find .*zubi\.ini\n {2}make one with `zubi init DIR`/);
  }
});

test("a data folder without its database is not quietly filled with an empty one", async () => {
  const other = await Newsroom.make();
  rmSync(path.join(other.dir, "zubi.db"));
  for (const command of ["serve", "status"]) {
    const answer = await other.zubi(command);
    assert.equal(answer.code, 66, answer.err);
    assert.match(answer.err, /zubi\.db/);
    assert.match(answer.err, /\n {2}\S/, "it says what to do");
  }
  assert.ok(!existsSync(path.join(other.dir, "zubi.db")));
});

test("a file that is no database is refused, and left as it is", async () => {
  const other = await Newsroom.make();
  const words = "this is no database\n".repeat(500);
  writeFileSync(path.join(other.dir, "zubi.db"), words);
  const answer = await other.zubi("serve");
  assert.notEqual(answer.code, 0);
  assert.match(answer.err, /zubi\.db/);
  assert.equal(other.file("zubi.db"), words);
});

test("settings that make no sense are named with file, line and what may be written", async () => {
  const other = await Newsroom.make();
  const ini = other.file("zubi.ini");
  for (const [from, to, why] of [
    [/^workers = .*/m, "workers = many", /zubi\.ini, line \d+: workers in \[translation\] is "many"\n {2}write a whole number from 1 to 64/],
    [/^list_untranslated = .*/m, "list_untranslated = perhaps", /line \d+: list_untranslated .*\n {2}write yes or no/],
    [/^workers = .*/m, "wrokers = 3", /line \d+: there is no setting wrokers in \[translation\]/],
    [/^source = .*/m, "source = de", /source in \[newsroom\] is "de", which is not among its languages/],
    [/^listen = .*/m, "listen = nowhere", /"nowhere" is no address to listen on/],
  ]) {
    writeFileSync(path.join(other.dir, "zubi.ini"), ini.replace(from, to));
    const check = await other.zubi("check");
    assert.equal(check.code, 65, check.err);
    assert.match(check.err, why);
  }
});

test("a setting in the environment goes before the file's", async () => {
  const status = await newsroom.zubi("status", [], { env: { ZUBI_NEWSROOM_NAME: "Ingurunetik" } });
  assert.match(status.out, /^Ingurunetik: /);
  const wrong = await newsroom.zubi("status", [], { env: { ZUBI_TRANSLATION_WORKERS: "0" } });
  assert.equal(wrong.code, 65);
  assert.match(wrong.err, /environment variable ZUBI_TRANSLATION_WORKERS/);
});

test("a port in use is said, with what to do", async () => {
  const first = await Newsroom.started(), second = await Newsroom.make();
  const answer = await second.zubi("serve", ["--listen", first.url.host]);
  assert.equal(answer.code, 73, answer.err);
  assert.match(answer.err, new RegExp(`${first.url.port}`));
  assert.match(answer.err, /\n {2}\S/);
  assert.equal((await first.get("/healthz")).status, 200);
});
