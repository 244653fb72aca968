/** What a key ring needs, decided from what is known and without asking anybody. */
import { activeOf, type RingKey } from "./ring.ts";

/**
 * `valid`: one of our keys, and Meta's signature on it is good. `mismatch`: ours, and Meta's signature is not.
 * `foreign`: somebody else's. `none`: the number has no key. `failed`: Meta did not say, or did not take it.
 */
export type NumberKeyStatus = "none" | "valid" | "mismatch" | "foreign" | "failed";

export interface NumberKey {
  readonly status: NumberKeyStatus;
  /** Which of our keys it is. */
  readonly keyId: string | null;
  /** Why it failed. */
  readonly code: string | null;
}

/** A number's key as Meta shows it (WhatsApp reference 5.8). */
export interface RegisteredFingerprint {
  readonly fingerprint: string;
  /** `VALID`, `MISMATCH`, or a word that we do not know. */
  readonly status: string;
}

export function judgeNumber(registered: RegisteredFingerprint | undefined, keys: readonly RingKey[]): NumberKey {
  if (!registered) return { status: "none", keyId: null, code: null };
  const ours = keys.find(({ fingerprint }) => fingerprint === registered.fingerprint);
  if (!ours) return { status: "foreign", keyId: null, code: null };
  const valid = registered.status.toUpperCase() === "VALID";
  return { status: valid ? "valid" : "mismatch", keyId: ours.id, code: null };
}

/** Whether the active key is to be uploaded. A stranger's key is never replaced without being asked to. */
export function needsUpload(number: NumberKey, activeId: string): boolean {
  if (number.status === "foreign") return false;
  return number.status !== "valid" || number.keyId !== activeId;
}

/** Whether the key before is still needed: some number's phones may get it from Meta. */
export function isSettled(numbers: readonly NumberKey[], activeId: string): boolean {
  return numbers.every((number) => isGone(number) || !needsUpload(number, activeId));
}

/** Meta knows no such number any more: waiting does not bring it back. */
function isGone({ status, code }: NumberKey): boolean {
  return status === "failed" && code === "whatsapp.bad_request";
}

export type RingNeed =
  /** Nothing to do. */
  | { readonly kind: "nothing" }
  /** Look what the numbers have, and give the active key to those that lack it. */
  | { readonly kind: "check" }
  | { readonly kind: "retire"; readonly keyId: string }
  | { readonly kind: "rotate" };

export interface RingFacts {
  readonly keys: readonly RingKey[];
  readonly numbers: readonly (NumberKey & { readonly checkedAt: number | null })[];
  readonly now: number;
  /** Zero: only when asked to. */
  readonly rotateAfterMs: number;
}

/** A number is looked at so often even when nothing seems wrong: another vendor may have replaced its key. */
export const lookAgainMs = 24 * 3_600_000;

/** The first thing that is due. One thing at a time: each is looked at again after it was done. */
export function nextNeed({ keys, numbers, now, rotateAfterMs }: RingFacts): RingNeed {
  const active = activeOf(keys);
  if (!active) return { kind: "nothing" };
  const settled = isSettled(numbers, active.id);
  const stale = numbers.some(({ checkedAt }) => checkedAt === null || checkedAt + lookAgainMs <= now);
  if (!settled || stale) return { kind: "check" };
  const retiring = keys.filter(({ status }) => status === "retiring");
  if (retiring.some(({ retireAt }) => retireAt === null)) return { kind: "check" };
  const over = retiring.find(({ retireAt }) => retireAt !== null && retireAt <= now);
  if (over) return { kind: "retire", keyId: over.id };
  const due = rotateAfterMs > 0 && active.createdAt + rotateAfterMs <= now;
  return due && retiring.length === 0 ? { kind: "rotate" } : { kind: "nothing" };
}
