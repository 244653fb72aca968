/** The fields of a Flow (WhatsApp reference 5.4). */
import type { Readable } from "./fields.ts";
import { dataApiVersion, jsonVersion, newest } from "./flow-facts.ts";
import { publishingProblem } from "./flow-publishing.ts";
import { SANDBOX_PREFIX } from "./sandbox-prefix.ts";
import type { MetaFlow, State } from "./state.ts";

export const FLOW_DEFAULTS = ["id", "name", "status", "categories", "validation_errors"];

export function flowFields(state: State, flow: MetaFlow, baseUrl: string): Readable {
  const revision = newest(flow);
  return {
    id: () => flow.id,
    name: () => flow.name,
    status: () => flow.status,
    categories: () => flow.categories,
    validation_errors: () => revision?.errors ?? [],
    json_version: () => jsonVersion(revision),
    data_api_version: () => dataApiVersion(revision),
    endpoint_uri: () => flow.endpointUri,
    preview: (modifiers) => preview(state, flow, baseUrl, modifiers.get("invalidate") === "true"),
    whatsapp_business_account: () => account(state, flow.accountId),
    application: () => application(state, flow.applicationId),
    health_status: () => health(state, flow),
  };
}

/** Valid for 30 days; `invalidate(true)` issues a new link. */
function preview(state: State, flow: MetaFlow, baseUrl: string, renew: boolean): unknown {
  if (renew || flow.previewExpiresAt <= state.now()) {
    flow.previewKey = state.nextId("preview");
    flow.previewExpiresAt = state.now() + 30 * 86_400_000;
  }
  return {
    preview_url: `${baseUrl}${SANDBOX_PREFIX}/preview/${flow.id}?token=${flow.previewKey}`,
    expires_at: new Date(flow.previewExpiresAt).toISOString().replace(/\.\d+Z$/, "+0000"),
  };
}

function account(state: State, id: string): unknown {
  const { name = "" } = state.accounts.get(id) ?? {};
  return { id, name, timezone_id: "1", message_template_namespace: `namespace_${id}` };
}

function application(state: State, id: string): unknown {
  return { id, name: state.apps.get(id)?.name ?? "", link: `https://www.facebook.com/games/?app_id=${id}` };
}

/** The worst of the entities; a Flow is blocked while a publishing check fails (reference 5.4). */
function health(state: State, flow: MetaFlow): unknown {
  const problem = flow.status === "DRAFT" ? publishingProblem(state, flow) : undefined;
  const description =
    problem?.details.details ?? (["BLOCKED", "DEPRECATED"].includes(flow.status) ? flow.status : undefined);
  const standing = description !== undefined ? "BLOCKED" : flow.status === "THROTTLED" ? "LIMITED" : "AVAILABLE";
  return {
    can_send_message: standing,
    entities: [
      {
        entity_type: "FLOW",
        id: flow.id,
        can_send_message: standing,
        ...(description !== undefined && {
          errors: [
            {
              error_code: 131000,
              error_description: description,
              possible_solution: "https://developers.facebook.com/",
            },
          ],
        }),
        ...(standing === "LIMITED" && { additional_info: ["The Flow is throttled."] }),
      },
      { entity_type: "WABA", id: flow.accountId, can_send_message: "AVAILABLE" },
    ],
  };
}
