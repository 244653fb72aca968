/** The rows of codes: made, replaced, and found again. */
import { z } from "zod";
import { resendAfterMs, triesPerCode } from "../../core/codes/index.ts";
import { type Context, newId } from "../context.ts";
import { outboxWrites } from "../people/outbox.ts";
import { type Tenant, tryCommit, write } from "../store/index.ts";
import { countWrites, isUsedUp } from "./counts.ts";
import { type CodeRow, comparedRows } from "./hashes.ts";
import { numberCountKey, wantsNoCodes } from "./target.ts";

/** Whose code, and what for. */
export interface CodeFor {
  readonly portalId: string;
  readonly personId: string;
  readonly proves: CodeRow["proves"];
  /** Hash of the number that it is sent to; empty where the code proves a person. */
  readonly target: string;
}

/** Codes that could still be right, newest first; some may not be ready yet. */
export async function openCodes({ store, now }: Context, about: CodeFor): Promise<CodeRow[]> {
  const tenant = store.of(about.portalId);
  return tenant.all(
    tenant.db
      .selectFrom("codes")
      .selectAll()
      .where("person_id", "=", about.personId)
      .where("proves", "=", about.proves)
      .where("target_hash", "=", about.target)
      .where("status", "in", ["preparing", "open"])
      .where("expires_at", ">", now())
      .where("tries", "<", triesPerCode)
      .orderBy("created_at", "desc")
      .orderBy("id")
      .limit(comparedRows),
  );
}

/** What the worker that gets the code to the customer has to know beside the row. */
export const toSendSchema = z.object({
  codeId: z.string(),
  flowId: z.string(),
  versionId: z.string(),
  sendId: z.string(),
  /** `proves: "number"`: E.164. */
  number: z.string().optional(),
});
export type ToSend = z.infer<typeof toSendSchema>;

export type Asked = "on_its_way" | "wait" | "too_many";

/**
 * Makes a code and queues its sending. It is made for everybody alike: whether there is a record, or an address in it, is
 * found out by the worker, when nobody waits for the answer any more. A number whose owner wants no messages gets the same
 * answer as one that had too many.
 */
export async function askForCode(
  context: Context,
  about: CodeFor,
  toSend: Omit<ToSend, "codeId">,
  minutes: number,
): Promise<Asked> {
  const { portalId, personId, proves, target } = about;
  const tenant = context.store.of(portalId);
  const now = context.now();
  const newest = await newestAsked(tenant, about);
  if (newest && newest.created_at > now - resendAfterMs) return "wait";
  const { number } = toSend;
  if (number !== undefined && (await wantsNoCodes(context, portalId, number))) {
    context.log.warn("code.opted_out", { portal: portalId });
    return "too_many";
  }
  const counts = [
    ["sends", personId] as const,
    ["portalSends", ""] as const,
    ...(number === undefined ? [] : [["numberSends", await numberCountKey(context, portalId, number)] as const]),
  ];
  const row: CodeRow = {
    id: newId(context, "cod"),
    person_id: personId,
    proves,
    way: "asked",
    target_hash: target,
    status: "preparing",
    code_hash: null,
    number_hash: null,
    surname_hash: null,
    contact_sealed: null,
    spent_by: null,
    tries: 0,
    expires_at: now + minutes * 60_000,
    created_at: now,
    updated_at: now,
  };
  const earlier = tenant.db
    .updateTable("codes")
    .set({ status: "replaced", updated_at: now })
    .where("person_id", "=", personId)
    .where("proves", "=", proves)
    .where("way", "=", "asked")
    .where("status", "in", ["preparing", "open"]);
  const batch = [
    ...counts.flatMap(([what, whose]) => countWrites(context, portalId, what, whose)),
    write(earlier),
    write(tenant.db.insertInto("codes").values(row), 1),
    ...(await outboxWrites(context, portalId, {
      kind: "code",
      key: row.id,
      personId,
      reason: "asked",
      payload: { codeId: row.id, ...toSend },
      at: now,
    })),
  ];
  for (let tries = 1; ; tries += 1) {
    if (await tryCommit(tenant, batch)) return "on_its_way";
    const usedUp = await isUsedUp(context, portalId, counts);
    if (usedUp || tries === 3) {
      context.log.warn("code.too_many_sent", { portal: portalId });
      return "too_many";
    }
  }
}

/** The last one that was asked for, used or not: from then on the wait counts. */
function newestAsked(tenant: Tenant, { personId, proves }: CodeFor) {
  return tenant.first(
    tenant.db
      .selectFrom("codes")
      .select("created_at")
      .where("person_id", "=", personId)
      .where("proves", "=", proves)
      .where("way", "=", "asked")
      .orderBy("created_at", "desc")
      .limit(1),
  );
}
