/** So many messages that the business began within so many days. */
export interface FrequencyCap {
  readonly messages: number;
  readonly days: number;
}

/**
 * When one more message fits; undefined where it fits now.
 * @param at epoch ms
 * @param sent epoch ms of earlier messages, in any order
 */
export function capUntil(at: number, { messages, days }: FrequencyCap, sent: readonly number[]): number | undefined {
  const spanMs = days * 24 * 3_600_000;
  const counted = sent.filter((time) => time > at - spanMs).sort((one, other) => other - one);
  const oldest = counted[messages - 1];
  return oldest === undefined ? undefined : oldest + spanMs;
}
