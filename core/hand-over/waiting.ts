import type { Chat } from "../messages/index.ts";

const dayMs = 24 * 3_600_000;

/**
 * Until when a person who asked for somebody is left to whoever answers: a day, or until somebody does.
 * @returns undefined where nobody is waited for
 */
export function waitsUntil({ askedAt, answeredAt }: Chat, now: number): number | undefined {
  if (askedAt === undefined || (answeredAt ?? 0) > askedAt) return undefined;
  const until = askedAt + dayMs;
  return until > now ? until : undefined;
}
