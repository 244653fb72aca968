/** The evidence: what a person once said about being written to, in which words, where and when. */
import { createHash } from "node:crypto";
import type { Consent } from "../../core/consent/index.ts";
import { type Context, newId } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";

export interface NewRecord extends Pick<Row<"consents">, "source" | "state" | "covers"> {
  readonly personId: string;
  /** The field, property or list. */
  readonly ref: string;
  /** What stood beside the box; a record without one is a word in the chat. */
  readonly wording?: string;
  readonly submissionId?: string;
  readonly at: number;
}

/** The same words are one version, whoever wrote them. */
export function wordingVersion(wording: string): string {
  return createHash("sha256").update(wording.normalize("NFC").trim()).digest("hex").slice(0, 16);
}

export function recordWrites(context: Context, portalId: string, record: NewRecord): Write[] {
  const { db } = context.store.of(portalId);
  const { personId, source, ref, state, covers, wording, submissionId, at } = record;
  const version = wording === undefined ? null : wordingVersion(wording);
  const row = {
    id: newId(context, "cns"),
    person_id: personId,
    source,
    source_ref: ref,
    state,
    covers,
    wording: version,
    submission_id: submissionId ?? null,
    at,
  };
  const kept = write(db.insertInto("consents").values(row), 1);
  if (wording === undefined || version === null) return [kept];
  const words = { version, wording: wording.trim(), first_used_at: at };
  return [
    kept,
    write(
      db
        .insertInto("consent_wordings")
        .values(words)
        .onConflict((conflict) => conflict.column("version").doNothing()),
    ),
  ];
}

/** Newest first. */
export async function recordsOf({ store }: Context, portalId: string, personId: string): Promise<Row<"consents">[]> {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("consents")
      .selectAll()
      .where("person_id", "=", personId)
      .orderBy("at", "desc")
      .orderBy("id")
      .limit(200),
  );
}

/** What the person said themselves, in a form: their newest answer, and of several boxes at once one that was ticked. */
export function ownConsent(records: readonly Row<"consents">[]): Consent & { readonly at?: number } {
  const own = records.flatMap((record) => {
    const { source, state } = record;
    const asked = source === "question" || source === "form_box";
    return asked && (state === "given" || state === "declined") ? [{ ...record, source, state }] : [];
  });
  const [newest] = own;
  if (!newest) return { state: "none" };
  const together = own.filter(({ at }) => at === newest.at);
  const given = together.find(({ state, covers }) => state === "given" && covers === "everything");
  const { source, state, covers, at } = given ?? together.find((record) => record.state === "given") ?? newest;
  return state === "given" ? { state, source, covers, at } : { state, source, at };
}
