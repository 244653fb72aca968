import type { Call } from "@flowella/contract";
import { hubspot } from "@hubspot/ui-extensions";

/**
 * Why there is no answer. The request may have taken effect all the same.
 *
 * - `no-answer`: nothing came back in time, or the server could not be reached.
 * - `refused`: 401 or 403; the server did not accept HubSpot's signature or does not know this account.
 * - `bad-status`: any other status than success.
 * - `not-understood`: it came, but it is not what the contract says.
 */
export type Problem = "no-answer" | "refused" | "bad-status" | "not-understood";

export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

/**
 * Puts one question to the companion server through HubSpot's proxy, which signs it. Never throws.
 * Only `hubspot.fetch` leaves the worker, and it takes no header but `Authorization` (HubSpot reference 2.6).
 */
export async function askServer<Request extends Record<string, unknown>, Value>(
  origin: string,
  call: Call<Request, Value>,
  request: Request,
): Promise<Answer<Value>> {
  try {
    const url = new URL(call.path, origin).toString();
    const response = await hubspot.fetch(url, { method: "POST", body: request });
    if (response.status === 401 || response.status === 403) return { ok: false, problem: "refused" };
    if (!response.ok) return { ok: false, problem: "bad-status" };
    const parsed = call.response.safeParse(await jsonOf(response));
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problem: "not-understood" };
  } catch {
    return { ok: false, problem: "no-answer" };
  }
}

/** The body as JSON, or undefined where it is none, which no contract allows. */
async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
