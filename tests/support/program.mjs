// The program under test: $ZUBI, or the one in build/.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const ZUBI = path.resolve(process.env.ZUBI || path.join(ROOT, "build/zubi"));
export const SAMPLE = path.join(ROOT, "sample");

// What the sanitizers write when they find something; they find it in all that tests do.
export const SANITIZER = /ERROR: \w+Sanitizer|runtime error:/;

const folders = new Set();
const children = new Set();

process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

// A folder that is gone when the tests end.
export function scratchFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "zubi-test-"));
  folders.add(folder);
  return folder;
}

export function start(args, { env = {}, cwd, stdio = "pipe" } = {}) {
  const child = spawn(ZUBI, args, { cwd, stdio, env: { ...process.env, ...env } });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

// Runs a command to its end: {code, signal, out, err}.
export function run(args, { input = "", seconds = 120, ...how } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(args, how);
    const out = [], err = [];
    const clock = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    child.stdout.on("data", (part) => out.push(part));
    child.stderr.on("data", (part) => err.push(part));
    child.stdin.on("error", () => {}); // it may end before it has read everything
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(clock);
      const answer = {
        code, signal,
        out: Buffer.concat(out).toString(),
        err: Buffer.concat(err).toString(),
      };
      if (SANITIZER.test(answer.err)) reject(new Error(`zubi ${args.join(" ")}\n${answer.err}`));
      else resolve(answer);
    });
    child.stdin.end(input);
  });
}
