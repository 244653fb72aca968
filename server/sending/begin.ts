import { parsePhoneNumberFromString } from "libphonenumber-js";
import { newId } from "../context.ts";
import { sealedHidden } from "../conversation/hidden.ts";
import { rememberContact } from "../people/people.ts";
import { auditWrite } from "../privacy/audit.ts";
import { settingsOf } from "../publishing/settings.ts";
import { type Row, type Write, write } from "../store/index.ts";
import type { SendingParts, SendRequest } from "./request.ts";
import { sendByKey } from "./store.ts";

export interface NewSend {
  readonly flow: Row<"flows">;
  readonly personId: string;
  /** Digits of the person's number. */
  readonly waId: string;
  readonly senderId: string;
  readonly channel: "message" | "template";
  readonly request: SendRequest;
  /** False where the contact may be somebody else: the person is not remembered as that contact then. */
  readonly linksContact?: boolean;
  /** What the session's id begins with; `ses` unless told. */
  readonly sessionPrefix?: string;
  /** Committed with it, such as what it was decided by. */
  readonly writes?: readonly Write[];
  /** Committed with it, too: what names the send. */
  readonly also?: ((send: Row<"sends">) => readonly Write[]) | undefined;
}

/** Commits the send and its session. Without a token in the result, another request with this key was faster. */
export async function beginSend(
  { context, tokens }: SendingParts,
  portalId: string,
  {
    flow,
    personId,
    waId,
    senderId,
    channel,
    request,
    linksContact = true,
    sessionPrefix = "ses",
    writes = [],
    also = () => [],
  }: NewSend,
): Promise<{ send: Row<"sends">; token?: string }> {
  const tenant = context.store.of(portalId);
  const now = context.now();
  const sealer = await context.vault.person(portalId, personId);
  const contactId = "contactId" in request.to ? request.to.contactId : undefined;
  const token = tokens.issue();
  const ids = { person_id: personId, flow_id: flow.id, version_id: flow.current_version_id ?? "" };
  const send: Row<"sends"> = {
    id: newId(context, "snd"),
    ...ids,
    sender_id: senderId,
    idempotency_key: request.idempotencyKey,
    channel,
    status: "queued",
    reason: null,
    wamid: null,
    source: request.source ?? "operator",
    country: parsePhoneNumberFromString(`+${waId}`)?.country ?? null,
    contact_sealed: contactId ? sealer.seal(contactId, "sends.contact") : null,
    created_at: now,
    updated_at: now,
  };
  const session: Row<"sessions"> = {
    id: newId(context, sessionPrefix),
    ...ids,
    send_id: send.id,
    token_hash: tokens.hashOf(token) ?? "",
    state: "sent",
    screen: null,
    answers_sealed: null,
    hidden_sealed: sealedHidden(sealer, request.hidden),
    revision: 0,
    submission_id: null,
    round: 1,
    answered_at: null,
    expires_at: now + Math.max(settingsOf(flow).tokenDays * 24 * 3_600_000, request.answerableMs ?? 0),
    created_at: now,
    updated_at: now,
  };
  try {
    await tenant.commit([
      write(tenant.db.insertInto("sends").values(send), 1),
      write(tenant.db.insertInto("sessions").values(session), 1),
      ...writes,
      ...also(send),
      ...(request.actor
        ? [auditWrite(context, portalId, { actor: request.actor, action: "sent", subject: send.id })]
        : []),
      ...(contactId && linksContact ? await rememberContact(context, portalId, personId, contactId) : []),
    ]);
    return { send, token };
  } catch (error) {
    const other = await sendByKey(context, portalId, request.idempotencyKey);
    if (other) return { send: other };
    throw error;
  }
}
