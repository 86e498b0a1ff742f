// A newsroom to be measured, and its server: as `tests/support/newsroom.mjs`, without its checks.
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, readdirSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { run, scratchFolder, ZUBI } from "../support/program.mjs";

export const LANGUAGES = ["eu", "es", "en", "fr", "ca", "gl", "pt"];
const START_MS = 20000, MS_PER_TICK = 10;

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// Runs a command of zubi that must succeed: what it prints.
export async function zubi(args, how = {}) {
  const done = await run(args, { seconds: 600, ...how });
  if (done.code !== 0) throw new Error(`zubi ${args.join(" ")}: ${done.code ?? done.signal}\n${done.err}`);
  return done.out;
}

// One request on kept connections: {status, headers, text}.
function ask(agent, port, address, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = http.request({ host: "127.0.0.1", port, path: address, method, headers, agent }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => resolve({
        status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString(),
      }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

export class Newsroom {
  static async make(languages = LANGUAGES) {
    const newsroom = new Newsroom();
    newsroom.folder = scratchFolder();
    newsroom.dir = path.join(newsroom.folder, "newsroom");
    await zubi(["init", newsroom.dir, "--name", "Bench", "--source", "eu", "--languages", languages.join(",")]);
    newsroom.agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
    return newsroom;
  }

  // Milliseconds from before the program begins to its first answer. `under` is a command that
  // runs it, as in ["taskset", "-c", "0"]; with `own`, pages name this server as their site.
  async start({ env = {}, under = [], own = false } = {}) {
    this.port = await freePort();
    if (own) env = { ...env, ZUBI_SITE_BASE_URL: `http://127.0.0.1:${this.port}` };
    const log = openSync(path.join(this.folder, "log"), "w");
    const [program, ...args] = [...under, ZUBI, "serve", "--data", this.dir, "--listen", `127.0.0.1:${this.port}`];
    const before = performance.now();
    this.server = spawn(program, args, { stdio: ["ignore", "ignore", log], env: { ...process.env, ...env } });
    closeSync(log);
    running.add(this.server);
    this.ended = new Promise((resolve) => this.server.on("exit", resolve));
    for (;;) {
      try {
        await this.get("/healthz");
        return performance.now() - before;
      } catch (error) {
        if (this.server.exitCode !== null || performance.now() - before > START_MS)
          throw new Error(`the server does not answer (${error.message})\n` +
            readFileSync(path.join(this.folder, "log"), "utf8"));
        await pause(1);
      }
    }
  }

  async stop() {
    this.agent.destroy();
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
    this.server.kill("SIGTERM");
    await this.ended;
    running.delete(this.server);
  }

  ask(address, how) {
    return ask(this.agent, this.port, address, how);
  }

  async get(address, headers) {
    const answer = await ask(this.agent, this.port, address, { headers });
    if (answer.status !== 200) throw new Error(`GET ${address}: ${answer.status}`);
    return answer.text;
  }

  async token() {
    this.key ||= (await zubi(["token", "--data", this.dir, "--name", "bench"])).trimEnd().split("\n").at(-1);
    return this.key;
  }

  async story(id) {
    return JSON.parse(await this.get(`/api/v1/stories/${id}`, { Authorization: `Bearer ${this.key}` }));
  }

  async #send(method, address, value, status) {
    const headers = { Authorization: `Bearer ${await this.token()}`, "Content-Type": "application/json" };
    const answer = await ask(this.agent, this.port, address, { method, headers, body: JSON.stringify(value) });
    if (answer.status !== status) throw new Error(`${method}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  }

  post(story) {
    return this.#send("POST", "/api/v1/stories", story, 201);
  }

  put(id, story) {
    return this.#send("PUT", `/api/v1/stories/${id}`, story, 200);
  }

  // Of the jobs that the log tells of: how many there were, and how many segments went to engines
  // until the last, each hop of one counted.
  jobs() {
    const log = readFileSync(path.join(this.folder, "log"), "utf8");
    const asked = [...log.matchAll(/ asked=(\d+)/g)].map(([, n]) => Number(n));
    return { n: asked.length, asked: Math.max(0, ...asked) };
  }

  // Milliseconds of processor time of the server and its engines so far.
  processorTime() {
    const processes = new Map();
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ").map(Number);
        processes.set(Number(pid), { parent: stat[1], ticks: stat[11] + stat[12] });
      } catch { /* it has ended */ }
    }
    const isOurs = (pid) => pid === this.server.pid || (processes.has(pid) && isOurs(processes.get(pid).parent));
    return [...processes].reduce((sum, [pid, one]) => sum + (isOurs(pid) ? one.ticks : 0), 0) * MS_PER_TICK;
  }

  // Memory of the server alone, in MB: its share of what it has in common with others included.
  memory() {
    const rollup = readFileSync(`/proc/${this.server.pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)[1]) / 1000;
  }
}
