// Engines that misbehave: every stage is the fake of tests/unit/engine, which "translates" words
// into themselves, and on the words that its first lines list does what no engine should.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

import { ROOT, scratchFolder } from "./program.mjs";

const SOURCE = path.join(ROOT, "tests/unit/engine/fake_stage.c");

function direction(folder, name) {
  const file = (kind) => {
    const data = path.join(folder, `${name}.${kind}`);
    writeFileSync(data, "good\n");
    return `'${data}'`;
  };
  writeFileSync(path.join(folder, `${name}.mode`), [
    `lt-proc ${file("automorf.bin")}`, `apertium-tagger -g $2 ${file("prob")}`,
    `lt-proc $1 ${file("autogen.bin")}`, `lt-proc -p ${file("autopgen.bin")}`,
  ].join(" | ") + "\n");
}

// Settings, as environment variables, of a newsroom with fake engines for these directions.
export function fakeEngines(...directions) {
  const folder = scratchFolder();
  const stage = path.join(folder, "fake_stage");
  const compiled = spawnSync("cc", ["-D_GNU_SOURCE", "-O1", "-o", stage, SOURCE], { encoding: "utf8" });
  assert.equal(compiled.status, 0, compiled.stderr);
  for (const program of ["lt-proc", "apertium-tagger"]) symlinkSync(stage, path.join(folder, program));
  for (const name of directions) direction(folder, name);
  return {
    ZUBI_TRANSLATION_APERTIUM_MODES: folder,
    ZUBI_TRANSLATION_APERTIUM_PROGRAMS: folder,
    ZUBI_TRANSLATION_SEGMENT_SECONDS: "1",
    ZUBI_TRANSLATION_ROUTES: "eu-en via es",
    ZUBI_TRANSLATION_CHECKS: "residue: off, language: off", // words stay as they are
  };
}

// Settings of a newsroom on a machine without any engine.
export function noEngines() {
  const folder = path.join(scratchFolder(), "modes");
  mkdirSync(folder);
  return { ZUBI_TRANSLATION_APERTIUM_MODES: folder };
}
