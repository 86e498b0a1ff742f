// How long a command takes.
import { spawnSync } from "node:child_process";

const ENV = { ...process.env, LC_ALL: "C.UTF-8", TIMEFORMAT: "%R %U %S" };

// Runs a command of bash in a folder: {wall, cpu} in seconds, all its processes included. Needs
// what it prints to go elsewhere.
export function clock(folder, command) {
  const done = spawnSync("bash", ["-c", `time { ${command}; }`], { cwd: folder, env: ENV, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`);
  const [wall, user, system] = done.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, cpu: user + system };
}
