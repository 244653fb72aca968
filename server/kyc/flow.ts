import type { KycFlow } from "../../core/kyc/index.ts";
import type { Context } from "../context.ts";
import { settingsOf } from "../publishing/settings.ts";

/** What makes this Flow an identity check; undefined where it is none. */
export async function kycFlowOf({ store }: Context, portalId: string, flowId: string): Promise<KycFlow | undefined> {
  const tenant = store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("settings").where("id", "=", flowId));
  return flow && settingsOf(flow).kyc;
}
