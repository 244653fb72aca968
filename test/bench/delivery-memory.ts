/** What memory a process holds while it accepts and delivers one submission after the other. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Context } from "../../server/context.ts";
import type { BenchDatabase } from "./delivery-context.ts";
import { invite } from "./delivery-house.ts";
import { accept, deliver } from "./delivery-work.ts";

export interface Memory {
  readonly deliveries: number;
  /** In megabytes after every tenth of the way's fifth: `[deliveries, heap after collection, resident]`. */
  readonly marks: readonly (readonly [number, number, number])[];
  /** The last mark against the first. */
  readonly heapGrowth: number;
  readonly rssGrowth: number;
}

const atOnce = 1_000;

export async function memoryOver(
  { context, database }: { readonly context: Context; readonly database: BenchDatabase },
  portals: readonly string[],
  deliveries: number,
  say: (text: string) => void,
): Promise<Memory> {
  const marks: [number, number, number][] = [];
  const every = Math.max(1, Math.floor(deliveries / 5));
  for (let delivered = 0; delivered < deliveries; ) {
    const some = Math.min(atOnce, every - (delivered % every));
    await accept(context, await invite(context, portals, some), 32);
    await deliver(context, database, some);
    delivered += some;
    if (delivered % every !== 0) continue;
    const mark: [number, number, number] = [delivered, ...used()];
    say(`memory after ${mark[0]} deliveries: heap ${mark[1]} MB, resident ${mark[2]} MB`);
    marks.push(mark);
  }
  const [first] = marks;
  const last = marks.at(-1);
  const growth = (at: 1 | 2) => Math.round(((last?.[at] ?? 0) / (first?.[at] ?? 1)) * 1000) / 1000;
  return { deliveries, marks, heapGrowth: growth(1), rssGrowth: growth(2) };
}

function used(): [heap: number, resident: number] {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") for (let times = 0; times < 3; times += 1) collect();
  const { heapUsed, rss } = process.memoryUsage();
  return [megabytes(heapUsed), megabytes(rss)];
}

const megabytes = (bytes: number): number => Math.round((bytes / 2 ** 20) * 10) / 10;
