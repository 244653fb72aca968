/** What a portal was found to have of what the app needs in it, in words for its admin. */
import { z } from "zod";
import { kycNamesSchema } from "../../core/kyc/index.ts";
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";

const itemSchema = z.object({
  kind: z.enum(["property", "object", "access"]),
  /** HubSpot's name of it. */
  name: z.string(),
  state: z.enum(["present", "created", "repaired", "differs", "archived", "no-right", "failed"]),
  /** Stable code, where something failed. */
  code: z.string().optional(),
  /** What is wrong and what to do; only of what needs somebody. */
  says: z.string().optional(),
});
export type ProvisionItem = z.infer<typeof itemSchema>;

/** What the settings wanted when it was looked for; missing in reports of before this was kept. */
const wish = z.string().optional();
const placeSchema = z.discriminatedUnion("place", [
  z.object({
    place: z.literal("object"),
    objectTypeId: z.string(),
    name: z.string(),
    tier: z.enum(["custom-object-chosen", "custom-object-ours"]).optional(),
    /** HubSpot's names of the properties that are written. */
    names: kycNamesSchema.optional(),
    wish,
  }),
  z.object({ place: z.literal("contacts"), wish }),
  z.object({ place: z.literal("nowhere"), wish }),
]);
/** Where identity checks go. */
export type IdentityPlace = z.infer<typeof placeSchema>;

const reportSchema = z.object({ items: z.array(itemSchema), identityRecords: placeSchema });
export type ProvisionReport = z.infer<typeof reportSchema>;

/** What needs somebody, or another try. */
export function problemsOf({ items }: Pick<ProvisionReport, "items">): ProvisionItem[] {
  return items.filter(({ state }) => !["present", "created", "repaired"].includes(state));
}

export interface StoredReport extends ProvisionReport {
  /** Epoch milliseconds. */
  readonly lookedAt: number;
}

/** The latest look; none for a portal that nobody looked at yet. */
export async function latestReport({ store }: Context, portalId: string): Promise<StoredReport | undefined> {
  const tenant = store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("provisioning").selectAll());
  return row && { ...reportSchema.parse(JSON.parse(row.report)), lookedAt: row.looked_at };
}

export function saveReport({ store, now }: Context, portalId: string, report: ProvisionReport, nextAt: number): Write {
  const row = { report: JSON.stringify(report), looked_at: now(), next_at: nextAt };
  return write(
    store
      .of(portalId)
      .db.insertInto("provisioning")
      .values(row)
      .onConflict((conflict) => conflict.columns([]).doUpdateSet(row)),
    1,
  );
}

/** Somebody found something missing: the next round of chores looks at this portal, whatever its turn. */
export function lookAgainWrite({ store, now }: Context, portalId: string): Write {
  return write(store.of(portalId).db.updateTable("provisioning").set({ next_at: now() }));
}
