import { RefusedInput } from "../../core/errors.ts";
import { formSchema } from "../../core/form/types.ts";
import { mappingSchema } from "../../core/mapping/index.ts";
import { consentSettingsOf } from "../consent/settings.ts";
import type { Context } from "../context.ts";
import { mappingInForce } from "../delivery/mapping-edits.ts";
import { findPortal } from "../portals/store.ts";
import { settingsOf } from "../publishing/settings.ts";
import type { PortalDocument } from "./document.ts";

/** A portal's Flows as new messages carry them, with their rules, mappings and settings. Drafts stay behind. */
export async function exportPortal(context: Context, portalId: string): Promise<PortalDocument> {
  const portal = await findPortal(context, portalId);
  if (!portal) throw new RefusedInput("unknown_portal", "This portal has not installed the app.");
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("flows")
      .innerJoin("flow_versions", "flow_versions.id", "flows.current_version_id")
      .select(["flows.id", "flows.name", "flows.settings", "flow_versions.form", "flow_versions.mapping"])
      .orderBy("flows.created_at")
      .orderBy("flows.id"),
  );
  const flows = rows.map(async (row) => ({
    id: row.id,
    name: row.name,
    form: formSchema.parse(JSON.parse(row.form)),
    mapping: (await mappingInForce(context, portalId, row.id)) ?? mappingSchema.parse(JSON.parse(row.mapping)),
    settings: settingsOf(row),
  }));
  return {
    format: "flowella-portal/1",
    exportedAt: new Date(context.now()).toISOString(),
    settings: portal.settings,
    consent: await consentSettingsOf(context, portalId),
    flows: await Promise.all(flows),
  };
}
