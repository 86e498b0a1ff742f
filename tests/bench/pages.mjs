// Pages from the cache beside nginx with the same bytes as files; pages made anew; pages read while
// stories are saved. Each server has one processor, wrk another. What counts is the processor time of
// a request: it says the same on a busy machine.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { fill, SECTION, STORIES } from "./library.mjs";
import { freePort, Newsroom } from "./newsroom.mjs";
import { integer, median } from "./numbers.mjs";
import { isInstalled, processors } from "./race.mjs";

const RUNS = 3, SECONDS = 2, MISS_SECONDS = 6, PUBLISH_SECONDS = 6, CACHE_MB = 16, TICKS = 100;
const CONNECTIONS = [64, 1000], CODINGS = ["identity", "gzip"];

function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function milliseconds(number, unit) {
  return Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit];
}

// Runs wrk: {rate, p99, cpu}, the last in microseconds of the server's processor for each request.
async function load(pid, processor, url, { connections, seconds, headers = {}, script }) {
  const more = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  if (script) more.push("-s", script);
  const args = ["-c", processor, "wrk", "-t1", `-c${connections}`, `-d${seconds}`, "--latency", ...more, url];
  const before = cpuSeconds(pid);
  const text = await new Promise((resolve, reject) => {
    const child = spawn("taskset", args);
    let out = "";
    child.stdout.on("data", (part) => { out += part; });
    child.on("error", reject);
    child.on("close", () => resolve(out));
  });
  const cpu = cpuSeconds(pid) - before;
  const bad = /Non-2xx or 3xx responses: \d+/.exec(text);
  if (bad || !text.includes("Requests/sec")) throw new Error(`${url}: ${bad || text}`);
  const p99 = milliseconds(.../99%\s+([\d.]+)(us|ms|s)/.exec(text).slice(1));
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]);
  const requests = Number(/(\d+) requests in/.exec(text)[1]);
  return { rate, p99, cpu: cpu / requests * 1e6 };
}

async function startNginx(folder, newsroom, address, processor) {
  const port = await freePort();
  const curl = (coding, file) => spawnSync("curl", ["-s", "-H", `Accept-Encoding: ${coding}`, "-o",
    path.join(folder, "html", file), `http://127.0.0.1:${newsroom.port}${address}`]);
  mkdirSync(path.join(folder, "html"));
  curl("identity", "page");
  curl("gzip", "page.gz");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`);
  writeFileSync(path.join(folder, "nginx.conf"), `
    ${process.getuid() === 0 ? "user root;" : ""}
    daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 4096; }
    http {
      access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 1000000000;
      gzip_static on; default_type "text/html; charset=utf-8"; ${temporary.join(" ")}
      server { listen 127.0.0.1:${port} backlog=4096; root ${folder}/html; }
    }`);
  const files = ["-c", path.join(folder, "nginx.conf"), "-e", path.join(folder, "error.log")];
  const server = spawn("taskset", ["-c", processor, "nginx", ...files], { stdio: "ignore" });
  process.on("exit", () => server.kill("SIGTERM"));
  await pause(500);
  const workers = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, "utf8").trim().split(" ");
  return { url: `http://127.0.0.1:${port}/page`, pid: Number(workers[0]), stop: () => server.kill("SIGTERM") };
}

async function besideNginx(say, newsroom, nginx, address, processor) {
  const rows = [];
  const servers = {
    zubi: { pid: newsroom.server.pid, url: `http://127.0.0.1:${newsroom.port}${address}` },
    nginx,
  };
  for (const connections of CONNECTIONS)
    for (const kept of [true, false])
      for (const coding of CODINGS) {
        const runs = { zubi: [], nginx: [] };
        const headers = { "Accept-Encoding": coding, ...(!kept && { Connection: "close" }) };
        for (let i = 0; i < RUNS; i++)
          for (const who of i % 2 ? ["nginx", "zubi"] : ["zubi", "nginx"]) {
            say(`${who}, ${connections} ${kept ? "kept" : "new"} connections, ${coding}`);
            const { pid, url } = servers[who];
            runs[who].push(await load(pid, processor, url, { connections, seconds: SECONDS, headers }));
          }
        const middle = (who, what) => median(runs[who].map((one) => one[what]));
        const ratio = middle("nginx", "cpu") / middle("zubi", "cpu");
        const tail = middle("zubi", "p99") / middle("nginx", "p99");
        const said = (who) => `${middle(who, "cpu").toFixed(1)} µs, ${integer(middle(who, "rate"))}/s, ` +
          `p99 ${middle(who, "p99").toFixed(1)} ms`;
        rows.push({
          promise: `kept page, ${connections} ${kept ? "kept" : "new"} connections, ${coding}: ` +
            "at least 0.9 × nginx for the same processor time, p99 within 1.2 ×",
          measured: `${ratio.toFixed(2)} ×, p99 ${tail.toFixed(2)} × (${said("zubi")} to ${said("nginx")})`,
          met: ratio >= 0.9 && tail <= 1.2,
        });
      }
  return rows;
}

// Reads every list page to its end: the addresses of all stories, and the most memory it took.
async function crawl(say, newsroom) {
  const addresses = [];
  let memory = 0;
  for (let next = `/eu/${SECTION}/`, n = 0; next; n++) {
    const page = await newsroom.get(next);
    const list = page.slice(page.indexOf("<main"));
    addresses.push(...[...list.matchAll(new RegExp(`href="(/eu/${SECTION}/[^"?]+-\\d+)"`, "g"))].map((m) => m[1]));
    const more = /href="([^"]*\/before-[^"]+)"/.exec(list);
    next = more && more[1];
    if (n % 500 === 0) {
      memory = Math.max(memory, newsroom.memory());
      say(`crawling, ${integer(addresses.length)} stories`);
    }
  }
  return { addresses: [...new Set(addresses)], memory };
}

async function misses(newsroom, addresses, processor) {
  const list = path.join(newsroom.folder, "addresses"), script = path.join(newsroom.folder, "misses.lua");
  const shuffled = addresses.map((one, i) => [(i * 7919) % 104729, one]).sort((a, b) => a[0] - b[0]);
  writeFileSync(list, shuffled.map(([, one]) => one).join("\n"));
  writeFileSync(script, `
    local addresses, i = {}, 0
    for line in io.lines("${list}") do addresses[#addresses + 1] = line end
    function request() i = i % #addresses + 1 return wrk.format("GET", addresses[i]) end`);
  const url = `http://127.0.0.1:${newsroom.port}/`;
  const one = await load(newsroom.server.pid, processor, url,
    { connections: 16, seconds: MISS_SECONDS, script, headers: { "Accept-Encoding": "identity" } });
  const rate = 1e6 / one.cpu;
  return {
    promise: `page made anew, ${integer(addresses.length)} stories: at least 5,000 a second and processor`,
    measured: `${integer(rate)} a second of processor time (${one.cpu.toFixed(0)} µs each; ` +
      `${integer(one.rate)} a second beside wrk)`,
    met: rate >= 5000,
  };
}

async function publishing(say, newsroom, processor) {
  const url = `http://127.0.0.1:${newsroom.port}/eu/`;
  const how = { connections: 1000, seconds: PUBLISH_SECONDS, headers: { "Accept-Encoding": "gzip" } };
  say("1,000 readers");
  const quiet = await load(newsroom.server.pid, processor, url, how);
  say("1,000 readers and a newsroom that publishes");
  let done = false, saved = 0;
  const reading = load(newsroom.server.pid, processor, url, how).finally(() => { done = true; });
  while (!done) {
    await newsroom.post({ language: "eu", section: SECTION, headline: `Azken ordua ${saved++}`, body: "<p>Bai.</p>" });
    await pause(100);
  }
  const busy = await reading;
  return {
    promise: "front page, 1,000 connections at full speed while stories are saved: p99 under 20 ms",
    measured: `p99 ${busy.p99.toFixed(1)} ms at ${integer(busy.rate)}/s with ${saved} stories saved ` +
      `(without: ${quiet.p99.toFixed(1)} ms at ${integer(quiet.rate)}/s)`,
    met: busy.p99 < 20,
  };
}

async function measure(say, newsroom, first, second) {
  const idle = newsroom.memory();
  const { addresses, memory } = await crawl(say, newsroom);
  say("misses");
  const rows = [await misses(newsroom, addresses, second)];
  const served = Math.max(memory, newsroom.memory());
  rows.push({
    promise: `all pages of ${integer(STORIES)} stories crawled: memory bounded by page_cache_mb`,
    measured: `${served.toFixed(1)} MB at most, ${idle.toFixed(1)} MB before, with page_cache_mb = ${CACHE_MB}`,
  });
  const address = addresses[0];
  for (const coding of ["identity", "gzip", "gzip", "gzip"]) {
    await newsroom.get(address, { "Accept-Encoding": coding });
    await pause(100);
  }
  const nginx = await startNginx(newsroom.folder, newsroom, address, first);
  try {
    rows.push(...await besideNginx(say, newsroom, nginx, address, second));
  } finally {
    nginx.stop();
  }
  rows.push(await publishing(say, newsroom, second));
  return rows;
}

export async function pages(say) {
  const [first, second] = processors().map(String);
  const missing = ["nginx", "wrk", "taskset", "curl"].filter((program) => !isInstalled(program));
  if (missing.length) return [{ promise: "pages", measured: `not measured: no ${missing.join(", ")} here` }];
  if (second === undefined) return [{ promise: "pages", measured: "not measured: it takes two processors" }];
  const newsroom = await Newsroom.make();
  fill(newsroom, say);
  const env = {
    ZUBI_SERVER_LOOPS: "1", ZUBI_LOG_LEVEL: "warn", ZUBI_SITE_PAGE_CACHE_MB: String(CACHE_MB),
    ZUBI_SERVER_MAX_CONNECTIONS_PER_ADDRESS: "0",
  };
  await newsroom.start({ env, under: ["taskset", "-c", first] });
  try {
    return await measure(say, newsroom, first, second);
  } finally {
    await newsroom.stop();
  }
}
