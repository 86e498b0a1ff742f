// A newsroom in a folder of its own, and its server on a port that nobody else has.
import assert from "node:assert/strict";
import { after } from "node:test";
import { readFileSync } from "node:fs";
import path from "node:path";
import readline from "node:readline";

import { request } from "./http.mjs";
import { Description } from "./openapi.mjs";
import { run, SANITIZER, scratchFolder, start } from "./program.mjs";
import { until } from "./until.mjs";

export const BASE = "https://newsroom.example";

export class Newsroom {
  constructor(dir, env = {}) {
    this.dir = dir;
    this.env = { ZUBI_SITE_BASE_URL: BASE, ZUBI_DATABASE_URL: "sqlite:zubi.db", ...env };
    this.log = [];
  }

  // Made with `zubi init`; ended after the tests of the file.
  static async make({ name = "Zubi", source = "eu", languages = "eu,es,en,fr", env } = {}) {
    const newsroom = new Newsroom(path.join(scratchFolder(), "newsroom"), env);
    const made = await run(["init", newsroom.dir, "--name", name, "--source", source, "--languages", languages]);
    assert.equal(made.code, 0, made.err);
    after(() => newsroom.stop());
    return newsroom;
  }

  static async started(options) {
    const newsroom = await Newsroom.make(options);
    await newsroom.start();
    return newsroom;
  }

  zubi(command, args = [], how = {}) {
    return run([command, "--data", this.dir, ...args], { ...how, env: { ...this.env, ...how.env } });
  }

  async start() {
    const child = start(["serve", "--data", this.dir, "--listen", "127.0.0.1:0"], { env: this.env });
    this.server = child;
    this.log = [];
    child.stdout.resume();
    const lines = readline.createInterface({ input: child.stderr });
    lines.on("line", (line) => this.log.push(line));
    this.ended = new Promise((resolve) => {
      let code;
      child.on("exit", (status, signal) => { code = signal || status; });
      child.on("close", () => resolve(code));
    });
    this.url = await until("the server listens", () => {
      if (child.exitCode !== null) throw new Error(this.log.join("\n"));
      const listening = this.log.map((line) => / event=listen url=(\S+)/.exec(line)).find(Boolean);
      return listening && new URL(listening[1]);
    });
  }

  // As a person ends it; what the sanitizers have seen until then fails the tests.
  async stop() {
    if (!this.server) return;
    const { server } = this;
    server.kill("SIGTERM");
    const clock = setTimeout(() => server.kill("SIGKILL"), 30000);
    const code = await this.ended;
    clearTimeout(clock);
    this.server = null;
    const log = this.log.join("\n");
    assert.ok(!SANITIZER.test(log), log);
    assert.equal(code, 0, log);
  }

  // As a power cut ends it.
  async kill() {
    this.server.kill("SIGKILL");
    await this.ended;
    this.server = null;
  }

  get(address, headers = {}) {
    return request(new URL(address, this.url), { headers });
  }

  request(address, how) {
    return request(new URL(address, this.url), how);
  }

  // A key for the API; the same one for all of a file's tests.
  async token() {
    if (!this.key) {
      const made = await this.zubi("token", ["--name", "tests"]);
      assert.equal(made.code, 0, made.err);
      this.key = made.out.trimEnd().split("\n").at(-1);
    }
    return this.key;
  }

  // Asks the API and holds the answer to its description: {status, headers, body}.
  async api(method, address, value, { token = true, headers = {} } = {}) {
    this.description ||= await Description.of(this.url);
    const authorised = token ? { Authorization: `Bearer ${token === true ? await this.token() : token}` } : {};
    const raw = Buffer.isBuffer(value) || typeof value === "string";
    const answer = await this.request(address, {
      method,
      headers: { ...(value && { "Content-Type": "application/json" }), ...authorised, ...headers },
      body: raw || value === undefined ? value : JSON.stringify(value),
    });
    const body = this.description.check(method, address, answer);
    return { status: answer.status, headers: answer.headers, body };
  }

  async post(story) {
    const answer = await this.api("POST", "/api/v1/stories", { language: "eu", section: "herria", ...story });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  }

  async story(id) {
    const answer = await this.api("GET", `/api/v1/stories/${id}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  }

  // The story once no edition is on its way any more.
  settled(id, { seconds = 60 } = {}) {
    return until(`story ${id} is settled`, async () => {
      const story = await this.story(id);
      const waits = story.editions.some((edition) => ["queued", "translating"].includes(edition.state));
      return waits ? null : story;
    }, { seconds });
  }

  file(name) {
    return readFileSync(path.join(this.dir, name), "utf8");
  }
}

export function editionOf(story, language) {
  const edition = story.editions.find((one) => one.language === language);
  assert.ok(edition, `story ${story.id} has an edition in ${language}`);
  return edition;
}

// The address within the site of an edition's page.
export function pageOf(story, language) {
  const url = editionOf(story, language).url;
  assert.ok(url.startsWith(`${BASE}/`), url);
  return url.slice(BASE.length);
}
