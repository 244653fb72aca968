/**
 * Flows and their versions as the running server needs them, parsed once and kept: a version never changes.
 */
import { z } from "zod";
import type { RouteName } from "../../connectors/whatsapp/routes/route.ts";
import type { ConversationFlow } from "../../core/conversation/types.ts";
import { compiledScreenSchema } from "../../core/flow/stored.ts";
import type { CompiledScreen } from "../../core/flow/types.ts";
import { type Form, formSchema } from "../../core/form/types.ts";
import { type Mapping, mappingSchema } from "../../core/mapping/index.ts";
import type { Context } from "../context.ts";
import { type FlowSettings, settingsOf } from "./settings.ts";

/** What is kept of a compiled Flow: Flow JSON itself goes to Meta, the screens are what the endpoint needs. */
export const storedFlowSchema = z.object({ flow: z.unknown(), screens: z.array(compiledScreenSchema) });

export interface FlowAtEndpoint {
  readonly id: string;
  readonly portalId: string;
  readonly connectionId: string;
  readonly metaAppId: string | null;
  /** By which its account is reached: it decides how exchanges prove themselves. */
  readonly route: RouteName;
  readonly status: "draft" | "published" | "paused";
  /** The version that new messages carry; null before the first one was published. */
  readonly currentVersionId: string | null;
  readonly settings: FlowSettings;
  readonly dataApiVersion: string;
}

export interface FlowVersion {
  readonly id: string;
  readonly form: Form;
  readonly screens: readonly CompiledScreen[];
  readonly mapping: Mapping;
  readonly conversation: ConversationFlow;
}

export interface FlowCatalogue {
  byEndpoint(endpointId: string): Promise<FlowAtEndpoint | undefined>;
  /** The Flow was changed here: this process goes by it at once. */
  forget(flowId: string): void;
  /** @throws Error when the portal has no such version. */
  version(portalId: string, versionId: string): Promise<FlowVersion>;
}

export function flowCatalogue(context: Context): FlowCatalogue {
  const flows = new Map<string, { flow: FlowAtEndpoint; readAt: number }>();
  const versions = new Map<string, FlowVersion>();
  const dataApiVersion = context.config.FLOW_DATA_API_VERSION;

  const version = async (portalId: string, versionId: string): Promise<FlowVersion> => {
    const place = `${portalId}/${versionId}`;
    const kept = versions.get(place);
    if (kept) return kept;
    const tenant = context.store.of(portalId);
    const row = await tenant.first(tenant.db.selectFrom("flow_versions").selectAll().where("id", "=", versionId));
    if (!row) throw new Error(`Flow version ${versionId} is not in the database.`);
    const form = formSchema.parse(JSON.parse(row.form));
    const { screens } = storedFlowSchema.parse(JSON.parse(row.compiled));
    const mapping = mappingSchema.parse(JSON.parse(row.mapping));
    const loaded = { id: versionId, form, screens, mapping, conversation: { form, screens, dataApiVersion } };
    versions.set(place, loaded);
    return loaded;
  };

  return {
    version,
    byEndpoint: async (endpointId) => {
      const kept = flows.get(endpointId);
      if (kept && kept.readAt + freshMs > context.now()) return kept.flow;
      const every = context.store.everyPortal();
      const row = await every.first(
        every.db
          .selectFrom("flows")
          .innerJoin("connections", (join) =>
            join
              .onRef("connections.id", "=", "flows.connection_id")
              .onRef("connections.portal_id", "=", "flows.portal_id"),
          )
          .select([
            "flows.id",
            "flows.portal_id",
            "flows.connection_id",
            "flows.status",
            "flows.current_version_id",
            "flows.settings",
            "connections.meta_app_id",
            "connections.route",
          ])
          .where("flows.endpoint_id", "=", endpointId),
      );
      if (!row) return undefined;
      const flow = {
        id: row.id,
        portalId: row.portal_id,
        connectionId: row.connection_id,
        metaAppId: row.meta_app_id,
        route: row.route,
        status: row.status,
        currentVersionId: row.current_version_id,
        settings: settingsOf(row),
        dataApiVersion,
      };
      flows.set(endpointId, { flow, readAt: context.now() });
      return flow;
    },
    forget: (flowId) => {
      for (const [endpointId, { flow }] of flows) if (flow.id === flowId) flows.delete(endpointId);
    },
  };
}

/** How late this process may notice a change that another one made. */
const freshMs = 1_000;
