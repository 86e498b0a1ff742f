// The sample newsroom with all its editions: imported once, then copied for each file of tests.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";

import { Newsroom } from "./newsroom.mjs";
import { run, SAMPLE, scratchFolder, ZUBI } from "./program.mjs";
import { until } from "./until.mjs";

export const LANGUAGES = ["eu", "es", "en", "fr", "ca", "gl", "pt"];
const PREFIX = "zubi-tests-sample-";

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(name) : [name];
  });
}

// Changes with the program and with the stories.
function fingerprint() {
  const hash = createHash("sha256");
  for (const file of [ZUBI, ...filesBelow(SAMPLE).sort()]) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function make(folder) {
  const dir = path.join(folder, "newsroom");
  const made = await run(["init", dir, "--name", "Zubi", "--languages", LANGUAGES.join(",")]);
  assert.equal(made.code, 0, made.err);
  const imported = await run(["import", "--data", dir, "--wait", SAMPLE], { seconds: 240 });
  writeFileSync(path.join(folder, "import.json"), JSON.stringify(imported));
}

function removeOld(keep) {
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(PREFIX) && !name.startsWith(keep) && !name.endsWith(".making"))
      rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
}

// Whether this process is to make it: then the folder is there for it alone.
function isOurs(making) {
  try {
    mkdirSync(making);
  } catch {
    const maker = path.join(making, "pid");
    if (existsSync(maker) && !isRunning(Number(readFileSync(maker)))) rmSync(making, { recursive: true, force: true });
    return false;
  }
  writeFileSync(path.join(making, "pid"), String(process.pid));
  return true;
}

// The folder with newsroom/ and import.json. Whoever comes first makes it, the others wait.
async function prepared() {
  const name = PREFIX + fingerprint();
  const folder = path.join(tmpdir(), name), making = `${folder}.making`;
  const turn = await until("the sample newsroom is made", () =>
    existsSync(folder) ? "there" : isOurs(making) && "ours", { seconds: 300 });
  if (turn === "there") return folder;
  try {
    await make(making);
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
  removeOld(name);
  return folder;
}

// What `zubi import --wait sample/` said: {code, out, err}.
export async function sampleImport() {
  return JSON.parse(readFileSync(path.join(await prepared(), "import.json")));
}

export async function sampleNewsroom({ env } = {}) {
  const dir = path.join(scratchFolder(), "newsroom");
  cpSync(path.join(await prepared(), "newsroom"), dir, { recursive: true });
  const newsroom = new Newsroom(dir, env);
  after(() => newsroom.stop());
  await newsroom.start();
  return newsroom;
}
