/**
 * Whom a question is about, by the names of its fields. A field of the contract that names somebody must stand here, so that
 * the rule about contacts cannot be forgotten where a call is written; a test holds the contract against this list.
 */
import { z } from "zod";
import type { Context } from "../context.ts";
import { identitiesOf } from "../people/people.ts";
import { VaultError } from "../vault/index.ts";

/** Rows that name their person. */
const tables = {
  heldId: "person_outbox",
  submissionId: "submissions",
  stepId: "steps",
  sendId: "sends",
  sessionId: "sessions",
  conflictId: "conflicts",
  fileId: "files",
  messageId: "chat_messages",
} as const;
type RowField = keyof typeof tables;

/** Fields that name a contact, or a row that belongs to a person. */
export const subjectFields: readonly string[] = ["contactId", "personId", ...Object.keys(tables)];

/** `named`: the caller said its id. */
export interface Subject {
  readonly named: boolean;
  /** Of one person; there may be several where contacts were merged or shared, or none yet. */
  readonly contactIds: readonly string[];
}

/** Everybody whom the question names. A row that is not this portal's is nobody: the call itself will not find it. */
export async function subjectsOf(context: Context, portalId: string, asked: unknown): Promise<Subject[]> {
  const fields = z.record(z.string(), z.unknown()).safeParse(asked).data ?? {};
  const subjects: Subject[] = [];
  for (const [field, id] of Object.entries(fields)) {
    if (typeof id !== "string") continue;
    if (field === "contactId") subjects.push({ named: true, contactIds: [id] });
    const personId = field === "personId" ? id : isRowField(field) && (await personOf(context, portalId, field, id));
    if (!personId) continue;
    const contactIds = await contactsOf(context, portalId, personId);
    const held = field === "heldId" ? await contactOfHeld(context, portalId, personId, id) : undefined;
    subjects.push({ named: false, contactIds: held === undefined ? contactIds : [held] });
  }
  return subjects;
}

/** Ids of the contacts that this person is known by, newest first; none for somebody who was erased. */
export async function contactsOf(context: Context, portalId: string, personId: string): Promise<string[]> {
  try {
    return await identitiesOf(context, portalId, personId, "contact");
  } catch (error) {
    if (error instanceof VaultError) return [];
    throw error;
  }
}

const isRowField = (field: string): field is RowField => Object.hasOwn(tables, field);

async function personOf({ store }: Context, portalId: string, field: RowField, id: string) {
  const tenant = store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom(tables[field]).select("person_id").where("id", "=", id));
  return row?.person_id;
}

const heldSchema = z.object({ to: z.object({ contactId: z.string() }) });

/** A send that waits links its contact only when it goes. */
async function contactOfHeld({ store, vault }: Context, portalId: string, personId: string, id: string) {
  const tenant = store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("person_outbox").select("payload_sealed").where("id", "=", id));
  if (!row?.payload_sealed) return undefined;
  const sealer = await vault.person(portalId, personId);
  return heldSchema.safeParse(JSON.parse(sealer.open(row.payload_sealed, "person_outbox.payload"))).data?.to.contactId;
}
