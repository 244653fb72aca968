/** Destroying what was handed over for an identity check, once it is not needed any more. */
import type { Context } from "../context.ts";
import { auditWrite } from "../privacy/audit.ts";
import { type Write, write } from "../store/index.ts";

/**
 * The files' rows, the links that open them, and their blobs' rows: nothing reads the contents any more, and the next round of
 * chores removes them. Nothing where there are none (any more).
 */
export async function destroyDocumentsWrites(
  context: Context,
  portalId: string,
  submissionId: string,
): Promise<Write[]> {
  const tenant = context.store.of(portalId);
  const { db } = tenant;
  const files = await tenant.all(
    db.selectFrom("files").select(["id", "blob_id"]).where("submission_id", "=", submissionId),
  );
  if (files.length === 0) return [];
  const ids = files.map(({ id }) => id);
  const blobs = files.flatMap(({ blob_id }) => blob_id ?? []);
  return [
    write(db.deleteFrom("document_links").where("file_id", "in", ids)),
    write(db.deleteFrom("files").where("id", "in", ids)),
    ...(blobs.length > 0 ? [write(db.deleteFrom("blobs").where("id", "in", blobs))] : []),
    ...ids.map((subject) => auditWrite(context, portalId, { actor: "system", action: "erased", subject })),
  ];
}
