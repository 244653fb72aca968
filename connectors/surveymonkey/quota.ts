/**
 * SurveyMonkey's limits count for the operator's app, not for an account: a draft or private app has 120 calls a minute
 * and 500 a day for all portals together (form-tools reference 4.9). Every answer says what is left.
 */

import { z } from "zod";

export interface Window {
  readonly limit: number;
  readonly remaining: number;
  /** Until the window begins anew, in milliseconds. */
  readonly resetMs: number;
}

export interface Quota {
  readonly minute?: Window;
  readonly day?: Window;
}

export function quotaOf(headers: Headers): Quota {
  const [minute, day] = [windowOf(headers, "Minute"), windowOf(headers, "Day")];
  return { ...(minute ? { minute } : {}), ...(day ? { day } : {}) };
}

function windowOf(headers: Headers, name: "Minute" | "Day"): Window | undefined {
  const [limit, remaining, reset] = ["Limit", "Remaining", "Reset"].map((part) => {
    const value = headers.get(`x-ratelimit-app-global-${name}-${part}`)?.trim() ?? "";
    return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  });
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining, resetMs: reset * 1_000 };
}

/** How long until a call is allowed again; undefined where none of the windows is used up. */
export function waitFor({ minute, day }: Quota): number | undefined {
  if (day?.remaining === 0) return day.resetMs;
  return minute?.remaining === 0 ? minute.resetMs : undefined;
}

/** `read` leaves the day's last fifth to answers that are on their way back into surveys. */
export type Purpose = "read" | "write";

/** What is known to be left of a window: as it was last said, less what was begun since. */
const leftSchema = z.object({
  limit: z.number(),
  remaining: z.number(),
  /** Epoch milliseconds. */
  resetsAt: z.number(),
});
type Left = z.infer<typeof leftSchema>;
export const keptSchema = z.object({ minute: leftSchema.optional(), day: leftSchema.optional() });
export type Kept = z.infer<typeof keptSchema>;

const lengths = { minute: 60_000, day: 24 * 3_600_000 } as const;
type Name = keyof typeof lengths;

export type Claim = { readonly kind: "claimed"; readonly kept: Kept } | { readonly kind: "wait"; readonly ms: number };

/** Takes one call of each window that is known; or how long until there is one. */
export function claim(kept: Kept, purpose: Purpose, now: number): Claim {
  const windows = current(kept, now);
  const waits = named(windows).flatMap(([name, { limit, remaining, resetsAt }]) => {
    const reserved = purpose === "read" && name === "day" ? Math.floor(limit / 5) : 0;
    return remaining <= reserved ? [resetsAt - now] : [];
  });
  if (waits.length > 0) return { kind: "wait", ms: Math.max(...waits) };
  return { kind: "claimed", kept: changed(windows, (left) => ({ ...left, remaining: left.remaining - 1 })) };
}

/** A call that got no answer may not have counted; where it did, the next answer says so. */
export function giveBack(kept: Kept): Kept {
  return changed(kept, (left) => ({ ...left, remaining: Math.min(left.limit, left.remaining + 1) }));
}

/** What an answer says. Others may be on their way: of two numbers about one window the smaller counts. */
export function learn(kept: Kept, told: Quota, now: number): Kept {
  const learned = (name: Name): Left | undefined => {
    const said = told[name];
    const known = kept[name];
    if (!said) return known;
    const left = { limit: said.limit, remaining: said.remaining, resetsAt: now + said.resetMs };
    const begunAnew = !known || known.resetsAt <= now || left.resetsAt - known.resetsAt > lengths[name] / 2;
    if (begunAnew || known.limit !== left.limit) return left;
    return { ...left, remaining: Math.min(known.remaining, left.remaining) };
  };
  const [minute, day] = [learned("minute"), learned("day")];
  return { ...(minute && { minute }), ...(day && { day }) };
}

/** For whoever looks. */
export function quotaIn(kept: Kept, now: number): Quota {
  const windows = named(current(kept, now)).map(([name, { limit, remaining, resetsAt }]) => [
    name,
    { limit, remaining, resetMs: resetsAt - now },
  ]);
  return Object.fromEntries(windows);
}

/** A window that is over begins anew: a day at midnight GMT. */
function current(kept: Kept, now: number): Kept {
  return changed(kept, (left, name) => {
    if (left.resetsAt > now) return left;
    const resetsAt = name === "minute" ? now + lengths.minute : now + lengths.day - (now % lengths.day);
    return { ...left, remaining: left.limit, resetsAt };
  });
}

function named({ minute, day }: Kept): [Name, Left][] {
  return [
    ...(minute ? [["minute", minute] satisfies [Name, Left]] : []),
    ...(day ? [["day", day] satisfies [Name, Left]] : []),
  ];
}

function changed(kept: Kept, change: (left: Left, name: Name) => Left): Kept {
  return Object.fromEntries(named(kept).map(([name, left]) => [name, change(left, name)]));
}
