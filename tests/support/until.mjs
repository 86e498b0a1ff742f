// Waiting for what will be so: asks again and again, and says what did not come true in time.
import { setTimeout as pause } from "node:timers/promises";

export async function until(what, ask, { seconds = 30 } = {}) {
  const deadline = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline)
      throw new Error(`${what}: not within ${seconds} s`, { cause: last });
    await pause(25);
  }
}
