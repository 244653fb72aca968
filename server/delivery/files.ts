/**
 * Files of submissions, row by row: written down with the submission that named them, fetched by the step `files`, and
 * kept in the vault's blob store. A file that a correction leaves out stays until the person's data goes.
 */
import { z } from "zod";
import type { Answer, HandedFile } from "../../core/submission/types.ts";
import { type Context, newId } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { type Row, type Write, write } from "../store/index.ts";
import type { OpenBlob, StoredBlob } from "../vault/blobs.ts";
import { VaultError } from "../vault/index.ts";
import { type PlanFor, planWrites } from "./plan.ts";

const columns = { name: "files.name", source: "files.source" } as const;

const sourceSchema = z.object({
  url: z.string(),
  sealed: z.object({
    hash: z.string(),
    iv: z.string(),
    key: z.string(),
    hmacKey: z.string(),
    contentHash: z.string(),
  }),
});

/** The files of these answers and the step that fetches them; a file that an earlier revision named is not new. */
export async function fileWrites(context: Context, target: PlanFor, answers: readonly Answer[]): Promise<Write[]> {
  const named = answers.flatMap(({ fieldId, files = [] }) => files.map((file, place) => ({ fieldId, file, place })));
  if (named.length === 0) return [];
  const { portalId, personId, submissionId, revision } = target;
  const sealer = await context.vault.person(portalId, personId);
  const { db } = context.store.of(portalId);
  const now = context.now();
  const rows = named.map(({ fieldId, file: { id, name, ...source }, place }): Row<"files"> => {
    return {
      id: newId(context, "fil"),
      person_id: personId,
      submission_id: submissionId,
      field_id: fieldId,
      media_id: id,
      name_sealed: sealer.seal(name, columns.name),
      source_sealed: sealer.seal(JSON.stringify(source), columns.source),
      status: "waiting",
      reason: null,
      blob_id: null,
      type: null,
      bytes: null,
      revision,
      place,
      created_at: now,
      updated_at: now,
    };
  });
  return [
    write(
      db
        .insertInto("files")
        .values(rows)
        .onConflict((conflict) => conflict.columns(["submission_id", "field_id", "media_id"]).doNothing()),
    ),
    ...planWrites(context, target, [
      { step: "files", after: [] },
      ...((await goesOn(context, portalId)) ? [{ step: "file_note" as const, after: ["files", "contact"] }] : []),
    ]),
  ];
}

/** Whether files go into HubSpot, too: the step itself looks at which of them may. */
async function goesOn(context: Context, portalId: string): Promise<boolean> {
  const portal = await findPortal(context, portalId);
  return portal?.settings.timeline === true && portal.settings.fileDays > 0;
}

export interface WaitingFile {
  readonly id: string;
  readonly fieldId: string;
  readonly file: HandedFile;
}

/** What is still to be fetched for a submission, whichever revision named it. */
export async function waitingFiles(
  { store, vault }: Context,
  portalId: string,
  submissionId: string,
): Promise<WaitingFile[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("files")
      .selectAll()
      .where("submission_id", "=", submissionId)
      .where("status", "=", "waiting")
      .orderBy("revision")
      .orderBy("field_id")
      .orderBy("place"),
  );
  return Promise.all(
    rows.map(async (row) => {
      const sealer = await vault.person(portalId, row.person_id);
      const source = sourceSchema.parse(JSON.parse(sealer.open(row.source_sealed ?? "", columns.source)));
      const name = sealer.open(row.name_sealed, columns.name);
      return { id: row.id, fieldId: row.field_id, file: { id: row.media_id, name, ...source } };
    }),
  );
}

/** The file lies in the blob store. Where it came from is forgotten. Somebody else's result is a StoreConflict. */
export function storedWrites(context: Context, portalId: string, id: string, type: string, blob: StoredBlob): Write[] {
  const kept = { status: "stored" as const, blob_id: blob.id, type, bytes: blob.bytes };
  return [blob.write, endWrite(context, portalId, id, kept)];
}

/** The file will never be good; what it was is not kept. */
export function refusedWrites(context: Context, portalId: string, id: string, reason: string): Write[] {
  return [endWrite(context, portalId, id, { status: "refused", reason })];
}

function endWrite(context: Context, portalId: string, id: string, end: Partial<Row<"files">>): Write {
  const { db } = context.store.of(portalId);
  const query = db
    .updateTable("files")
    .set({ ...end, source_sealed: null, updated_at: context.now() })
    .where("id", "=", id)
    .where("status", "=", "waiting");
  return write(query, 1);
}

export interface FileSeen {
  readonly id: string;
  readonly fieldId: string;
  /** Missing where the person was erased. */
  readonly name: string | undefined;
  readonly status: Row<"files">["status"];
  readonly reason: string | null;
  readonly type: string | null;
  readonly bytes: number | null;
  readonly revision: number;
}

/** The files of these submissions, by submission; names are personal data. */
export async function filesOf(
  context: Context,
  portalId: string,
  submissionIds: readonly string[],
): Promise<Map<string, FileSeen[]>> {
  if (submissionIds.length === 0) return new Map();
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("files")
      .selectAll()
      .where("submission_id", "in", [...submissionIds])
      .orderBy("revision")
      .orderBy("field_id")
      .orderBy("place"),
  );
  const found = new Map<string, FileSeen[]>();
  for (const row of rows) {
    const { id, field_id: fieldId, status, reason, type, bytes, revision } = row;
    const seen = { id, fieldId, name: await nameOf(context, portalId, row), status, reason, type, bytes, revision };
    found.set(row.submission_id, [...(found.get(row.submission_id) ?? []), seen]);
  }
  return found;
}

/** Submissions with their files, for the operator's eyes. */
export async function withFiles<Submission extends { readonly id: string }>(
  context: Context,
  portalId: string,
  submissions: readonly Submission[],
): Promise<(Submission & { readonly files: FileSeen[] })[]> {
  const ids = submissions.map(({ id }) => id);
  const files = await filesOf(context, portalId, ids);
  return submissions.map((submission) => ({ ...submission, files: files.get(submission.id) ?? [] }));
}

async function nameOf({ vault }: Context, portalId: string, row: Row<"files">): Promise<string | undefined> {
  try {
    return (await vault.person(portalId, row.person_id)).open(row.name_sealed, columns.name);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

/** A stored file's contents; undefined where the portal has no such file, or it was never stored. */
export async function openFile(context: Context, portalId: string, id: string): Promise<OpenBlob | undefined> {
  const tenant = context.store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("files").select("blob_id").where("id", "=", id));
  return row?.blob_id ? context.blobs.open(portalId, row.blob_id) : undefined;
}
