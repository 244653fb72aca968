/** A workflow asks for an action. It is stored and answered at once; the work is done by whoever is woken. */
import type { ActionAnswer, ActionRequest } from "../../connectors/hubspot/index.ts";
import { answerOutputs, expiry, longestWaitMs, waitingTime } from "../../core/workflow/index.ts";
import type { Context } from "../context.ts";
import { hubspotConnection } from "../portals/connections.ts";
import { toldTo } from "./advance.ts";
import { acceptExecution, type Execution, executionById, requestOf } from "./store.ts";

/** @returns what HubSpot is answered: the same for a call that it repeats */
export async function acceptAction(
  context: Context,
  portalId: string,
  action: Execution["action"],
  { callbackId, object, inputFields }: ActionRequest,
): Promise<ActionAnswer> {
  const earlier = await executionById(context, portalId, callbackId);
  if (earlier) return answerFor(context, portalId, earlier);
  const input = (name: string): string => String(inputFields[name] ?? "").trim();
  const flowId = input("flow");
  const refused = (detail: string): ActionAnswer => ({
    outputFields: { outcome: "FAILED", detail, hs_execution_state: "FAIL_CONTINUE" },
  });
  if (flowId === "") return refused("No Flow is chosen in this action. Choose one in the workflow.");
  if (object.objectType !== "CONTACT" && object.objectType !== "0-1")
    return refused("A Flow can only be sent to contacts. Put this action into a workflow that enrols contacts.");
  const waitMs = action === "send_and_wait" ? waitingTime(input("wait_for"), input("wait_unit")) : 0;
  if (waitMs === undefined)
    return refused(`The time to wait must lie between 1 hour and ${longestWaitMs / 86_400_000} days.`);
  const connection = await hubspotConnection(context, portalId);
  if (!connection?.secrets.scopes.includes("automation"))
    return refused("Flowella may not report back to workflows here. Install it again and allow automation.");
  const answers = Object.fromEntries(
    Array.from({ length: answerOutputs }, (_, index) => [String(index + 1), input(`answer_${index + 1}`)]).filter(
      ([, fieldId]) => fieldId !== "",
    ),
  );
  const request = { contactId: object.objectId, waitMs, answers };
  await acceptExecution(context, portalId, { callbackId, action, flowId, request });
  context.log.info("workflow.accepted", { portal: portalId, callback: callbackId, flow: flowId, action });
  return waiting(waitMs);
}

async function answerFor(context: Context, portalId: string, row: Execution): Promise<ActionAnswer> {
  if (row.state === "queued" || row.state === "waiting")
    return waiting((await requestOf(context, portalId, row)).waitMs);
  return { outputFields: await toldTo({ context }, portalId, row) };
}

function waiting(waitMs: number): ActionAnswer {
  return { outputFields: { hs_execution_state: "BLOCK", hs_expiration_duration: expiry(waitMs) } };
}
