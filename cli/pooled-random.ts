/** Random bytes, drawn from the system many at a time: asking it for each id would cost ten times as much. */
import { randomFillSync } from "node:crypto";

const poolBytes = 4_096;

/** @returns bytes of the system's generator that nobody else was given, in memory of their own */
export function pooledRandom(): (length: number) => Uint8Array {
  const pool = new Uint8Array(poolBytes);
  let used = poolBytes;
  return (length) => {
    if (length > poolBytes) return randomFillSync(new Uint8Array(length));
    if (used + length > poolBytes) {
      randomFillSync(pool);
      used = 0;
    }
    const drawn = pool.slice(used, used + length);
    // What was given out is a key or an id, and does not stay behind.
    pool.fill(0, used, used + length);
    used += length;
    return drawn;
  };
}
