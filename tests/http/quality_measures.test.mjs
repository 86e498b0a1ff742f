// The measures of translations that the bench prints are right themselves.
import assert from "node:assert/strict";
import { test } from "node:test";

import { chrf } from "../bench/chrf.mjs";
import { dictionary, leftover, share } from "../bench/leftover.mjs";

const near = (left, right) => assert.ok(Math.abs(left - right) < 1e-9, `${left} is not ${right}`);

test("chrF is 100 for the same text and 0 for another", () => {
  near(chrf(["The bridge is open."], ["The bridge is open."]), 100);
  near(chrf(["xyz"], ["abc"]), 0);
  near(chrf([""], ["abc"]), 0);
});

test("chrF passes spaces over", () => near(chrf(["a b c"], ["ab c"]), 100));

test("chrF is what a person finds with a pencil", () => {
  // Runs of 1 and 2: precision 1 and 1, recall 2/3 and 1/2; longer ones are in one of them only.
  near(chrf(["ab"], ["abc"]), 100 * (5 * 1 * (7 / 12)) / (4 * 1 + 7 / 12));
  // Recall counts more than precision: the same pair the other way round.
  near(chrf(["abc"], ["ab"]), 100 * (5 * 1 * (7 / 12)) / (4 * (7 / 12) + 1));
  // "aab" and "ab": 2 of 3 and 1 of 2 in the first, all in the other; a twice counts once.
  near(chrf(["aab"], ["ab"]), 100 * (5 * 1 * (7 / 12)) / (4 * (7 / 12) + 1));
});

test("chrF sums a text's lines before it divides, and takes accented letters for one", () => {
  // Runs of 1: 1 + 1 of 1 + 3 found, 1 + 1 of 1 + 1 wanted; nothing longer is in both.
  near(chrf(["é", "abc"], ["é", "b"]), 100 * (5 * 0.5 * 1) / (4 * 0.5 + 1));
  assert.throws(() => chrf(["a"], ["a", "b"]));
});

const KNOWN = dictionary("the\nfrom\nhas\nspoken\ncar\ndie\nre\nelection", "colour\n");
const left = (translation, more = {}) =>
  leftover({ source: "Trumpek Bilbotik die autoa", reference: "Trump has spoken", ...more, translation }, KNOWN).left;

test("a word counts as left over when neither person nor word list has it", () => {
  assert.deepEqual(left("Trump has spoken from Bilbotik"), ["Bilbotik"]);
  assert.deepEqual(left("Trumpek has spoken, the autoa"), ["Trumpek", "autoa"]);
  assert.deepEqual(left("TRUMP's car’s colour"), []);
});

test("a name in its base form may stay", () => {
  assert.deepEqual(left("from Mosku"), ["Mosku"]);
  assert.deepEqual(left("from Mosku", { names: "Mosku" }), []);
});

test("a mark of an unknown word counts whatever the word", () => {
  assert.deepEqual(left("*Trump has #spoken from @car"), ["*Trump", "#spoken", "@car"]);
});

test("a small word copied from the source counts even where the word list has it", () => {
  assert.deepEqual(left("die car"), ["die"]);
  assert.deepEqual(left("die car", { reference: "die" }), []);
});

test("numbers are fine and endings on them are not; a compound is as good as its parts", () => {
  assert.deepEqual(left("2.950,5 3rd 2-1 20:30 1990s"), []);
  assert.deepEqual(left("7,4koa 43k"), ["7,4koa", "43k"]);
  assert.deepEqual(left("re-election car-autoa"), ["car-autoa"]);
});

test("the share is that of all words", () => {
  const one = { source: "Bilbotik", reference: "From the car", translation: "From the Bilbotik car" };
  const found = share([one, { ...one, translation: "From the car has" }], KNOWN);
  assert.equal(found.words, 8);
  near(found.share, 1 / 8);
});
