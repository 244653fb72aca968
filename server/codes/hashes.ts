/** What of a code is kept: hashes keyed by the person's key, each good for one row only. */
import { timingSafeEqual } from "node:crypto";
import { codeTyped, surnameTyped } from "../../core/codes/index.ts";
import type { Row } from "../store/index.ts";
import type { Sealer } from "../vault/index.ts";

export type CodeRow = Row<"codes">;

/** An empty text has none: it would be right for whoever types nothing. */
export function secretHash(sealer: Sealer, rowId: string, secret: string): string | null {
  const typed = codeTyped(secret);
  return typed === "" ? null : sealer.lookup(`code:${rowId}:${typed}`);
}

export function surnameHash(sealer: Sealer, rowId: string, surname: string): string | null {
  const typed = surnameTyped(surname);
  return typed === "" ? null : sealer.lookup(`code-surname:${rowId}:${typed}`);
}

/** Which number a code was sent to; the same for every row of this person. */
export function targetHash(sealer: Sealer, number: string): string {
  return sealer.lookup(`code-number:${number}`);
}

/** What was typed. */
export interface Guess {
  readonly code: string;
  /** Counts only where the code is to prove a person. */
  readonly surname: string;
}

/** So many rows are compared each time, whether there are as many or not. */
export const comparedRows = 3;

/**
 * The row that the guess is right for. All of it is compared, always, in the same number of steps: how long it takes tells
 * neither what was wrong, nor whether there was anything to be right about.
 */
export function rightRow(sealer: Sealer, rows: readonly CodeRow[], guess: Guess): CodeRow | undefined {
  let right: CodeRow | undefined;
  for (let place = 0; place < comparedRows; place += 1) {
    const row = rows[place];
    const id = row?.id ?? "none";
    const code = same(row?.code_hash, secretHash(sealer, id, guess.code));
    const number = same(row?.number_hash, secretHash(sealer, id, guess.code));
    const surname = same(row?.surname_hash, surnameHash(sealer, id, guess.surname));
    const unnamed = row?.proves === "number" ? 1 : 0;
    if (((code | number) & (surname | unnamed)) === 1) right ??= row;
  }
  return right;
}

/** As long as a keyed hash, and none. */
const nothing = "-".repeat(43);

function same(known: string | null | undefined, typed: string | null): number {
  const isThere = known === null || known === undefined || typed === null ? 0 : 1;
  const equal = timingSafeEqual(
    Buffer.from((known ?? nothing).padEnd(43)),
    Buffer.from(typed ?? `${nothing.slice(1)}+`),
  );
  return isThere & (equal ? 1 : 0);
}
