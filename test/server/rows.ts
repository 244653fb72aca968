/** Rows as the server itself would have written them, for tests and benchmarks that begin in the middle. */
import { compile } from "../../core/flow/index.ts";
import type { Form } from "../../core/form/types.ts";
import { suggestMapping } from "../../core/mapping/index.ts";
import type { Context } from "../../server/context.ts";
import { savePortal } from "../../server/portals/store.ts";
import { type Row, type Write, write } from "../../server/store/index.ts";

export type FlowIds = Pick<Row<"sends">, "flow_id" | "version_id">;

/** A portal of the sandbox with a key of its own. */
export async function addPortal(context: Context, id: string): Promise<void> {
  const key = context.vault.newPortalKey(id);
  const portal = { id, world: "sandbox" as const, uiDomain: "app.hubspot.com", installerSealed: null };
  await context.store.everyPortal().commit([key.write, savePortal(context, portal)]);
}

/** A published Flow with its one version. */
export function flowWrites(
  context: Context,
  portalId: string,
  form: Form,
  { flow_id, version_id }: FlowIds,
  at: Pick<Row<"flows">, "endpoint_id" | "connection_id" | "meta_flow_id">,
): Write[] {
  const { db } = context.store.of(portalId);
  const flow: Row<"flows"> = {
    id: flow_id,
    ...at,
    name: form.title,
    status: "published",
    source_tool: form.source.tool,
    source_form_id: form.source.formId,
    current_version_id: version_id,
    previous_version_id: null,
    settings: "{}",
    template_name: null,
    template_language: null,
    created_at: 1,
  };
  const version: Row<"flow_versions"> = {
    id: version_id,
    flow_id,
    number: 1,
    form: JSON.stringify(form),
    compiled: JSON.stringify(compile(form)),
    mapping: JSON.stringify(suggestMapping(form)),
    created_at: 1,
  };
  return [write(db.insertInto("flows").values(flow), 1), write(db.insertInto("flow_versions").values(version), 1)];
}

/** A message that went out. @param at epoch milliseconds */
export function sendRow(id: string, personId: string, flow: FlowIds, at: number): Row<"sends"> {
  return {
    id,
    person_id: personId,
    ...flow,
    sender_id: "106",
    idempotency_key: id,
    channel: "message",
    status: "sent",
    reason: null,
    wamid: null,
    contact_sealed: null,
    source: "operator",
    country: null,
    created_at: at,
    updated_at: at,
  };
}

/** The session of such a message, that nobody has opened yet. */
export function sessionRow(id: string, send: Row<"sends">, tokenHash: string, lifeMs: number): Row<"sessions"> {
  const { person_id, flow_id, version_id, created_at: at } = send;
  return {
    id,
    person_id,
    send_id: send.id,
    flow_id,
    version_id,
    token_hash: tokenHash,
    state: "sent",
    screen: null,
    answers_sealed: null,
    hidden_sealed: null,
    revision: 0,
    submission_id: null,
    round: 1,
    answered_at: null,
    expires_at: at + lifeMs,
    created_at: at,
    updated_at: at,
  };
}
