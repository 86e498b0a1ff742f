// What is acknowledged is stored, whatever happens to the machine.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { after, test } from "node:test";

import { editionOf, Newsroom } from "../support/newsroom.mjs";
import { run, scratchFolder } from "../support/program.mjs";
import { until } from "../support/until.mjs";

const STORY = { language: "eu", section: "herria", body_text: "Mendia handia da.\n\nAlkatea Bilbora joan da." };

test("every story acknowledged before kill -9 is there afterwards, whole, and gets translated", async () => {
  const newsroom = await Newsroom.started({ languages: "eu,es,en" });
  await newsroom.token();
  const acknowledged = new Map();
  for (let round = 0; round < 3; round++) {
    let going = true, n = 0;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      while (going) {
        const headline = `Berria ${round} ${writer} ${n++}`;
        try {
          const posted = await newsroom.api("POST", "/api/v1/stories", { ...STORY, headline });
          assert.equal(posted.status, 201);
          acknowledged.set(posted.body.id, headline);
        } catch (error) {
          if (error.code === "ERR_ASSERTION") throw error;
          return; // the server is gone
        }
      }
    });
    const enough = (round + 1) * 15;
    await until("some stories are acknowledged", () => acknowledged.size >= enough);
    await newsroom.kill();
    going = false;
    await Promise.all(writers);
    await newsroom.start();
  }
  for (const [id, headline] of acknowledged) {
    const story = await newsroom.settled(id);
    assert.equal(editionOf(story, "eu").headline, headline);
    for (const language of ["es", "en"]) {
      const edition = editionOf(story, language);
      assert.equal(edition.state, "live", edition.problem);
      assert.equal(edition.body_html.match(/<p>/g).length, 2);
    }
  }
  const status = await newsroom.zubi("status");
  assert.match(status.out, /queue: empty/);
  assert.equal((await newsroom.zubi("check")).code, 0);
});

test("a newsroom of a newer version is left alone, with a word about what to do", async (t) => {
  const newsroom = await Newsroom.make();
  const forward = spawnSync("sqlite3", [`${newsroom.dir}/zubi.db`, ".tables"], { encoding: "utf8" });
  if (forward.error) return t.skip("the sqlite3 command is not installed; unit tests of sql/ cover this");
  const sql = (text) => spawnSync("sqlite3", [`${newsroom.dir}/zubi.db`, text], { encoding: "utf8" }).stdout.trim();
  const table = sql("SELECT name FROM sqlite_master WHERE name LIKE '%version%' OR name LIKE '%migration%' LIMIT 1");
  assert.ok(table, "a table says which version the data has");
  const column = sql(`SELECT name FROM pragma_table_info('${table}') ORDER BY name = 'version' DESC LIMIT 1`);
  sql(`UPDATE ${table} SET ${column} = 9999 WHERE ${column} = (SELECT max(${column}) FROM ${table})`);
  assert.equal(sql(`SELECT max(${column}) FROM ${table}`), "9999");
  for (const command of ["serve", "status"]) {
    const answer = await newsroom.zubi(command);
    assert.equal(answer.code, 73, answer.err);
    assert.match(answer.err, /newer/);
    assert.match(answer.err, /\n {2}\S/);
  }
  assert.equal(sql(`SELECT max(${column}) FROM ${table}`), "9999");
});

test("a full disk refuses what it cannot keep, keeps what it has, and goes on when there is room", async (t) => {
  const disk = scratchFolder();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], { encoding: "utf8" });
  if (mounted.status !== 0) return t.skip("a small disk cannot be mounted here: it takes root");
  after(() => spawnSync("umount", ["-l", disk]));

  const made = await run(["init", `${disk}/newsroom`, "--languages", "eu,es"]);
  assert.equal(made.code, 0, made.err);
  const newsroom = new Newsroom(`${disk}/newsroom`);
  after(() => newsroom.stop());
  await newsroom.start();
  const kept = [];
  let refused;
  const body_text = "Mendia handia da. ".repeat(3000);
  for (let i = 0; i < 300 && !refused; i++) {
    const answer = await newsroom.api("POST", "/api/v1/stories", { ...STORY, headline: `Betea ${i}`, body_text })
      .catch((error) => { refused = { error }; return null; });
    if (answer?.status === 201) kept.push(answer.body.id);
    else refused ||= answer;
  }
  assert.ok(refused && !refused.error, refused?.error?.message);
  assert.ok(refused.status >= 500, `${refused.status}`);
  assert.match(JSON.stringify(refused.body), /full|space|disk/);
  assert.ok(refused.body.hint, "it says what to do");
  assert.ok(kept.length > 0);
  const front = await newsroom.get("/eu/");
  assert.equal(front.status, 200);
  for (const id of kept) assert.equal(editionOf(await newsroom.story(id), "eu").state, "live");

  assert.equal(spawnSync("mount", ["-o", "remount,size=60m", disk]).status, 0);
  const later = await newsroom.post({ ...STORY, headline: "Tokia badago" });
  assert.equal(editionOf(await newsroom.settled(later.id), "es").state, "live");
});

test("import to a full disk says so, and what it said it took is there", async (t) => {
  const disk = scratchFolder();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], { encoding: "utf8" });
  if (mounted.status !== 0) return t.skip("a small disk cannot be mounted here: it takes root");
  after(() => spawnSync("umount", ["-l", disk]));
  const stories = scratchFolder();
  for (let i = 0; i < 500; i++)
    writeFileSync(`${stories}/${i}.md`,
      `---\nlanguage: eu\nsection: Herria\nheadline: Betea ${i}\n---\n${"Mendia handia da. ".repeat(1000)}\n`);
  assert.equal((await run(["init", `${disk}/newsroom`, "--languages", "eu,es"])).code, 0);
  const newsroom = new Newsroom(`${disk}/newsroom`);
  const done = await newsroom.zubi("import", ["--no-translate", stories]);
  assert.ok([74, 75].includes(done.code), `${done.code} ${done.err}`);
  assert.match(done.err, /full|space|disk/);
  const taken = (done.out.match(/^new /gm) || []).length;
  assert.ok(taken < 500);
  assert.equal(spawnSync("mount", ["-o", "remount,size=60m", disk]).status, 0);
  const status = await newsroom.zubi("status");
  assert.ok(Number(/: (\d+) stories/.exec(status.out)[1]) >= taken, status.out);
});
