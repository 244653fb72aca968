/** What still stands between an account and its first message, who must act, and where. */
import { accountItems } from "./account.ts";
import { numberItems, partnerNumberItems } from "./number.ts";
import { partnerItems } from "./partner.ts";
import type { AccountFacts, NumberFacts, ReadinessItem } from "./types.ts";

export type { AccountFacts, NumberFacts, Obstacle, ReadinessItem, ReadinessName } from "./types.ts";

export interface NumberReadiness {
  readonly id: string;
  readonly displayNumber: string;
  readonly items: readonly ReadinessItem[];
}

export interface Readiness {
  /** `ready`: it may send. `blocked`: something must happen first. */
  readonly state: "ready" | "blocked";
  readonly account: readonly ReadinessItem[];
  readonly numbers: readonly NumberReadiness[];
}

/** @param now epoch milliseconds */
export function readiness(account: AccountFacts, numbers: readonly NumberFacts[], now: number): Readiness {
  const { partner } = account;
  const ofAccount = partner ? partnerItems(account, partner) : accountItems(account, now);
  const ofNumbers = numbers.map((number) => {
    const { id, displayNumber } = number;
    return { id, displayNumber, items: partner ? partnerNumberItems(number) : numberItems(number) };
  });
  const free = (items: readonly ReadinessItem[]) => items.every(({ blocks }) => !blocks);
  // One number that works is enough to begin with.
  const ready = free(ofAccount) && ofNumbers.some(({ items }) => free(items));
  return { state: ready ? "ready" : "blocked", account: ofAccount, numbers: ofNumbers };
}
