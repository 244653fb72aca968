/** The way into a send: whom it goes to, whether they may be written to now, and the commit that holds both. */
import { askGate } from "../consent/gate.ts";
import { consentProperties } from "../consent/hubspot-consent.ts";
import { consentSettingsOf } from "../consent/settings.ts";
import { holdInWords, refusalCode, refusalInWords } from "../consent/words.ts";
import { numberQuestionWrites } from "../people/number-questions.ts";
import { personWithWaId } from "../people/people.ts";
import { type Recipient, recipientOf } from "../people/recipient.ts";
import { findPortal } from "../portals/store.ts";
import { type Row, StoreConflict } from "../store/index.ts";
import { type Sender, senderAmong } from "../whatsapp-account/senders.ts";
import { beginSend } from "./begin.ts";
import type { Along, SendingParts, SendRequest } from "./request.ts";

export interface Begun {
  readonly kind: "begun";
  readonly send: Row<"sends">;
  /** Absent where another request with this key was faster. */
  readonly token?: string;
  /** Digits. */
  readonly waId: string;
}

export interface Hold {
  readonly kind: "hold";
  readonly because: "with_a_person" | "quiet_hours" | "frequency_cap";
  readonly until: number;
  readonly personId: string;
  readonly message: string;
}

export interface NotCleared {
  readonly kind: "refused";
  readonly code: "NO_NUMBER" | "NO_CONSENT" | "OPTED_OUT" | "NOT_CONNECTED";
  readonly message: string;
}

interface Cleared {
  readonly flow: Row<"flows">;
  /** The numbers of the Flow's account, one at least. */
  readonly senders: readonly Sender[];
  readonly request: SendRequest;
  readonly along?: Along;
}

/** How often the decision is made anew because something about the person changed meanwhile. */
const mostTries = 8;

export async function beginCleared(
  parts: SendingParts,
  portalId: string,
  { flow, senders, request, along = {} }: Cleared,
): Promise<Begun | Hold | NotCleared> {
  const { context } = parts;
  const properties = consentProperties(await consentSettingsOf(context, portalId));
  const recipient = await recipientOf(parts, portalId, request.to, properties, along.contact);
  if (recipient.kind === "none") {
    const country = (await findPortal(context, portalId))?.settings.defaultCountry;
    return { kind: "refused", code: "NO_NUMBER", message: noNumber(recipient.reason, country !== undefined) };
  }
  const { waId, contact } = recipient;
  const { senderId: wanted } = request;
  const sender =
    wanted === undefined
      ? await senderAmong(context, portalId, senders, waId)
      : senders.find(({ id }) => id === wanted);
  if (!sender) {
    const message = "The number that was chosen cannot send this Flow any more. Choose another one.";
    return { kind: "refused", code: "NOT_CONNECTED", message };
  }
  const senderId = sender.id;
  for (let tries = 1; ; tries += 1) {
    const personId = await personWithWaId(context, portalId, waId, along.withNewPerson);
    const occasion = request.occasion ?? "answer";
    const { otherTemplate } = along;
    const approach = { personId, waId, senderId, flowId: flow.id, occasion, contact, otherTemplate };
    const gate = await askGate(parts, portalId, approach);
    const asking = await questionsOf(parts, portalId, recipient, personId);
    const { decision } = gate;
    if (decision.kind !== "send" && asking.writes.length > 0) await context.store.of(portalId).commit(asking.writes);
    if (decision.kind === "refuse") {
      const { because } = decision;
      context.log.info("send.not_cleared", { portal: portalId, flow: flow.id, code: because });
      return { kind: "refused", code: refusalCode(because), message: refusalInWords(because, gate.trouble) };
    }
    if (decision.kind === "hold") {
      const zone = (await findPortal(context, portalId))?.settings.timeZone ?? "UTC";
      return { ...decision, personId, message: holdInWords(decision, zone) };
    }
    await along.turn?.(senderId);
    try {
      const begun = await beginSend(parts, portalId, {
        flow,
        personId,
        waId,
        senderId,
        channel: gate.facts.window === "open" ? "message" : "template",
        request,
        linksContact: asking.settled,
        writes: [...gate.writes, ...asking.writes],
        also: along.writes,
      });
      return { kind: "begun", ...begun, waId };
    } catch (error) {
      if (!(error instanceof StoreConflict) || tries === mostTries) throw error;
    }
  }
}

function noNumber(reason: Extract<Recipient, { kind: "none" }>["reason"], countryChosen: boolean): string {
  if (reason === "number-changed") {
    return (
      "WhatsApp says that this person has a new number and does not share it. Ask for it, or wait until they write to " +
      "you; then put the new number on the contact."
    );
  }
  if (reason === "invalid-number" && !countryChosen) {
    return (
      "There is no usable phone number. Add its country code, or have whoever runs Flowella choose the country of " +
      "numbers without one."
    );
  }
  return "There is no usable phone number. Add one with its country code to the contact.";
}

async function questionsOf(parts: SendingParts, portalId: string, recipient: Recipient, personId: string) {
  if (recipient.kind === "none" || !recipient.contact) return { writes: [], settled: true };
  return numberQuestionWrites(parts.context, portalId, { ...recipient, contact: recipient.contact, personId });
}
