// Pages from the cache beside nginx with the same bytes as files; pages made anew; pages read while
// stories are saved. Each server has one processor, wrk another: with two processors that is all there
// is, so a server is measured on one. Runs are short and take turns. What counts is the processor time
// of a request: it says the same on a busy machine.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { fill, SECTION, STORIES } from "./library.mjs";
import { freePort, Newsroom } from "./newsroom.mjs";
import { integer, median } from "./numbers.mjs";
import { isInstalled, processors } from "./race.mjs";

const BREAKING = "azkenak", RUNS = 3, SECONDS = 2, MISS_SECONDS = 6, PUBLISH_SECONDS = 6, CACHE_MB = 16, TICKS = 100;
const CONNECTIONS = [64, 1000];
// apt install libnginx-mod-http-brotli-static
const BROTLI = process.env.NGINX_BROTLI || "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
const CODINGS = existsSync(BROTLI) ? ["identity", "gzip", "br"] : ["identity", "gzip"];
// Beside kept pages: a megabyte of the database and the page in hand for each of 8 workers, and what malloc
// cannot give back.
const LIST_PAGES = 10000, LISTS_EACH = 2000, SPARE_MB = 32, STALE_MS = 1000;

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
  curl("br", "page.br");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`);
  writeFileSync(path.join(folder, "nginx.conf"), `
    ${process.getuid() === 0 ? "user root;" : ""}
    ${CODINGS.includes("br") ? `load_module ${BROTLI};` : ""}
    daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 4096; }
    http {
      access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 1000000000;
      gzip_static on; ${CODINGS.includes("br") ? "brotli_static on;" : ""} default_type "text/html; charset=utf-8"; ${temporary.join(" ")}
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
  const addresses = [], lists = [];
  let memory = 0;
  for (let next = `/eu/${SECTION}/`, n = 0; next; n++) {
    const page = await newsroom.get(next);
    const list = page.slice(page.indexOf("<main"));
    addresses.push(...[...list.matchAll(new RegExp(`href="(/eu/${SECTION}/[^"?]+-\\d+)"`, "g"))].map((m) => m[1]));
    const more = /href="([^"]*\/before-[^"]+)"/.exec(list);
    next = more && more[1];
    if (next) lists.push(next);
    if (n % 500 === 0) {
      memory = Math.max(memory, newsroom.memory());
      say(`crawling, ${integer(addresses.length)} stories`);
    }
  }
  return { addresses: [...new Set(addresses)], lists, memory };
}

// Asks for each of the addresses in turn, in no order that a disk would like: as load().
async function loadEach(newsroom, addresses, processor, seconds) {
  const list = path.join(newsroom.folder, "addresses"), script = path.join(newsroom.folder, "misses.lua");
  const shuffled = addresses.map((one, i) => [(i * 7919) % 104729, one]).sort((a, b) => a[0] - b[0]);
  writeFileSync(list, shuffled.map(([, one]) => one).join("\n"));
  writeFileSync(script, `
    local addresses, i = {}, 0
    for line in io.lines("${list}") do addresses[#addresses + 1] = line end
    function request() i = i % #addresses + 1 return wrk.format("GET", addresses[i]) end`);
  const url = `http://127.0.0.1:${newsroom.port}/`;
  return load(newsroom.server.pid, processor, url,
    { connections: 16, seconds, script, headers: { "Accept-Encoding": "identity" } });
}

async function misses(newsroom, addresses, processor) {
  const one = await loadEach(newsroom, addresses, processor, MISS_SECONDS);
  const rate = 1e6 / one.cpu;
  return {
    promise: `page made anew, ${integer(addresses.length)} stories: at least 5,000 a second and processor`,
    measured: `${integer(rate)} a second of processor time (${one.cpu.toFixed(0)} µs each; ` +
      `${integer(one.rate)} a second beside wrk)`,
    met: rate >= 5000,
  };
}

// The first pages of the longest list beside its last: none is in the cache when it is asked for.
async function farLists(say, newsroom, lists, processor) {
  const parts = { first: lists.slice(0, LISTS_EACH), last: lists.slice(-LISTS_EACH) };
  const runs = { first: [], last: [] };
  for (let i = 0; i < RUNS; i++)
    for (const which of i % 2 ? ["last", "first"] : ["first", "last"]) {
      say(`list pages, the ${which}`);
      runs[which].push((await loadEach(newsroom, parts[which], processor, SECONDS)).cpu);
    }
  const first = median(runs.first), last = median(runs.last), ratio = last / first;
  return {
    promise: `list pages up to ${integer(lists.length + 1)} made anew: the last ${integer(LISTS_EACH)} like the first`,
    measured: `${ratio.toFixed(2)} × the processor time (${last.toFixed(0)} µs to ${first.toFixed(0)} µs)`,
    met: ratio <= 1.2 && lists.length + 1 >= LIST_PAGES,
  };
}

// Reads the list of breaking stories as readers do, until `is_done`, and says what was wrong. Every
// story's headline has its number: a page that is right has them without a gap, and one tag stands for
// the same bytes each time. `saved_ms[n]` is when the newsroom was told that story n is saved.
async function checkReader(newsroom, address, saved_ms, is_done) {
  const bodies = new Map(), wrong = [];
  let read = 0;
  while (!is_done()) {
    const began = performance.now();
    const { status, text, headers } = await newsroom.ask(address);
    const numbers = [...new Set([...text.matchAll(/Azken ordua (\d+)\./g)].map((match) => Number(match[1])))];
    const due = saved_ms.findLastIndex((one) => one && one + STALE_MS < began);
    if (status !== 200 || !/<\/html>\s*$/.test(text)) wrong.push(`status ${status}, ${text.length} bytes`);
    if (numbers.some((one, i) => i && one !== numbers[i - 1] - 1)) wrong.push(`mixed: ${numbers.slice(0, 30)}`);
    if (due >= 0 && !(numbers[0] >= due)) wrong.push(`${numbers[0]} where ${due} was due`);
    if (bodies.has(headers.etag) && bodies.get(headers.etag) !== text) wrong.push(`two pages with the tag ${headers.etag}`);
    bodies.set(headers.etag, text);
    read++;
  }
  return { read, wrong, pages: bodies.size };
}

async function publishing(say, newsroom, processor) {
  const list = `/eu/${BREAKING}/`, url = `http://127.0.0.1:${newsroom.port}${list}`;
  const post = (n) => newsroom.post({ language: "eu", section: BREAKING, headline: `Azken ordua ${n}.`, body: "<p>Bai.</p>" });
  const saved_ms = [];
  for (let i = 0; i < 20; i++) await post(saved_ms.push(0) - 1);
  const how = { connections: 1000, seconds: PUBLISH_SECONDS, headers: { "Accept-Encoding": "gzip" } };
  say("1,000 readers");
  const quiet = await load(newsroom.server.pid, processor, url, how);
  say("1,000 readers and a newsroom that publishes");
  let done = false, saved = 0;
  const checks = Array.from({ length: 4 }, () => checkReader(newsroom, list, saved_ms, () => done));
  const reading = load(newsroom.server.pid, processor, url, how).finally(() => { done = true; });
  while (!done) {
    await post(saved_ms.length);
    saved_ms.push(performance.now());
    saved++;
    await pause(100);
  }
  const busy = await reading, checked = await Promise.all(checks);
  const wrong = checked.flatMap((one) => one.wrong), read = checked.reduce((sum, one) => sum + one.read, 0);
  return [{
    promise: "section page, 1,000 connections at full speed while its stories are saved: p99 under 20 ms",
    measured: `p99 ${busy.p99.toFixed(1)} ms at ${integer(busy.rate)}/s and ${busy.cpu.toFixed(1)} µs each with ${saved} stories saved ` +
      `(without: ${quiet.p99.toFixed(1)} ms at ${integer(quiet.rate)}/s and ${quiet.cpu.toFixed(1)} µs)`,
    met: busy.p99 < 20,
  }, {
    promise: "meanwhile no reader gets a wrong or mixed page, or one older than a second",
    measured: `${wrong.length} of ${integer(read)} pages checked, ${Math.max(...checked.map((one) => one.pages))} different ones`,
    met: wrong.length === 0 && read > saved,
    notes: wrong.slice(0, 10),
  }];
}

async function measure(say, newsroom, first, second) {
  const idle = newsroom.memory();
  const { addresses, lists, memory } = await crawl(say, newsroom);
  say("misses");
  const rows = [await misses(newsroom, addresses, second), await farLists(say, newsroom, lists, second)];
  const served = Math.max(memory, newsroom.memory());
  rows.push({
    promise: `all pages of ${integer(STORIES)} stories crawled: memory bounded by page_cache_mb`,
    measured: `${served.toFixed(1)} MB at most, ${idle.toFixed(1)} MB before, with page_cache_mb = ${CACHE_MB}`,
    met: served - idle <= CACHE_MB + SPARE_MB,
  });
  const address = addresses[0];
  for (const coding of ["identity", "gzip", "gzip", "gzip", "br", "br", "br"]) {
    await newsroom.get(address, { "Accept-Encoding": coding });
    await pause(100);
  }
  const nginx = await startNginx(newsroom.folder, newsroom, address, first);
  try {
    rows.push(...await besideNginx(say, newsroom, nginx, address, second));
  } finally {
    nginx.stop();
  }
  rows.push(...await publishing(say, newsroom, second));
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
    ZUBI_SERVER_MAX_CONNECTIONS_PER_ADDRESS: "0", ZUBI_SITE_STORIES_PER_PAGE: "10",
  };
  await newsroom.start({ env, under: ["taskset", "-c", first] });
  try {
    return await measure(say, newsroom, first, second);
  } finally {
    await newsroom.stop();
  }
}
