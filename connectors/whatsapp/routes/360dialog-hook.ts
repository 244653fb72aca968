/** Where 360dialog sends a number's events (WhatsApp reference 5.18). They are not signed: a header of ours proves them. */
import { z } from "zod";
import { OutsideError } from "../../../core/errors.ts";
import type { Graph } from "../client.ts";

export interface Hook {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const hookSchema = z.looseObject({
  url: z.string().nullish(),
  headers: z.record(z.string(), z.string()).optional().catch(undefined),
});

/** Undefined where events go nowhere. @throws OutsideError */
export async function getHook(graph: Graph, numberId: string): Promise<Hook | undefined> {
  try {
    const { url, headers } = await graph({
      about: "hook",
      method: "GET",
      path: [numberId, "webhook"],
      answer: hookSchema,
    });
    return url ? { url, headers } : undefined;
  } catch (error) {
    // What a number without one answers is not documented.
    if (error instanceof OutsideError && error.status === 404) return undefined;
    throw error;
  }
}

/** Sends the number's events here from now on, and nowhere else. @throws OutsideError */
export async function setHook(graph: Graph, numberId: string, hook: Hook): Promise<void> {
  await graph({
    about: "hook",
    method: "POST",
    path: [numberId, "webhook"],
    body: { json: { url: hook.url, headers: hook.headers ?? {} } },
    answer: z.unknown(),
  });
}
