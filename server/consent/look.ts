/** What stands between a business and a person, before anything is sent: which number, which agreement, what would happen. */
import type { Consent, Decision, OptOut } from "../../core/consent/index.ts";
import { findPeople } from "../people/people.ts";
import { type Recipient, recipientOf } from "../people/recipient.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { findPortal } from "../portals/store.ts";
import type { SendingParts, SendRequest } from "../sending/request.ts";
import { senderFor } from "../whatsapp-account/senders.ts";
import { askGate } from "./gate.ts";
import { consentProperties } from "./hubspot-consent.ts";
import { recordsOf } from "./records.ts";
import { consentSettingsOf } from "./settings.ts";
import { holdInWords, refusalInWords } from "./words.ts";

export type Look =
  | { readonly kind: "no-number"; readonly reason: Extract<Recipient, { kind: "none" }>["reason"] }
  | {
      readonly kind: "person";
      /** With `+`: where a message would go, and why there. */
      readonly number: string;
      readonly from: string;
      /** Numbers of other people behind the same contact. */
      readonly otherNumbers: readonly string[];
      readonly window: "open" | "closed";
      readonly optOut: OptOut;
      readonly consent: Consent;
      /** What a send would meet now, and in words where it would not go. */
      readonly decision: Decision;
      readonly message?: string;
      /** Newest first. */
      readonly evidence: readonly Evidence[];
    };

export interface Evidence {
  readonly source: string;
  readonly ref: string;
  readonly state: string;
  readonly covers: string;
  readonly at: string;
  /** What was agreed to, and its version. */
  readonly wording?: { readonly version: string; readonly text: string };
  readonly submissionId?: string;
}

export interface LookAt {
  readonly to: SendRequest["to"];
  /** The Flow that would be sent; without one, a message about the person's own request. */
  readonly flowId?: string | undefined;
}

/** @throws OutsideError when HubSpot must be asked and cannot be */
export async function lookAt(parts: SendingParts, portalId: string, { to, flowId = "" }: LookAt): Promise<Look> {
  const { context } = parts;
  const properties = consentProperties(await consentSettingsOf(context, portalId));
  const recipient = await recipientOf(parts, portalId, to, properties);
  if (recipient.kind === "none") return { kind: "no-number", reason: recipient.reason };
  const { waId, from, others, contact } = recipient;
  const [personId = nobody] = await findPeople(context, portalId, "wa_id", waId);
  const senderId = await sendingNumber(parts, portalId, flowId, waId);
  const approach = { personId, waId, senderId, flowId, occasion: "answer", contact } as const;
  const { decision, facts, trouble } = await askGate(parts, portalId, approach);
  const zone = (await findPortal(context, portalId))?.settings.timeZone ?? "UTC";
  const message =
    decision.kind === "refuse"
      ? refusalInWords(decision.because, trouble)
      : decision.kind === "hold"
        ? holdInWords(decision, zone)
        : undefined;
  return {
    kind: "person",
    number: `+${waId}`,
    from,
    otherNumbers: others.map((other) => `+${other.waId}`),
    window: facts.window,
    optOut: facts.optOut,
    consent: facts.consent,
    decision,
    ...(message !== undefined && { message }),
    evidence: await evidenceOf(parts, portalId, personId),
  };
}

/** Stands for somebody whom we do not know yet: there is nothing under this id. */
const nobody = "per_nobody";

/** The number that would send; without a Flow, that of the account that new Flows belong to. */
async function sendingNumber(
  { context }: SendingParts,
  portalId: string,
  flowId: string,
  waId: string,
): Promise<string> {
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("connection_id").where("id", "=", flowId));
  const connectionId = flow?.connection_id ?? (await whatsappConnection(context, portalId))?.id;
  return connectionId === undefined ? "" : ((await senderFor(context, portalId, connectionId, waId))?.id ?? "");
}

async function evidenceOf({ context }: SendingParts, portalId: string, personId: string): Promise<Evidence[]> {
  const records = await recordsOf(context, portalId, personId);
  const versions = [...new Set(records.flatMap(({ wording }) => (wording === null ? [] : [wording])))];
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("consent_wordings").select(["version", "wording"]);
  const texts = versions.length === 0 ? [] : await tenant.all(query.where("version", "in", versions));
  return records.map(({ source, source_ref: ref, state, covers, at, wording, submission_id: submissionId }) => {
    const text = texts.find(({ version }) => version === wording)?.wording;
    return {
      source,
      ref,
      state,
      covers,
      at: new Date(at).toISOString(),
      ...(wording !== null && text !== undefined && { wording: { version: wording, text } }),
      ...(submissionId !== null && { submissionId }),
    };
  });
}
