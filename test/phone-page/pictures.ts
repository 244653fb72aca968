/**
 * Compares what the browser shows with committed pictures, in `test/fixtures/pictures/`. Set
 * `FLOWELLA_UPDATE_PICTURES=1` to write them anew, and look at them before you commit.
 */
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Page } from "playwright-core";
import type { Comparison } from "./compare-worker.ts";

const pictures = path.join(import.meta.dirname, "../fixtures/pictures");

/** Share of pixels that may differ in the whole picture: browsers round edges and corners differently. */
const MOST_OVERALL = 0.004;
/** Share of one small square, about one character of text: a label that is missing is little of the whole picture. */
const MOST_PER_SQUARE = 0.05;
const square = 24;

/** Milliseconds that a picture which differs has until it is the committed one: after a resize, a frame may come late. */
const mostWait = 5_000;
const between = 250;

/** What is wrong with the picture, or undefined where it is the committed one. `kind`: the folder of pictures. */
export async function comparePicture(page: Page, name: string, kind = "phone"): Promise<string | undefined> {
  const folder = path.join(pictures, kind);
  const file = path.join(folder, `${name}.png`);
  if (process.env["FLOWELLA_UPDATE_PICTURES"] === "1") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, await page.screenshot());
    return undefined;
  }
  if (!existsSync(file))
    return `There is no picture ${name}.png yet: run with FLOWELLA_UPDATE_PICTURES=1 and look at it.`;
  const committed = readFileSync(file);
  const until = Date.now() + mostWait;
  let problem = await difference(committed, await page.screenshot(), name);
  while (problem !== undefined && Date.now() < until) {
    await setTimeout(between);
    problem = await difference(committed, await page.screenshot(), name);
  }
  return problem?.();
}

/** @returns says what differs, and keeps the pictures of it */
async function difference(committed: Uint8Array, taken: Uint8Array, name: string): Promise<(() => string) | undefined> {
  const compared = await compare(committed, taken);
  if (compared.kind === "other size") return () => `${name}: ${compared.sizes.join(" became ")}.`;
  const { overall, worst, marks } = compared;
  if (overall <= MOST_OVERALL && worst <= MOST_PER_SQUARE) return undefined;
  return () =>
    `${name}: ${percent(overall)} of the picture and ${percent(worst)} of one square differ; see ${keep(name, taken, marks)}.`;
}

async function compare(committed: Uint8Array, taken: Uint8Array): Promise<Comparison> {
  const worker = new Worker(path.join(import.meta.dirname, "compare-worker.ts"), {
    workerData: { committed, taken, square },
  });
  const [comparison] = await once(worker, "message");
  return comparison;
}

function keep(name: string, taken: Uint8Array, marks: Uint8Array): string {
  const place = path.join(process.env["FLOWELLA_TEST_KEPT"] ?? tmpdir(), "flowella-pictures");
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, `${name}.difference.png`), marks);
  const file = path.join(place, `${name}.png`);
  writeFileSync(file, taken);
  return file;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
