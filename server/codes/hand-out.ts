/**
 * A code that the business gives to a customer by itself, before the form is opened: at the counter, in a call it made, in a
 * letter. It is shown once and kept as a hash like any other.
 */
import { defaultCodeSettings, handedOutMinutes, newCode } from "../../core/codes/index.ts";
import { contactOf } from "../consent/contact-of.ts";
import { newId } from "../context.ts";
import { personWithWaId } from "../people/people.ts";
import { type RecipientParts, recipientOf } from "../people/recipient.ts";
import { auditWrite } from "../privacy/audit.ts";
import { settingsOf } from "../publishing/settings.ts";
import { write } from "../store/index.ts";
import { type CodeRow, secretHash, surnameHash } from "./hashes.ts";
import { contactColumn } from "./in-session.ts";

export interface HandOut {
  readonly to: { readonly contactId: string } | { readonly phone: string };
  /** Whose settings say where the surname stands; without it, the usual ones. */
  readonly flowId?: string | undefined;
  readonly minutes?: number | undefined;
}

export type HandedOut =
  | { readonly kind: "code"; readonly code: string /** ISO 8601. */; readonly until: string }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** @throws OutsideError what HubSpot says */
export async function handOutCode(parts: RecipientParts, portalId: string, wanted: HandOut): Promise<HandedOut> {
  const { context } = parts;
  const tenant = context.store.of(portalId);
  const { surnameProperty } = await settingsFor(parts, portalId, wanted.flowId);
  const recipient = await recipientOf(parts, portalId, wanted.to, [surnameProperty]);
  if (recipient.kind === "none") return refused("person.no_number", "There is no WhatsApp number for this contact.");
  const personId = await personWithWaId(context, portalId, recipient.waId);
  const contact = recipient.contact ?? (await contactOf(parts, portalId, personId, recipient.waId, [surnameProperty]));
  const surname = contact?.properties[surnameProperty] ?? "";
  const sealer = await context.vault.person(portalId, personId);
  const id = newId(context, "cod");
  const surname_hash = surnameHash(sealer, id, surname);
  if (!contact || surname_hash === null) {
    return refused(
      "code.no_surname",
      "The code counts together with the surname, and HubSpot holds none for this person.",
    );
  }
  const now = context.now();
  const code = newCode(context.randomBytes);
  const until = now + (wanted.minutes ?? handedOutMinutes.usually) * 60_000;
  const row: CodeRow = {
    id,
    person_id: personId,
    proves: "person",
    way: "handed-out",
    target_hash: "",
    status: "open",
    code_hash: secretHash(sealer, id, code),
    number_hash: null,
    surname_hash,
    contact_sealed: sealer.seal(contact.id, contactColumn),
    spent_by: null,
    tries: 0,
    expires_at: until,
    created_at: now,
    updated_at: now,
  };
  const earlier = tenant.db.updateTable("codes").set({ status: "replaced", updated_at: now });
  await tenant.commit([
    write(
      earlier
        .where("person_id", "=", personId)
        .where("way", "=", "handed-out")
        .where("status", "in", ["preparing", "open"]),
    ),
    write(tenant.db.insertInto("codes").values(row), 1),
    auditWrite(context, portalId, { actor: "operator", action: "code-handed-out", subject: personId }),
  ]);
  return { kind: "code", code, until: new Date(until).toISOString() };
}

async function settingsFor({ context }: RecipientParts, portalId: string, flowId: string | undefined) {
  if (flowId === undefined) return defaultCodeSettings;
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("settings").where("id", "=", flowId));
  return (flow && settingsOf(flow).codes) ?? defaultCodeSettings;
}

function refused(code: string, message: string): HandedOut {
  return { kind: "refused", code, message };
}
