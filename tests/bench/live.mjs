// Ten thousand readers with a page open, and a newsroom that saves: what a connection costs the
// server, and how long it takes until they all have been told.
import { readFileSync } from "node:fs";
import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { Newsroom } from "./newsroom.mjs";
import { integer, quantile } from "./numbers.mjs";
import { Writer } from "./writer.mjs";

const READERS = 10000, BURST = 100, SAVES = 20, PER_ADDRESS = 500, PATIENCE_MS = 60000, PAUSE_MS = 300;

// Readers from several addresses: each has a limit of its own.
function reader(port, path, i, hear) {
  return new Promise((resolve, reject) => {
    const localAddress = `127.0.1.${1 + Math.floor(i / PER_ADDRESS)}`;
    const socket = net.connect({ host: "127.0.0.1", port, localAddress });
    let begun = false;
    socket.on("connect", () => socket.write(`GET ${path} HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n`));
    socket.on("data", (part) => {
      if (!begun && !part.includes("event: begin")) reject(new Error(part.toString().split("\r\n")[0]));
      begun = true;
      resolve(socket);
      hear(part);
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("a stream was closed")));
  });
}

async function connect(port, path, n, from, hear) {
  const sockets = [];
  while (sockets.length < n) {
    const burst = Array.from({ length: Math.min(BURST, n - sockets.length) },
      (_, i) => reader(port, path, from + sockets.length + i, hear));
    sockets.push(...await Promise.all(burst));
  }
  return sockets;
}

// What the server's sockets hold in the kernel, in bytes for each of `n`; 0 where it cannot be told.
function kernelPages() {
  const found = /^TCP: .*\bmem (\d+)/m.exec(readFileSync("/proc/net/sockstat", "utf8"));
  return found ? Number(found[1]) * 4096 : 0;
}

async function until(what, ready) {
  for (const began = performance.now(); !ready(); await pause(2))
    if (performance.now() - began > PATIENCE_MS) throw new Error(`${what} did not come`);
}

// When each reader heard, in milliseconds from before the save was sent.
async function save(newsroom, story, heard, n) {
  heard.length = 0;
  const began = performance.now();
  await newsroom.post(story);
  await until("the event", () => heard.length >= n);
  return heard.slice(0, n).map((at) => at - began);
}

export async function live(say) {
  const newsroom = await Newsroom.make();
  const writer = new Writer("eu", 5), heard = [];
  const story = () => ({
    language: "eu", section: "herria", headline: writer.sentence(), body_html: `<p>${writer.sentence()}</p>`,
  });
  const hear = (part) => { if (part.includes("event: stories")) heard.push(performance.now()); };
  const env = { ZUBI_LOG_LEVEL: "warn" };
  await newsroom.start({ env });
  await newsroom.post(story());
  say("a few readers");
  const few = await connect(newsroom.port, "/eu/live", BURST, 0, hear);
  await pause(PAUSE_MS);
  const alone = [];
  for (let i = 0; i < SAVES; i++) alone.push(...await save(newsroom, story(), heard, few.length));
  const before = newsroom.memory(), kernelBefore = kernelPages();
  say(`${integer(READERS)} readers`);
  const many = await connect(newsroom.port, "/eu/live", READERS - few.length, few.length, hear);
  await pause(PAUSE_MS);
  const each = (newsroom.memory() - before) * 1e6 / many.length;
  const kernel = Math.max(0, kernelPages() - kernelBefore) / many.length;
  const all = [], pages = [];
  for (let i = 0; i < SAVES; i++) {
    say(`save ${i + 1} of ${SAVES}`);
    const told = save(newsroom, story(), heard, READERS);
    const began = performance.now();
    await newsroom.get("/eu/");
    pages.push(performance.now() - began);
    all.push(...await told);
  }
  for (const socket of [...few, ...many]) {
    socket.removeAllListeners("close");
    socket.destroy();
  }
  await newsroom.stop();
  const ms = (values, share) => `${quantile(values, share).toFixed(0)} ms`;
  return [
    {
      promise: `${integer(READERS)} readers with a page open: all are told of every save`,
      measured: `${integer(SAVES)} saves, ${integer(all.length)} events`,
      met: all.length === READERS * SAVES,
    },
    {
      promise: "… memory of the server for each, under 1 kB",
      measured: `${integer(each)} bytes (and ${integer(kernel)} of the kernel)`, met: each < 1000,
    },
    {
      promise: `… from the save to the event, the median reader of ${integer(READERS)}, beside one of ${BURST}`,
      measured: `${ms(all, 0.5)} (p99 ${ms(all, 0.99)}) beside ${ms(alone, 0.5)} (p99 ${ms(alone, 0.99)})`,
    },
    { promise: "… the front page meanwhile", measured: `${ms(pages, 0.5)} (longest ${ms(pages, 1)})` },
  ];
}
