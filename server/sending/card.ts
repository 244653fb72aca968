/** What the contact card shows: the Flows that can be sent, who would get them, and how far earlier sends got. */
import type { CardSend, ContactCardResponse } from "../../src/app/packages/contract/index.ts";
import { reasonInWords } from "../delivery/reasons.ts";
import { findPeople } from "../people/people.ts";
import { type Recipient, recipientOf } from "../people/recipient.ts";
import { progressOf } from "./progress.ts";
import type { SendingParts } from "./request.ts";
import { sendsOf } from "./store.ts";
import { windowOf } from "./window.ts";

const shownSends = 10;

export async function contactCardOf(
  parts: SendingParts,
  portalId: string,
  contactId: string,
): Promise<ContactCardResponse> {
  const { context, catalogue } = parts;
  const tenant = context.store.of(portalId);
  const sender = await tenant.first(
    tenant.db.selectFrom("senders").select(["id", "display_number"]).orderBy("created_at").orderBy("id").limit(1),
  );
  if (!sender) {
    return { kind: "not-connected", reason: "No WhatsApp number is connected yet. Ask an admin to connect one." };
  }
  const flows = await tenant.all(tenant.db.selectFrom("flows").select(["id", "name", "status"]).orderBy("name"));
  const recipient = await recipientOf(parts, portalId, { contactId });
  const digits = recipient.kind === "number" ? recipient.waId : undefined;
  const [withNumber] = digits ? await findPeople(context, portalId, "wa_id", digits) : [];
  const people = new Set(await findPeople(context, portalId, "contact", contactId));
  if (withNumber) people.add(withNumber);
  const window = withNumber ? await windowOf(context, portalId, withNumber, sender.id) : ({ state: "closed" } as const);
  const sends = await sendsOf(context, portalId, [...people], shownSends);
  return {
    kind: "ready",
    flows,
    sender: { displayNumber: sender.display_number },
    contact: {
      ...(digits && { phone: `+${digits}` }),
      reachable: recipient.kind === "number" ? "yes" : reachableBy(recipient.reason),
      window: window.state,
      ...(window.state === "open" && { windowUntil: new Date(window.until).toISOString() }),
    },
    sends: await Promise.all(sends.map((send) => shown(send))),
  };

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
      ...(reason ? { reason: reasonInWords(reason) } : noted && { reason: reasonInWords(noted.reason ?? "") }),
    };
  }
}

function reachableBy(reason: Extract<Recipient, { kind: "none" }>["reason"]): "no-number" | "invalid-number" {
  return reason === "invalid-number" ? "invalid-number" : "no-number";
}

/** Why HubSpot got the values but no form submission. */
const withoutEmail = new Set(["no-email", "email-of-another-contact"]);
