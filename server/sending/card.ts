/** What the contact card shows: the Flows that can be sent, who would get them, and how far earlier sends got. */
import type { CardSend, ContactCardResponse, WaitingReason } from "../../src/app/packages/contract/index.ts";
import { templateState } from "../app-page/template-state.ts";
import { heldFor } from "../consent/held.ts";
import { reasonInWords } from "../delivery/reasons.ts";
import { findPeople } from "../people/people.ts";
import { type Recipient, recipientOf } from "../people/recipient.ts";
import { whatsappConnectionIds } from "../portals/connections.ts";
import { templatesSeen } from "../templates/seen.ts";
import { cardNumbers } from "./card-numbers.ts";
import { progressOf } from "./progress.ts";
import type { SendingParts } from "./request.ts";
import { sendsOf } from "./store.ts";
import { undeliverable, webFormOf } from "./unreached.ts";

const shownSends = 10;

export async function contactCardOf(
  parts: SendingParts,
  portalId: string,
  contactId: string,
): Promise<ContactCardResponse> {
  const { context, catalogue } = parts;
  const tenant = context.store.of(portalId);
  if ((await whatsappConnectionIds(context, portalId)).length === 0) return notConnected(noNumberYet);
  const recipient = await recipientOf(parts, portalId, { contactId });
  const waId = recipient.kind === "number" ? recipient.waId : undefined;
  const [withNumber] = waId ? await findPeople(context, portalId, "wa_id", waId) : [];
  const { usual, senders, carriers } = await cardNumbers(context, portalId, { waId, personId: withNumber });
  if (!usual) return notConnected(noNumberSends);
  const people = new Set(await findPeople(context, portalId, "contact", contactId));
  if (withNumber) people.add(withNumber);
  const query = tenant.db.selectFrom("flows").select(["id", "name", "status", "connection_id"]).orderBy("name");
  const flows = await tenant.all(query);
  const templates = await templatesSeen(context, portalId);
  const sends = await sendsOf(context, portalId, [...people], shownSends);
  const { displayNumber, window, windowUntil } = usual;
  return {
    kind: "ready",
    flows: flows.map(({ connection_id: connectionId, ...flow }) => {
      const carries = templates.find(({ flowId, inUse }) => inUse && flowId === flow.id);
      return {
        ...flow,
        senders: [...(carriers.get(connectionId) ?? [])],
        ...(carries && { template: templateState(carries) }),
      };
    }),
    sender: { displayNumber },
    senders: [...senders],
    contact: {
      ...(waId && { phone: `+${waId}` }),
      reachable: recipient.kind === "number" ? "yes" : reachableBy(recipient.reason),
      window,
      ...(windowUntil !== undefined && { windowUntil }),
    },
    waiting: (await heldFor(parts, portalId, [...people])).map(({ id, flowId, because, until }) => ({
      id,
      flowName: flows.find((flow) => flow.id === flowId)?.name ?? "",
      because: waitingReason(because),
      until: new Date(until).toISOString(),
    })),
    sends: await Promise.all(sends.map((send) => shown(send))),
  };

  async function webFormFor(send: (typeof sends)[number]): Promise<string | undefined> {
    return send.reason === undeliverable ? webFormOf(context, portalId, send) : undefined;
  }

  async function shown(send: (typeof sends)[number]): Promise<CardSend> {
    const steps = send.steps.map(({ status }) => status);
    const status = progressOf({
      send: send.status,
      session: send.state,
      answering: send.answering,
      steps,
    });
    const stuck = send.steps.find((step) => step.status === "dead" || step.status === "waiting-for-person");
    const changed = [send.updated_at, send.session_updated_at, ...send.steps.map(({ updated_at }) => updated_at)];
    const { screens } = await catalogue.version(portalId, send.version_id);
    const at = screens.findIndex(({ id }) => id === send.screen);
    const reason = status === "failed" ? send.reason : status === "needs-attention" ? stuck?.reason : undefined;
    const noted = send.steps.find(({ step, reason }) => step === "form_submission" && withoutEmail.has(reason ?? ""));
    return {
      id: send.id,
      flowName: send.name,
      status,
      at: new Date(Math.max(...changed)).toISOString(),
      ...(at >= 0 && { screen: { number: at + 1, of: screens.length, title: screens[at]?.title ?? "" } }),
      ...(reason
        ? { reason: [reasonInWords(reason), await webFormFor(send)].filter(Boolean).join(" ") }
        : noted && { reason: reasonInWords(noted.reason ?? "") }),
    };
  }
}

function reachableBy(reason: Extract<Recipient, { kind: "none" }>["reason"]): "no-number" | "invalid-number" {
  return reason === "invalid-number" ? "invalid-number" : "no-number";
}

const noNumberYet = "No WhatsApp number is connected yet. Ask an admin to connect one.";
const noNumberSends =
  "No WhatsApp number can send now. Ask an admin: the page that connects WhatsApp says what has to happen.";

function notConnected(reason: string): ContactCardResponse {
  return { kind: "not-connected", reason };
}

/** @param because a reason of a held send, or the code of what failed when its time had come */
export function waitingReason(because: string): WaitingReason {
  if (because === "quiet_hours") return "quiet-hours";
  return because === "frequency_cap" ? "frequency-cap" : "trying-again";
}

/** Why HubSpot got the values but no form submission. */
const withoutEmail = new Set(["no-email", "email-of-another-contact"]);
