/** The Flow inside a message: may it be sent, and what does the message carry? (WhatsApp reference 6.1, 5.3) */
import { dataProblem, entryScreens, live, newest } from "./flow-facts.ts";
import { GraphError } from "./graph-error.ts";
import { type FlowParameters, wrongValue } from "./message-schemas.ts";
import type { FlowInMessage, MetaFlow, Revision, State } from "./state.ts";

/** A throttled Flow may be sent so often per hour (reference 3.9). */
const THROTTLED_PER_HOUR = 10;

/** Finds the Flow by id or name. Throws 131009, 132068 (blocked or deprecated), 132069 (throttled). */
export function flowForSending(
  state: State,
  accountId: string,
  parameters: FlowParameters,
): { flow: MetaFlow; revision: Revision } {
  const { flow_id: id, flow_name: name, mode } = parameters;
  if ((id === undefined) === (name === undefined)) throw wrongValue("Give exactly one of flow_id and flow_name.");
  const flow = [...state.flows.values()].find(
    (candidate) => candidate.accountId === accountId && (candidate.id === id || candidate.name === name),
  );
  if (!flow) throw wrongValue("The Flow does not exist in this WhatsApp Business Account.");
  refuseUnhealthy(state, flow);
  const revision = mode === "draft" ? newest(flow) : live(flow);
  if (!revision) throw wrongValue(mode === "draft" ? "The Flow has no Flow JSON." : "The Flow is not published.");
  return { flow, revision };
}

export function refuseUnhealthy(state: State, flow: MetaFlow): void {
  if (flow.status === "BLOCKED" || flow.status === "DEPRECATED")
    throw new GraphError(132068, "(#132068) Flow is blocked");
  if (flow.status !== "THROTTLED") return;
  const recent = [...state.sent.values()].filter(
    (message) => message.flow?.flowId === flow.id && state.now() - message.at < 3_600_000,
  );
  if (recent.length >= THROTTLED_PER_HOUR) throw new GraphError(132069, "(#132069) Flow is throttled");
}

export function flowInMessage(flow: MetaFlow, revision: Revision, parameters: FlowParameters): FlowInMessage {
  const { flow_action: action, flow_action_payload: payload, flow_token: token, flow_cta: cta } = parameters;
  if (action === "data_exchange" && payload !== undefined)
    throw wrongValue("flow_action_payload is for navigate only.");
  return {
    flowId: flow.id,
    revision: revision.number,
    flowJson: revision.flowJson,
    token,
    cta,
    action,
    button: "ready",
    ...(action === "navigate" && opening(revision, payload?.screen, payload?.data)),
  };
}

/** A `navigate` message opens an entry screen with exactly the data that the screen declares. */
export function opening(
  revision: Revision,
  screen: string | undefined,
  data: Record<string, unknown> | undefined,
): Pick<FlowInMessage, "firstScreen" | "data"> {
  const entries = entryScreens(revision);
  const firstScreen = screen ?? entries[0] ?? "";
  if (!entries.includes(firstScreen)) throw wrongValue(`${firstScreen} is not an entry screen of the Flow.`);
  const problem = dataProblem(revision, firstScreen, data);
  if (problem !== undefined) throw wrongValue(`${firstScreen}: ${problem}.`);
  return { firstScreen, ...(data && { data }) };
}
