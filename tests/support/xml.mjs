// XML as programs other than ours see it: xmllint says whether it is well-formed and, with a schema
// of tests/support/schema, whether it is what its format allows.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

import { ROOT } from "./program.mjs";

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const decode = (text) => text.replace(/&(?:#(\d+)|(\w+));/g,
  (_, number, name) => number ? String.fromCodePoint(Number(number)) : ENTITIES[name]);

export function checkXml(text, schema) {
  const args = ["--noout", "--nonet"];
  if (schema) args.push("--relaxng", path.join(ROOT, "tests/support/schema", schema));
  const done = spawnSync("xmllint", [...args, "-"], { input: text, encoding: "utf8", maxBuffer: 1 << 24 });
  assert.equal(done.status, 0, `${done.error || ""}${done.stderr.slice(0, 2000)}`);
}

class Element {
  constructor(name, attributes) {
    Object.assign(this, { name, attributes, children: [], text: "" });
  }
  all(name) {
    return this.children.filter((child) => child.name === name);
  }
  one(name) {
    const found = this.all(name);
    assert.equal(found.length, 1, `one <${name}> in <${this.name}>`);
    return found[0];
  }
}

// The root element of a document that checkXml lets through: {name, attributes, children, text}.
export function parseXml(text) {
  const root = new Element("", {}), open = [root];
  for (const [, tag, words] of text.matchAll(/<([^>]*)>|([^<]+)/g)) {
    if (words !== undefined) {
      open.at(-1).text += decode(words);
    } else if (tag.startsWith("/")) {
      open.pop();
    } else if (!tag.startsWith("?")) {
      const attributes = Object.fromEntries(
        [...tag.matchAll(/\s([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name, decode(value)]));
      const element = new Element(/^[\w:]+/.exec(tag)[0], attributes);
      open.at(-1).children.push(element);
      if (!tag.endsWith("/")) open.push(element);
    }
  }
  return root.children[0];
}
