/** A broadcast from the first message to the last, with the server killed on the way; and what the stand-in counted. */
import { setTimeout as sleep } from "node:timers/promises";
import { callsAtOnce } from "../../core/campaigns/index.ts";
import type { Broadcast } from "../../src/app/packages/contract/index.ts";
import { buildHouse, type HouseOptions } from "./broadcast-house.ts";

export interface BroadcastRunOptions extends HouseOptions {
  readonly kills: number;
  readonly say: (text: string) => void;
}

export interface BroadcastRun {
  readonly recipients: number;
  readonly limit: number;
  readonly collectedPerSecond: number;
  readonly checkedPerSecond: number;
  /** While a server was up. */
  readonly sentPerSecond: number;
  /** Of the fullest second, at the stand-in; must not be above the limit. */
  readonly most: number;
  /** Messages over what the limit allows, outside the second after each kill. */
  readonly usedOutsideSeconds: number;
  /** The same, outside the time until the next process was up and a second after. */
  readonly usedWhileUp: number;
  /** Of the limit, in the median of all whole seconds in which a server was up for more than a second. */
  readonly usedInMedianSecond: number;
  readonly kills: number;
  /** Seconds from each kill until the next process served. */
  readonly restarts: readonly number[];
  /** People who got more than one message. */
  readonly twice: number;
  /** Recipients that the stand-in never saw and that are called sent, or the other way round. */
  readonly untrue: number;
  readonly delivered: number;
  readonly failed: number;
  readonly unconfirmed: number;
  readonly mostUnconfirmed: number;
  /** How often the figures did not add up to everybody while it ran. */
  readonly wrongProgress: number;
  /** Of the last server process, at a quarter of its time and at its end. */
  readonly memoryMb: { readonly early: number; readonly late: number };
}

const askEveryMs = 2_000;
/** Of sending, between kills. */
const longestMs = 60 * 60_000;

export async function runBroadcast(options: BroadcastRunOptions): Promise<BroadcastRun> {
  const { recipients, perSecond, kills, say } = options;
  const house = await buildHouse(options);
  try {
    say(`checked ${recipients} recipients, ${Math.round(house.checked)} a second`);
    const { world } = house;
    const arrived = () => world.whatsapp.state.pace.read()[0];
    const killed: { at: number; up: number }[] = [];
    let memory: number[] = [];
    let wrongProgress = 0;
    const seen = (shown: Broadcast): void => {
      const { waiting, sending, sent, delivered, read, failed, unconfirmed, skipped } = shown.total;
      const sum = waiting + sending + sent + delivered + read + failed + unconfirmed + skipped;
      if (sum !== recipients) wrongProgress += 1;
    };
    await house.startServer();
    const begun = Date.now();
    await house.press("start");
    for (;;) {
      await sleep(killed.length < kills ? 100 : askEveryMs);
      const messages = arrived()?.messages ?? 0;
      if (killed.length < kills && messages >= (recipients * (killed.length + 1)) / (kills + 1)) {
        const at = now();
        await house.killServer();
        await house.startServer();
        killed.push({ at, up: now() });
        memory = [];
        say(`killed at ${messages} messages, up again after ${Math.round((now() - at) / 100) / 10} s`);
        continue;
      }
      if (killed.length < kills && messages % 20 !== 0) continue;
      const mb = house.memoryMb();
      if (mb !== undefined) memory.push(mb);
      const shown = await house.show();
      seen(shown);
      if (shown.state === "finished") break;
      if (shown.state !== "running") throw new Error(`It is ${shown.state}: ${shown.because?.says ?? ""}`);
      if (Date.now() - begun > longestMs) throw new Error("It takes longer than an hour.");
      say(`${messages} messages, ${mb ?? "?"} MB`);
    }
    await world.whatsapp.settled();
    const final = await settledFigures(house.show);
    await house.stopServer();
    seen(final);
    const pace = arrived();
    if (!pace) throw new Error("No message arrived.");
    const people = [...world.whatsapp.state.sent.values()].map(({ waId }) => waId);
    const reached = final.total.sent + final.total.delivered + final.total.read;
    const downs = killed.map(({ at, up }) => ({ from: at, to: up + 1_000 }));
    return {
      recipients,
      limit: perSecond,
      collectedPerSecond: Math.round(house.collected),
      checkedPerSecond: Math.round(house.checked),
      sentPerSecond: Math.round(rateOutside(pace.arrivals, downs)),
      most: pace.most,
      usedOutsideSeconds: share(
        rateOutside(
          pace.arrivals,
          killed.map(({ at }) => ({ from: at, to: at + 1_000 })),
        ) / perSecond,
      ),
      usedWhileUp: share(rateOutside(pace.arrivals, downs) / perSecond),
      usedInMedianSecond: share(medianSecond(pace.arrivals, downs) / perSecond),
      kills,
      restarts: killed.map(({ at, up }) => Math.round((up - at) / 100) / 10),
      twice: people.length - new Set(people).size,
      untrue: Math.max(0, reached - people.length) + Math.max(0, people.length - reached - final.total.unconfirmed),
      delivered: final.total.delivered,
      failed: final.total.failed,
      unconfirmed: final.total.unconfirmed,
      mostUnconfirmed: kills * callsAtOnce(perSecond),
      wrongProgress,
      memoryMb: { early: memory[Math.floor(memory.length / 4)] ?? 0, late: memory.at(-1) ?? 0 },
    };
  } finally {
    await house.close();
  }
}

/** Statuses arrive after the messages: the figures stand still once all were handled. */
async function settledFigures(show: () => Promise<Broadcast>): Promise<Broadcast> {
  for (let before = "", tries = 0; ; tries += 1) {
    const shown = await show();
    const figures = JSON.stringify(shown.total);
    if (figures === before || tries > 600) return shown;
    before = figures;
    await sleep(askEveryMs);
  }
}

const now = () => performance.timeOrigin + performance.now();
const share = (value: number) => Math.round(value * 1_000) / 1_000;

function medianSecond(
  arrivals: readonly number[],
  without: readonly { readonly from: number; readonly to: number }[],
): number {
  const [first = 0] = arrivals;
  const seconds = Math.floor(((arrivals.at(-1) ?? 0) - first) / 1_000);
  const counts = Array.from({ length: seconds }, () => 0);
  for (const at of arrivals) {
    const second = Math.floor((at - first) / 1_000);
    if (second < seconds) counts[second] = (counts[second] ?? 0) + 1;
  }
  const whole = counts.filter((_, second) => {
    const [begin, end] = [first + second * 1_000, first + (second + 1) * 1_000];
    return !without.some(({ from, to }) => begin < to && end > from);
  });
  return whole.toSorted((one, other) => one - other)[Math.floor(whole.length / 2)] ?? 0;
}

/** Messages a second, from the first to the last, with these stretches left out. */
function rateOutside(
  arrivals: readonly number[],
  without: readonly { readonly from: number; readonly to: number }[],
): number {
  const [first = 0] = arrivals;
  const last = arrivals.at(-1) ?? 0;
  const counted = arrivals.filter((at) => !without.some(({ from, to }) => at >= from && at < to)).length;
  const away = without.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, last) - Math.max(from, first)), 0);
  return counted / Math.max(0.001, (last - first - away) / 1_000);
}
