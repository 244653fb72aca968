import type { AnswerValue } from "./types.ts";

/** From so many letters and digits on, the last four tell little of the rest. */
const longEnough = 8;

/**
 * The last four letters or digits of an account's or a document's number, as `last_digits` asks for them. Undefined for what
 * is no such number, or so short that they would be half of it.
 */
export function lastFourOf(value: AnswerValue): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const characters = String(value).replace(/[^\p{L}\p{N}]/gu, "");
  return [...characters].length >= longEnough ? [...characters].slice(-4).join("") : undefined;
}
