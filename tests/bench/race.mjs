// The story page beside nginx with the same bytes as a file: each server alone on one processor,
// wrk on another, taking turns.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { freePort, Newsroom, zubi } from "./newsroom.mjs";
import { integer, median } from "./numbers.mjs";
import { Writer } from "./writer.mjs";

const RUNS = 3, SECONDS = 3, CONNECTIONS = 64, WORDS = 500;
const PROMISE = `story page, ${CONNECTIONS} connections, one processor: requests a second beside nginx`;

export function isInstalled(program) {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

export function processors() {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1];
  return list.split(",").flatMap((range) => {
    const [from, to = from] = range.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

async function startNginx(folder, page, processor) {
  const port = await freePort();
  mkdirSync(path.join(folder, "html"));
  writeFileSync(path.join(folder, "html/page"), page);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`);
  writeFileSync(path.join(folder, "nginx.conf"), `
    ${process.getuid() === 0 ? "user root;" : ""}
    daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 4096; }
    http {
      access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 1000000000;
      default_type "text/html; charset=utf-8"; ${temporary.join(" ")}
      server { listen 127.0.0.1:${port}; root ${folder}/html; }
    }`);
  const files = ["-c", path.join(folder, "nginx.conf"), "-e", path.join(folder, "error.log")];
  const server = spawn("taskset", ["-c", processor, "nginx", ...files], { stdio: "ignore" });
  process.on("exit", () => server.kill("SIGTERM"));
  await pause(500);
  return { url: `http://127.0.0.1:${port}/page`, stop: () => server.kill("SIGTERM") };
}

// {rate, p99} in requests a second and milliseconds.
function load(url, processor) {
  const args = ["-c", processor, "wrk", "-t1", `-c${CONNECTIONS}`, `-d${SECONDS}`, "--latency", url];
  const { stdout } = spawnSync("taskset", args, { encoding: "utf8" });
  const bad = /Non-2xx or 3xx responses: \d+|Socket errors: .*/.exec(stdout);
  if (bad || !stdout.includes("Requests/sec")) throw new Error(`${url}: ${bad || stdout}`);
  const [, number, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout);
  const [, rate] = /Requests\/sec:\s+([\d.]+)/.exec(stdout);
  return { rate: Number(rate), p99: number * { us: 0.001, ms: 1, s: 1000 }[unit] };
}

// Takes in a story; says how to find its page once the server runs.
async function storyPage(newsroom) {
  const writer = new Writer("eu", 7);
  const file = path.join(newsroom.folder, "story.md");
  writeFileSync(file, `---
language: eu
section: herria
headline: ${writer.sentence()}
lead: ${writer.sentence()}
---
${writer.paragraphs(WORDS).join("\n\n")}
`);
  await zubi(["import", "--data", newsroom.dir, "--no-translate", file]);
  return async () => {
    const list = JSON.parse(await newsroom.get("/api/v1/stories?lang=eu"));
    return new URL(list.stories[0].url).pathname;
  };
}

export async function race(say) {
  const [first, second] = processors();
  const missing = ["nginx", "wrk", "taskset"].filter((program) => !isInstalled(program));
  if (missing.length) return [{ promise: PROMISE, measured: `not measured: no ${missing.join(", ")} here` }];
  if (second === undefined) return [{ promise: PROMISE, measured: "not measured: it takes two processors" }];
  const newsroom = await Newsroom.make();
  const find = await storyPage(newsroom);
  const env = { ZUBI_SERVER_LOOPS: "1", ZUBI_LOG_LEVEL: "warn" };
  await newsroom.start({ env, under: ["taskset", "-c", String(first)] });
  const address = await find();
  const nginx = await startNginx(newsroom.folder, await newsroom.get(address), String(first));
  const runs = { zubi: [], nginx: [] };
  const url = { zubi: `http://127.0.0.1:${newsroom.port}${address}`, nginx: nginx.url };
  for (let i = 0; i < RUNS; i++) {
    for (const who of i % 2 ? ["nginx", "zubi"] : ["zubi", "nginx"]) {
      say(`${who} ${i + 1} of ${RUNS}`);
      runs[who].push(load(url[who], String(second)));
    }
  }
  nginx.stop();
  await newsroom.stop();
  const middle = (who, what) => median(runs[who].map((one) => one[what]));
  const said = ["zubi", "nginx"].map((who) => `${integer(middle(who, "rate"))} (p99 ${middle(who, "p99").toFixed(1)} ms)`);
  const ratio = middle("zubi", "rate") / middle("nginx", "rate");
  return [{ promise: PROMISE, measured: `${ratio.toFixed(2)} ×: ${said.join(" to ")}` }];
}
