/** Compares two pictures, in a thread of its own: inside jest's sandbox the same loops take a hundred times as long. */
import { parentPort, workerData } from "node:worker_threads";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { z } from "zod";

const bytes = z.instanceof(Uint8Array).transform((data) => Buffer.from(data));
const asked = z.object({ committed: bytes, taken: bytes, square: z.number() }).parse(workerData);

export type Comparison =
  | { readonly kind: "other size"; readonly sizes: readonly string[] }
  /** Shares of the differing pixels, in the whole picture and in its worst square, and a picture of where they are. */
  | { readonly kind: "compared"; readonly overall: number; readonly worst: number; readonly marks: Uint8Array };

function compare(committed: PNG, taken: PNG): Comparison {
  const { width, height } = committed;
  if (taken.width !== width || taken.height !== height)
    return { kind: "other size", sizes: [committed, taken].map((picture) => `${picture.width}×${picture.height}`) };
  const marks = new PNG({ width, height });
  const count = pixelmatch(committed.data, taken.data, marks.data, width, height, { threshold: 0.2, diffMask: true });
  const worst = Math.max(...squares(marks, asked.square));
  return { kind: "compared", overall: count / (width * height), worst, marks: PNG.sync.write(marks) };
}

/** The share of marked pixels in each square of the picture. */
function squares({ width, height, data }: PNG, side: number): number[] {
  const columns = Math.ceil(width / side);
  const counts = new Array<number>(columns * Math.ceil(height / side)).fill(0);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    if (data[pixel * 4 + 3] === 0) continue;
    const square = Math.floor(pixel / width / side) * columns + Math.floor((pixel % width) / side);
    counts[square] = (counts[square] ?? 0) + 1;
  }
  return counts.map((count) => count / side ** 2);
}

parentPort?.postMessage(compare(PNG.sync.read(asked.committed), PNG.sync.read(asked.taken)));
