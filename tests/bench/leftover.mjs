// Words of a translation that are no translation: left in the source language, with its endings on
// them, or marked as unknown. What a program says of itself does not count, only what stands there.
//
// A word is left over when no part of this is true:
// - a person's translation of the sentence has it, too;
// - it is a name in its base form that the sentence is listed with;
// - it is in a word list of the target language, and not a copy, in small letters, of a word of
//   the source: words that both languages happen to spell alike count unless the reference has them;
// - it is a number, an ordinal included.
// A compound is fine when its parts are. Capitals do not matter.
const WORD = /[*#@]?[\p{L}\p{N}\p{M}]+(?:(?:(?<=\p{N})[.,:](?=\p{N})|['’-](?=[\p{L}\p{N}]))[\p{L}\p{N}\p{M}]+)*/gu;
const NUMBER = /^\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|am|pm)?$/;

function wordsOf(text) {
  return (text.normalize("NFC").match(WORD) ?? []);
}

function fold(word) {
  return word.toLowerCase().replaceAll("’", "'");
}

function withParts(text) {
  const all = new Set();
  for (const word of wordsOf(text).map(fold))
    for (const one of [word, word.replace(/'s$/, ""), ...word.split("-")]) all.add(one.replace(/'s$/, ""));
  return all;
}

// A word list as a set: one word a line.
export function dictionary(...lists) {
  const words = new Set();
  for (const list of lists)
    for (const word of list.split("\n")) words.add(fold(word.trim()));
  return words;
}

// {words, left: [as they stand]} of one sentence.
export function leftover({ source, translation, reference, names = "" }, known) {
  const expected = withParts(`${reference} ${names}`), copied = new Set(wordsOf(source));
  const isFine = (word) => {
    const bare = fold(word).replace(/'s?$/, "");
    if (expected.has(bare) || NUMBER.test(bare)) return true;
    return known.has(bare) && !(copied.has(word) && word === word.toLowerCase());
  };
  const words = wordsOf(translation);
  const left = words.filter((word) => {
    if (/^[*#@]/.test(word)) return true;
    return !isFine(word) && !(word.includes("-") && word.split("-").every((part) => part && isFine(part)));
  });
  return { words: words.length, left };
}

// The share of words left over in a text, 0 to 1, and which they are.
export function share(sentences, known) {
  const each = sentences.map((sentence) => leftover(sentence, known));
  const words = each.reduce((sum, one) => sum + one.words, 0);
  const left = each.flatMap((one, i) => one.left.map((word) => ({ word, sentence: sentences[i] })));
  return { words, left, share: words ? left.length / words : 0 };
}
