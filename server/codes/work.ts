/**
 * Gets a code to the customer, when nobody waits for an answer any more: reads the record, makes the code, keeps its hash and
 * sends it. For somebody without a record, or without an address in it, the same is done with what nobody can guess.
 *
 * The code is nowhere but in the message: a repeated try makes another one, and the newest counts.
 */
import type { Contact } from "../../connectors/hubspot/index.ts";
import { type CodeSettings, defaultCodeSettings, newCode } from "../../core/codes/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { readEmail } from "../../core/submission/read-text.ts";
import { contactOf } from "../consent/contact-of.ts";
import type { Context } from "../context.ts";
import { mailerOf } from "../mail/index.ts";
import type { Ended, Turn, Work } from "../people/outbox.ts";
import { identityOf } from "../people/people.ts";
import { settingsOf } from "../publishing/settings.ts";
import type { SendingParts } from "../sending/request.ts";
import { write } from "../store/index.ts";
import type { Sealer } from "../vault/index.ts";
import { codeMail } from "./code-mail.ts";
import { type CodeRow, secretHash, surnameHash } from "./hashes.ts";
import { contactColumn } from "./in-session.ts";
import { type ToSend, toSendSchema } from "./store.ts";
import { sendToNumber } from "./to-number.ts";

/** A code that was asked for longer ago than it is good, and this, is waited for by nobody, in milliseconds. */
const graceMs = 60_000;

/** Somebody waits with the form open, so the first tries follow quickly, in milliseconds. */
const soonMs = 5_000;
const soonTries = 6;

/** @throws OutsideError to be tried again */
export function codeWork(parts: SendingParts): Work {
  const { context } = parts;
  return async (portalId, { person_id: personId, attempts }, payload, { mayCall }) => {
    const wanted = toSendSchema.parse(payload);
    const tenant = context.store.of(portalId);
    const row = await tenant.first(tenant.db.selectFrom("codes").selectAll().where("id", "=", wanted.codeId));
    const waited = row && (row.status === "preparing" || row.status === "open") && row.expires_at > context.now();
    if (!waited) return tooLate;
    const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", wanted.flowId));
    if (!flow) return { status: "ended", reason: "no_flow" };
    const settings = settingsOf(flow).codes ?? defaultCodeSettings;
    if (row.created_at + settings.minutes * 60_000 + graceMs <= context.now()) return tooLate;
    try {
      if (row.proves === "person") return await sendToPerson(parts, portalId, { row, wanted, settings, mayCall });
      const openCode = async () => {
        mayCall();
        const code = newCode(context.randomBytes);
        const code_hash = secretHash(await sealerOf(context, portalId, row), row.id, code);
        await open(context, portalId, row, settings, { code_hash });
        return code;
      };
      return await sendToNumber(parts, portalId, { row, wanted, settings, flow, open: openCode });
    } catch (error) {
      if (!(error instanceof OutsideError) || error.remedy !== "retry" || attempts > soonTries) throw error;
      context.log.warn("code.later", { portal: portalId, person: personId, code: error.code });
      return { status: "waiting", reason: error.code, at: context.now() + soonMs };
    }
  };
}

const tooLate = { status: "ended", reason: "too_late" } as const;

interface Wanted extends Pick<Turn, "mayCall"> {
  readonly row: CodeRow;
  readonly wanted: ToSend;
  readonly settings: CodeSettings;
}

async function sendToPerson(
  parts: SendingParts,
  portalId: string,
  { row, wanted, settings, mayCall }: Wanted,
): Promise<Ended> {
  const { context, catalogue } = parts;
  const contact = await recordOf(parts, portalId, row, wanted, settings);
  const sealer = await sealerOf(context, portalId, row);
  const code = newCode(context.randomBytes);
  const { surname, number, email } = factsIn(contact, settings);
  // Whoever has the row by now opens another code, and this one would be dead when it arrives.
  mayCall();
  await open(context, portalId, row, settings, {
    code_hash: secretHash(sealer, row.id, email === undefined ? unguessable(context) : code),
    number_hash: secretHash(sealer, row.id, number ?? unguessable(context)),
    surname_hash: surnameHash(sealer, row.id, surname ?? "") ?? surnameHash(sealer, row.id, unguessable(context)),
    contact_sealed: contact ? sealer.seal(contact.id, contactColumn) : null,
  });
  if (!settings.email) return { status: "done", reason: "number_only" };
  if (email === undefined) return { status: "ended", reason: contact ? "no_address" : "no_contact" };
  const mailer = mailerOf(context);
  if (!mailer) {
    // Nobody gets in by a code: whoever runs the server has to know.
    context.log.error("code.no_mail_server", { portal: portalId, flow: wanted.flowId });
    return { status: "ended", reason: "no_mail_server" };
  }
  const { form } = await catalogue.version(portalId, wanted.versionId);
  await mailer.send({ to: email, ...codeMail(form, code, settings.minutes) });
  return { status: "done", reason: "mailed" };
}

/** The record that the message was sent from, else the one that this person is known by. */
async function recordOf(
  parts: SendingParts,
  portalId: string,
  { person_id: personId }: CodeRow,
  { sendId }: ToSend,
  { surnameProperty, numberProperty }: CodeSettings,
): Promise<Contact | undefined> {
  const { context, hubspot } = parts;
  const properties = [surnameProperty, "email", ...(numberProperty === undefined ? [] : [numberProperty])];
  const tenant = context.store.of(portalId);
  const send = await tenant.first(tenant.db.selectFrom("sends").select("contact_sealed").where("id", "=", sendId));
  const sealer = await context.vault.person(portalId, personId);
  const id = send?.contact_sealed ? sealer.open(send.contact_sealed, "sends.contact") : undefined;
  const sentFrom = id === undefined ? undefined : await hubspot.of(portalId).contacts.get(id, properties);
  if (sentFrom) return sentFrom;
  const waId = await identityOf(context, portalId, personId, "wa_id");
  return waId === undefined ? undefined : contactOf(parts, portalId, personId, waId, properties);
}

function factsIn(contact: Contact | undefined, { surnameProperty, numberProperty, email }: CodeSettings) {
  const held = (name: string | undefined) => (name && contact?.properties[name]?.trim()) || undefined;
  const address = email ? readEmail(held("email")) : undefined;
  return {
    surname: held(surnameProperty),
    number: held(numberProperty),
    email: address?.ok ? address.value : undefined,
  };
}

/** From here on guesses are looked at, and the code's time begins; another try gives it no more of it. */
async function open(
  { store, now }: Context,
  portalId: string,
  { id, status, expires_at }: CodeRow,
  { minutes }: CodeSettings,
  secrets: Partial<CodeRow>,
): Promise<void> {
  const tenant = store.of(portalId);
  const until = status === "preparing" ? now() + minutes * 60_000 : expires_at;
  const change = tenant.db
    .updateTable("codes")
    .set({ ...secrets, status: "open", expires_at: until, updated_at: now() })
    .where("id", "=", id)
    .where("status", "in", ["preparing", "open"]);
  await tenant.commit([write(change, 1)]);
}

function sealerOf({ vault }: Context, portalId: string, { person_id }: CodeRow): Promise<Sealer> {
  return vault.person(portalId, person_id);
}

function unguessable({ randomBytes }: Context): string {
  return Buffer.from(randomBytes(16)).toString("hex");
}
