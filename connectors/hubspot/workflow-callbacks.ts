/** Lets a workflow go on that waits for one of our actions (HubSpot reference 3.4). Needs the scope `automation`. */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";
import { isInvalid, isNotFound } from "./errors.ts";

export type CallbackOutputs = Readonly<Record<string, string>> & {
  readonly hs_execution_state: "SUCCESS" | "FAIL_CONTINUE";
};

/**
 * May be repeated: a callback that was completed, or that expired, is refused, and nothing happens twice.
 * @returns false when HubSpot does not wait for it any more
 */
export async function completeCallback(
  client: HubSpotClient,
  callbackId: string,
  outputFields: CallbackOutputs,
): Promise<boolean> {
  const path = `/automation/actions/callbacks/2026-03/${encodeURIComponent(callbackId)}/complete`;
  try {
    // The specification wants `typedOutputs`, the prose does not know it.
    await client.call({ method: "POST", path, json: { outputFields, typedOutputs: {} }, answer: z.unknown() });
    return true;
  } catch (error) {
    if (isNotFound(error) || isInvalid(error)) return false;
    throw error;
  }
}
