/** The page's questions to the stand-in. Throws an Error with a sentence where there is no good answer. */
import type * as z from "zod";
import { WORDS } from "./words.ts";

/** `/_sandbox/hubspot/<portal id>`, from the address. */
export function accountPath(): string {
  return /^.*\/hubspot\/\d+/.exec(location.pathname)?.[0] ?? "";
}

export async function ask<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  let answer: unknown;
  try {
    const response = await fetch(`${accountPath()}${path}`, init);
    if (!response.ok) throw new Error(response.statusText);
    answer = await response.json();
  } catch {
    throw new Error(WORDS.lost);
  }
  return schema.parse(answer);
}
