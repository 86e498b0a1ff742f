// A memory of a million sentences: the very sentence, as every translation asks for, and those that
// are almost the same, as people are offered them, with the difference found out and marks put on.
// Times are the processor's, since the machine may have other work.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

import { ROOT, scratchFolder, ZUBI } from "../support/program.mjs";
import { integer } from "./numbers.mjs";

const SENTENCES = 1000000, LIMIT_US = 1000;

export async function memory(say) {
  const build = path.resolve(ROOT, path.dirname(ZUBI)), program = path.join(build, "memory_bench");
  say("building");
  const built = spawnSync("ninja", ["-C", build, "memory_bench"], { encoding: "utf8" });
  if (!existsSync(program)) throw new Error(built.stdout || String(built.error));
  say(`a memory of ${integer(SENTENCES)} sentences`);
  const database = path.join(scratchFolder(), "memory.db");
  const { stdout, stderr } = spawnSync(program, [database, String(SENTENCES)], { encoding: "utf8" });
  if (!stdout.endsWith("}\n")) throw new Error(stderr);
  const measured = JSON.parse(stdout);
  const times = (one) => `${(one.median / 1000).toFixed(2)} ms (p99 ${(one.p99 / 1000).toFixed(2)}; ` +
    `${(one.found * 100).toFixed(1)} % found)`;
  const row = (what, one) => ({
    promise: `memory of ${integer(SENTENCES)} sentences, ${what}: under 1 ms`,
    measured: times(one), met: one.median < LIMIT_US,
  });
  return [
    row("the same sentence", measured.exact),
    row("one word is another", measured.near1),
    row("up to three words are others", measured.near3),
    row("nothing like it there", measured.other),
    {
      promise: "… sentences put into it, a second of processor time",
      measured: integer(SENTENCES / measured.fill_s),
    },
  ];
}
