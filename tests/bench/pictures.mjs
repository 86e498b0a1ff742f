// What it costs to make a picture's variants, and how large they are. Processor time of the processes
// that make them: it says the same on a busy machine.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { SAMPLE } from "../support/program.mjs";
import { Newsroom, zubi } from "./newsroom.mjs";
import { median } from "./numbers.mjs";

const TICKS = 100, PICTURES = 8, WIDTHS = [640, 1280], FORMATS = ["avif", "webp", "jpg"];

function makers(server) {
  return readdirSync("/proc").filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/status`, "utf8").includes(`\nPPid:\t${server}\n`) &&
        readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("picture-worker");
    } catch {
      return false;
    }
  });
}

function read(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  const peak = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
  return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, peak };
}

export async function pictures(say) {
  const newsroom = await Newsroom.make(["eu", "es"]);
  await zubi(["import", "--data", newsroom.dir, SAMPLE]);
  await newsroom.start({ env: { ZUBI_PICTURES_PROCESSES: "1" } });
  const hashes = readdirSync(path.join(newsroom.dir, "media"), { recursive: true })
    .filter((name) => name.endsWith(".jpg")).map((name) => path.basename(name, ".jpg")).sort().slice(0, PICTURES);
  await newsroom.get(`/media/${hashes[0]}-320.jpg`);
  const rows = [];
  let peak = 0;
  for (const width of WIDTHS)
    for (const format of FORMATS) {
      const times = [], sizes = [];
      for (const hash of hashes) {
        say(`${width} ${format}`);
        const before = read(makers(newsroom.server.pid)[0]).cpu;
        await newsroom.get(`/media/${hash}-${width}.${format}`);
        const after = read(makers(newsroom.server.pid)[0]);
        times.push((after.cpu - before) * 1000);
        peak = Math.max(peak, after.peak);
        const name = `${hash}-${width}.${format}`;
        sizes.push(readFileSync(path.join(newsroom.dir, "made", name.slice(0, 2), name)).length / 1000);
      }
      rows.push({
        promise: `a picture of 1600 × 900 made ${width} pixels wide, ${format}`,
        measured: `${median(times).toFixed(0)} ms of processor time, ${median(sizes).toFixed(1)} kB`,
      });
    }
  rows.push({ promise: "memory of the process that makes pictures", measured: `${peak.toFixed(0)} MB at most`, met: peak < 300 });
  await newsroom.stop();
  return rows;
}
