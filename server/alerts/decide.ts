/** Which alerts open, grow and end, and when somebody is told: decided from facts alone. */
import { type AlertKind, type Condition, detailsSchema, type Mute, type Notice, type OpenAlert } from "./types.ts";

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
  readonly mutes: readonly Mute[];
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

function mayTell({ mutes, heard, now }: Facts, condition: Condition): boolean {
  return heard && mutedUntil(mutes, condition, now) === undefined;
}

/** @returns until when nobody is told of it, epoch milliseconds; undefined where people are */
export function mutedUntil(
  mutes: readonly Mute[],
  { kind, subject }: Pick<Condition, "kind" | "subject">,
  now: number,
): number | undefined {
  const those = mutes.filter((mute) => mute.kind === kind && (mute.subject ?? subject) === subject && mute.until > now);
  return those.length === 0 ? undefined : Math.max(...those.map(({ until }) => until));
}

function whileThere(facts: Facts, alert: OpenAlert, condition: Condition): Decision | undefined {
  const notice = mayTell(facts, alert) ? noticeOf(facts, alert, condition) : undefined;
  const same =
    notice === undefined &&
    alert.quietSince === null &&
    alert.count === condition.count &&
    asWritten(alert) === asWritten(condition);
  return same ? undefined : { kind: "update", alert, condition, quietSince: null, notice };
}

/** The schema puts everybody's keys into one order: conditions name them in their own. */
function asWritten({ details }: Condition): string {
  return JSON.stringify(detailsSchema.parse(details));
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
