// The public schemas of exchange formats, where tools/fetch-schemas has put them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

import { ROOT, scratchFolder } from "./program.mjs";

const FOLDER = path.join(ROOT, "tests/exchange-schemas");
const ARGUMENT = { xsd: "--schema", dtd: "--dtdvalid" };

export const SCHEMAS = { skip: existsSync(path.join(FOLDER, "tbx.xsd")) ? false : "no schemas: tools/fetch-schemas tests/exchange-schemas" };

// The text is valid by xliff-core-2.0.xsd, xliff-core-1.2-strict.xsd, tmx14.dtd or tbx.xsd.
export function assertValid(text, schema) {
  const done = spawnSync("xmllint",
    ["--noout", "--nonet", ARGUMENT[schema.split(".").at(-1)], path.join(FOLDER, schema), "-"],
    { input: text, encoding: "utf8", maxBuffer: 1 << 24 });
  assert.equal(done.status, 0, `${schema}: ${done.error || ""}${done.stderr.slice(0, 2000)}`);
}

export function fileWith(text, name = "file.xml") {
  const file = path.join(scratchFolder(), name);
  writeFileSync(file, text);
  return file;
}
