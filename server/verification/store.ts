/** What identity-verification providers were asked and said: one row for each provider and revision of a submission. */
import { type Context, newId } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";

export type VerificationRow = Row<"verifications">;

export interface Asked extends Pick<VerificationRow, "submission_id" | "revision" | "endpoint_id"> {}

export async function verificationOf(
  { store }: Context,
  portalId: string,
  { submission_id, revision, endpoint_id }: Asked,
): Promise<VerificationRow | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(
    tenant.db
      .selectFrom("verifications")
      .selectAll()
      .where("submission_id", "=", submission_id)
      .where("revision", "=", revision)
      .where("endpoint_id", "=", endpoint_id),
  );
}

export async function verificationById(
  { store }: Context,
  portalId: string,
  id: string,
): Promise<VerificationRow | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("verifications").selectAll().where("id", "=", id));
}

/** Written down before the provider is called, so that an answer of the same second finds it. The same each time. */
export async function askedFor(
  context: Context,
  portalId: string,
  asked: Asked & Pick<VerificationRow, "person_id">,
): Promise<VerificationRow> {
  const tenant = context.store.of(portalId);
  const now = context.now();
  const row: VerificationRow = {
    id: newId(context, "ver"),
    ...asked,
    status: "asked",
    decision: null,
    code: null,
    asked_at: now,
    answered_at: null,
    updated_at: now,
  };
  const insert = tenant.db.insertInto("verifications").values(row);
  const columns = ["submission_id", "revision", "endpoint_id"] as const;
  await tenant.commit([write(insert.onConflict((conflict) => conflict.columns(columns).doNothing()))]);
  return (await verificationOf(context, portalId, asked)) ?? row;
}

/** The first answer counts. Fails with StoreConflict where there was one meanwhile. */
export function answeredWrite(
  { store, now }: Context,
  portalId: string,
  id: string,
  { decision, code = null }: { readonly decision: "approved" | "rejected"; readonly code?: string | null | undefined },
): Write {
  const answered = { status: "answered" as const, decision, code, answered_at: now(), updated_at: now() };
  const update = store.of(portalId).db.updateTable("verifications").set(answered);
  return write(update.where("id", "=", id).where("status", "=", "asked"), 1);
}

/** Longer than an answered form may take to be delivered. */
const keptMs = 90 * 24 * 3_600_000;

/**
 * Answered ones, in all portals, whose decision stands on the record at HubSpot. One of which a step is still to be done, or
 * was given up and can be replayed, stays: the step reads it, and asks nobody a second time because of it.
 */
export function forgetVerifications({ store, now }: Pick<Context, "store" | "now">): Write {
  const { db } = store.everyPortal();
  return write(
    db
      .deleteFrom("verifications")
      .where("status", "=", "answered")
      .where("updated_at", "<", now() - keptMs)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("steps")
              .select("steps.submission_id")
              .whereRef("steps.portal_id", "=", "verifications.portal_id")
              .whereRef("steps.submission_id", "=", "verifications.submission_id")
              .where("steps.step", "in", ["kyc_record", "verification", "verdict"])
              .where("steps.status", "not in", ["done", "skipped"]),
          ),
        ),
      ),
  );
}
