/** Where a portal keeps its identity checks: chosen, looked for at once, and shown with the reason in words. */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import { kycNamesSchema } from "../../core/kyc/index.ts";
import type { Context } from "../context.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { changeSettings, findPortal } from "../portals/store.ts";
import { auditWrite } from "../privacy/audit.ts";
import { provision } from "../provisioning/provision.ts";
import { type KycStorage, kycStorage } from "./storage.ts";

export const kycChoiceSchema = z.strictObject({
  /** `auto`, `contacts`, or the name or type id of a custom object of the customer's. */
  storage: z.string().min(1),
  /** In an object of the customer's: which of its properties take what. */
  properties: kycNamesSchema.partial().prefault({}),
});
export type KycChoice = z.infer<typeof kycChoiceSchema>;

/** @throws RefusedInput `unknown_portal` */
export async function shownStorage(context: Context, portalId: string): Promise<KycStorage> {
  const portal = await findPortal(context, portalId);
  if (!portal) throw new RefusedInput("unknown_portal", "This portal has not installed the app.");
  return kycStorage(context, portal);
}

/**
 * Saves the choice and looks into the account at once. What does not fit is said, and checks go to the contact until it does.
 * @throws RefusedInput `settings.wrong_value`
 */
export async function chooseStorage(
  context: Context,
  hubspot: InstallingAccess,
  portalId: string,
  { storage, properties }: KycChoice,
): Promise<KycStorage> {
  const audit = auditWrite(context, portalId, { actor: "operator", action: "settings-changed", subject: "identity" });
  await changeSettings(context, portalId, { identityRecords: storage, identityProperties: properties }, [audit]);
  await provision(context, hubspot, portalId);
  return shownStorage(context, portalId);
}
