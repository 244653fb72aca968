/** Which alerts open, grow and end, and when somebody is told: decided from facts alone. */
import type { AlertKind, Condition, Notice, OpenAlert } from "./types.ts";

/**
 * How long a condition must be gone before its alert is over, in milliseconds: a replay that fails again, or a
 * destination that comes and goes, stays one alert.
 */
export const settleMs = 15 * 60_000;

export interface Facts {
  /** Kinds that were looked at; open alerts of others stay as they are. */
  readonly judged: readonly AlertKind[];
  readonly conditions: readonly Condition[];
  readonly open: readonly OpenAlert[];
  /** Until when a kind is muted. */
  readonly mutes: ReadonlyMap<AlertKind, number>;
  /** Whether there is anybody to tell. */
  readonly heard: boolean;
  /** How often one that grows may be told again, in milliseconds. */
  readonly everyMs: number;
  readonly now: number;
}

export type Decision =
  | { readonly kind: "open"; readonly condition: Condition; readonly notice: Notice | undefined }
  | {
      readonly kind: "update";
      readonly alert: OpenAlert;
      /** Absent while the condition is gone but the alert not yet over. */
      readonly condition: Condition | undefined;
      readonly quietSince: number | null;
      readonly notice: Notice | undefined;
    }
  | { readonly kind: "resolve"; readonly alert: OpenAlert; readonly notice: Notice | undefined };

/** What does not change is not in the answer. */
export function decide(facts: Facts): Decision[] {
  const opening = facts.conditions
    .filter((condition) => !facts.open.some((alert) => isAbout(alert, condition)))
    .map(
      (condition): Decision => ({ kind: "open", condition, notice: mayTell(facts, condition) ? "opened" : undefined }),
    );
  const going = facts.open
    .filter(({ kind }) => facts.judged.includes(kind))
    .map((alert) => {
      const condition = facts.conditions.find((each) => isAbout(alert, each));
      return condition ? whileThere(facts, alert, condition) : whileGone(facts, alert);
    });
  return [...opening, ...going.filter((decision) => decision !== undefined)];
}

function isAbout(alert: Condition, condition: Condition): boolean {
  return alert.kind === condition.kind && alert.subject === condition.subject;
}

function mayTell({ mutes, heard, now }: Facts, { kind }: Condition): boolean {
  return heard && (mutes.get(kind) ?? 0) <= now;
}

function whileThere(facts: Facts, alert: OpenAlert, condition: Condition): Decision | undefined {
  const notice = mayTell(facts, alert) ? noticeOf(facts, alert, condition) : undefined;
  const same =
    notice === undefined &&
    alert.quietSince === null &&
    alert.count === condition.count &&
    JSON.stringify(alert.details) === JSON.stringify(condition.details);
  return same ? undefined : { kind: "update", alert, condition, quietSince: null, notice };
}

/** One that nobody has heard of yet (a channel was set later, a mute has ended) is told as new. */
function noticeOf({ everyMs, now }: Facts, { toldAt, toldCount }: OpenAlert, { count }: Condition): Notice | undefined {
  if (toldAt === null) return "opened";
  return count > toldCount && now - toldAt >= everyMs ? "grown" : undefined;
}

function whileGone(facts: Facts, alert: OpenAlert): Decision | undefined {
  const { now } = facts;
  if (alert.quietSince === null) {
    return { kind: "update", alert, condition: undefined, quietSince: now, notice: undefined };
  }
  if (now - alert.quietSince < settleMs) return undefined;
  const knows = alert.toldAt !== null;
  return { kind: "resolve", alert, notice: knows && mayTell(facts, alert) ? "resolved" : undefined };
}
