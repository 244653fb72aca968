/** Whether a reminder may go now: consent, opt-out, quiet hours and the cap, as for every message that the business begins. */
import type { Decision } from "../../core/consent/index.ts";
import { askGate, type OtherTemplate } from "../consent/gate.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Write } from "../store/index.ts";
import type { ReminderRow } from "./store.ts";

export type Clearance =
  | { readonly kind: "send"; readonly window: "open" | "closed"; readonly writes: readonly Write[] }
  | Exclude<Decision, { kind: "send" }>;

/**
 * With an agreement it goes as every message does. Without one, but nothing said against it, it still goes inside the 24 hours
 * after the person wrote: it is about what they asked for. Quiet hours count there, too: nobody waits for it at night.
 *
 * @param otherTemplate what goes outside the 24 hours, where it is not the Flow's own template
 * @throws OutsideError when HubSpot, or WhatsApp about the template, must be asked and cannot be
 */
export async function clearance(
  parts: SendingParts,
  portalId: string,
  row: Pick<ReminderRow, "person_id" | "sender_id" | "flow_id">,
  waId: string,
  otherTemplate?: OtherTemplate,
): Promise<Clearance> {
  const approach = { personId: row.person_id, waId, senderId: row.sender_id, flowId: row.flow_id, otherTemplate };
  const gate = await askGate(parts, portalId, { ...approach, occasion: "outreach" });
  const { decision, facts } = gate;
  if (decision.kind === "send") return { kind: "send", window: facts.window, writes: gate.writes };
  if (decision.kind === "hold" || decision.because !== "no_consent") return decision;
  if (facts.quietUntil !== undefined && facts.window === "open")
    return { kind: "hold", because: "quiet_hours", until: facts.quietUntil };
  const answer = await askGate(parts, portalId, { ...approach, occasion: "answer" });
  if (answer.decision.kind !== "send") return answer.decision;
  return { kind: "send", window: answer.facts.window, writes: answer.writes };
}
