/** How often is enough. Six digits, so one guess in a million is right. */

export interface Limit {
  readonly most: number;
  /** Milliseconds from the first of them on. */
  readonly withinMs: number;
}

const hourMs = 3_600_000;

/** Guesses at one code. */
export const triesPerCode = 5;

/** Over all codes, sessions and processes; a business that is attacked stands still rather than open. */
export const codeLimits = {
  /** Guesses of one person. */
  tries: { most: 10, withinMs: 24 * hourMs },
  /** Codes sent to one person. */
  sends: { most: 8, withinMs: hourMs },
  /** Codes sent to one number, whoever typed it: nobody's phone is filled by strangers. */
  numberSends: { most: 6, withinMs: 24 * hourMs },
  /** Guesses of all people of a portal. */
  portalTries: { most: 1_000, withinMs: hourMs },
  /** Codes sent for a portal. */
  portalSends: { most: 1_000, withinMs: hourMs },
} as const satisfies Record<string, Limit>;
export type CodeLimitName = keyof typeof codeLimits;

/** So long after a code the next one may be asked for, in milliseconds. */
export const resendAfterMs = 60_000;

/** So long what was proved counts in the session that proved it, in milliseconds; then it is proved anew. */
export const provedForMs = 30 * 60_000;

/** So long a code is good that the business hands over by itself, in minutes, unless it says otherwise; and at most. */
export const handedOutMinutes = { usually: 60, most: 7 * 24 * 60 } as const;
