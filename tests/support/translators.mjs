// Servers that answer as LibreTranslate, DeepL, Apertium APY and OpenAI's chat interface do, by
// their documentation; and that can be told to misbehave.
import { after } from "node:test";
import http from "node:http";

// Words of the source to words of the target; what is not known stays as it is.
const WORDS = { la: "the", casa: "house", es: "is", grande: "big", el: "the", monte: "mountain", verde: "green", hoy: "today", muy: "very", y: "and" };
export const word = (text, mark = "") =>
  text.replace(/\p{L}+/gu, (w) => WORDS[w.toLowerCase()] || w) + mark;

// How texts are asked for, and how the answer has them, by kind.
const KINDS = {
  libretranslate: {
    path: "/translate",
    texts: (body) => JSON.parse(body).q,
    key: (request, body) => JSON.parse(body).api_key,
    answer: (texts) => ({ translatedText: texts, detectedLanguage: texts.map(() => ({ confidence: 100, language: "es" })) }),
    refusal: (status) => ({ error: `Slowdown: ${status}` }),
  },
  deepl: {
    path: "/v2/translate",
    texts: (body) => JSON.parse(body).text,
    key: (request) => request.headers.authorization?.replace("DeepL-Auth-Key ", ""),
    answer: (texts) => ({ translations: texts.map((text) => ({ detected_source_language: "ES", text })) }),
    refusal: (status) => ({ message: status === 456 ? "Quota Exceeded" : "Too many requests" }),
  },
  apy: {
    path: "/translate",
    texts: (body) => [new URLSearchParams(body).get("q")],
    key: () => undefined,
    answer: ([text]) => ({ responseData: { translatedText: text }, responseDetails: null, responseStatus: 200 }),
    refusal: (status) => ({ status: "error", code: status, message: "Bad Request" }),
  },
  chat: {
    path: "/v1/chat/completions",
    texts: (body) => JSON.parse(JSON.parse(body).messages.at(-1).content),
    key: (request) => request.headers.authorization?.replace("Bearer ", ""),
    answer: (texts) => ({
      id: "chatcmpl-1", object: "chat.completion", model: "small",
      choices: [{ index: 0, message: { role: "assistant", content: `\`\`\`json\n${JSON.stringify(texts)}\n\`\`\`` }, finish_reason: "stop" }],
      usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
    }),
    refusal: (status) => ({ error: { message: "refused", type: "error", code: status } }),
  },
};

// What a server may do with a request instead of answering it.
const FAULTS = {
  half: (kind, texts) => JSON.stringify(kind.answer(texts.slice(0, Math.floor(texts.length / 2)))),
  twice: (kind, texts) => JSON.stringify(kind.answer([...texts, ...texts])),
  foreign: (kind, texts) => JSON.stringify(kind.answer(texts.map(() => "La maison est très grande et la montagne est verte, mais elle est dans le nord de la ville."))),
  rubbish: () => '{"translatedText": [[[',
  other: () => '{"hello": "world"}',
  page: () => "<!doctype html><title>Welcome to nginx</title>",
  empty: () => "",
  nothing: (kind, texts) => JSON.stringify(kind.answer(texts.map(() => ""))),
  control: (kind, texts) => JSON.stringify(kind.answer(texts.map((text) => `\u0000${text}\u202e`))),
};

export class Translator {
  // `mark` is put behind each text: whose work it is can be seen.
  constructor(kind, mark) {
    this.kind = KINDS[kind];
    this.mark = mark;
    this.fault = null;
    this.asked = [];
    this.keys = new Set();
    this.sockets = new Set();
  }

  static async start(kind, mark = "") {
    const translator = new Translator(kind, mark);
    translator.server = http.createServer((request, response) => translator.#serve(request, response));
    translator.server.on("connection", (socket) => {
      translator.sockets.add(socket);
      socket.on("close", () => translator.sockets.delete(socket));
    });
    await new Promise((resolve) => translator.server.listen(0, "127.0.0.1", resolve));
    translator.port = translator.server.address().port;
    translator.url = `http://127.0.0.1:${translator.port}`;
    after(() => translator.stop());
    return translator;
  }

  stop() {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(resolve));
  }

  async #serve(request, response) {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString();
    const send = (status, text, headers = {}) => {
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(text);
    };
    if (request.url !== this.kind.path) return send(404, '{"error":"no such address"}');
    const texts = this.kind.texts(body);
    this.asked.push(texts);
    this.keys.add(this.kind.key(request, body));
    const fault = typeof this.fault === "function" ? this.fault(this.asked.length) : this.fault;
    const done = this.kind.answer(texts.map((text) => word(text, this.mark)));
    if (!fault) return send(200, JSON.stringify(done));
    if (fault.status) return send(fault.status, JSON.stringify(this.kind.refusal(fault.status)), fault.headers);
    if (fault === "late") return setTimeout(() => send(200, JSON.stringify(done)), 4000).unref();
    if (fault === "drops") return response.destroy();
    if (fault === "cut") {
      response.writeHead(200, { "Content-Length": "100000" });
      return response.end(JSON.stringify(done)).destroySoon?.();
    }
    if (fault === "huge") {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.setMaxListeners(0);
      const piece = Buffer.alloc(1 << 20, " ");
      for (let i = 0; i < 40 && !response.destroyed; i++)
        if (!response.write(piece)) await new Promise((resolve) => { response.once("drain", resolve); response.once("close", resolve); });
      return response.end(JSON.stringify(done));
    }
    return send(200, FAULTS[fault](this.kind, texts));
  }
}

// Lines of zubi.ini for engines in this order: {name: {kind, url, …}}.
export function engineSections(engines) {
  return Object.entries(engines).map(([name, settings]) =>
    `\n[engine ${name}]\n${Object.entries(settings).map(([key, value]) => `${key} = ${value}\n`).join("")}`).join("");
}
