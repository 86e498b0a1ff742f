// How many sentences of the news of tests/golden/segment are told apart, by the test that holds
// them to 95 %; its misses are listed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

import { ROOT } from "../support/program.mjs";

const PROMISE = "sentence breaks of news that are right: at least 95 % in each language";

export async function sentences(say, testBuild) {
  const program = path.resolve(ROOT, testBuild, "tests/test_story_segmenter");
  if (!existsSync(program))
    return [{ promise: PROMISE, measured: "not measured: `make test` builds what measures it" }];
  say("sentence breaks");
  const env = { ...process.env, SEGMENTER_SHOW: "1" };
  const { stdout, stderr } = spawnSync(program, { cwd: ROOT, encoding: "utf8", env });
  const said = `${stdout}\n${stderr}`;
  const found = [...said.matchAll(/(\w+): (\d+) sentences, (\d+) boundaries right, (\d+) wrong/g)]
    .map(([, language, , right, wrong]) =>
      ({ language, share: (100 * right) / (Number(right) + Number(wrong)), wrong }));
  if (!found.length) throw new Error(said);
  return [{
    promise: PROMISE,
    measured: found.map((one) => `${one.language} ${one.share.toFixed(1)} % (${one.wrong} missed)`).join(", "),
    met: found.every((one) => one.share >= 95),
    notes: said.split("\n").filter((line) => /^ +not (found|there):|\d+ sentences,/.test(line)),
  }];
}
