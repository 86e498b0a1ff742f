// Stories without end, made of the sample's: its sentences in another order, with some of their
// words and all of their numbers exchanged, so that no two are the same and no cache helps.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { SAMPLE } from "../support/program.mjs";
import { random } from "./numbers.mjs";

const WORDS_PER_EXCHANGE = 8;

function paragraphsOf(file) {
  const [, , ...body] = readFileSync(file, "utf8").split(/^---\n/m);
  return body.join("---\n").split(/\n\n+/)
    .filter((block) => /^[\p{L}«¿¡—]/u.test(block))
    .map((block) => block.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`]/g, "").replace(/\s+/g, " ").trim());
}

export class Writer {
  constructor(language, seed = 1) {
    const folder = path.join(SAMPLE, language);
    const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
    const paragraphs = files.sort().flatMap((name) => paragraphsOf(path.join(folder, name)));
    this.sentences = paragraphs.flatMap((text) => text.split(/(?<=[\p{Ll}»][.?!»]) (?=[\p{Lu}«¿¡])/u))
      .filter((text) => text.length > 20);
    this.words = this.sentences.join(" ").match(/(?<=\s)\p{Ll}{3,}(?=\s)/gu);
    this.random = random(seed);
  }

  #one(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  sentence() {
    return this.#one(this.sentences)
      .replace(/(?<=\s)\p{Ll}{3,}(?=[\s,])/gu,
        (word) => (this.random() * WORDS_PER_EXCHANGE < 1 ? this.#one(this.words) : word))
      .replace(/[1-9](?=\d)/g, () => String(1 + Math.floor(this.random() * 9)));
  }

  paragraph(sentences = 4) {
    return Array.from({ length: sentences }, () => this.sentence()).join(" ");
  }

  // Paragraphs of that many words together, but for the rest of the last sentence.
  paragraphs(words) {
    const list = [];
    let sentences = [];
    for (let n = 0; n < words; n += sentences.at(-1).split(" ").length) {
      if (sentences.length === 4) list.push(sentences.splice(0).join(" "));
      sentences.push(this.sentence());
    }
    return [...list, sentences.join(" ")];
  }
}
