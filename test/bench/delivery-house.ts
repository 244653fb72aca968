/** Portals with a published Flow of one screen each, and people who were sent it and have not answered. */
import { compile } from "../../core/flow/index.ts";
import type { Form } from "../../core/form/types.ts";
import { suggestMapping } from "../../core/mapping/index.ts";
import type { Context } from "../../server/context.ts";
import { flowTokens } from "../../server/conversation/tokens.ts";
import { personWithWaId } from "../../server/people/people.ts";
import { saveConnection } from "../../server/portals/connections.ts";
import { metaApps } from "../../server/portals/meta-apps.ts";
import { savePortal } from "../../server/portals/store.ts";
import { type Row, write } from "../../server/store/index.ts";

/** A message that somebody got, and the Flow's address. */
export interface Invitation {
  readonly endpointId: string;
  readonly screen: string;
  readonly token: string;
}

const form: Form = {
  source: { tool: "typeform", formId: "bench", revision: "1" },
  title: "A short form",
  language: "en",
  sections: [{ id: "you", title: "You", items: ["full_name", "email"] }],
  fields: {
    full_name: { id: "full_name", title: "Your name", required: true, kind: "short_text", source: source("name") },
    email: { id: "email", title: "Your e-mail", required: true, kind: "email", source: source("email") },
  },
  hidden: [],
  notices: [],
};

function source(id: string) {
  return { id, type: "sample" };
}

export async function addPortal(context: Context, portalId: string): Promise<void> {
  const { store, vault } = context;
  const key = vault.newPortalKey(portalId);
  const portal = { id: portalId, world: "sandbox" as const, uiDomain: "app.hubspot.com", installerSealed: null };
  await store.everyPortal().commit([key.write, savePortal(context, portal)]);
  const tenant = store.of(portalId);
  const app = await metaApps(context).save("9001", "an-app-secret-that-nobody-guesses");
  const connection = {
    id: `con_${portalId}`,
    portalId,
    system: "whatsapp" as const,
    externalId: `2040000${portalId}`,
    metaAppId: app.id,
    secrets: { accessToken: "token" },
  };
  const flow: Row<"flows"> = {
    id: `flw_${portalId}`,
    endpoint_id: `ep_${portalId}`,
    connection_id: connection.id,
    meta_flow_id: `7${portalId}`,
    name: form.title,
    status: "published",
    source_tool: form.source.tool,
    source_form_id: form.source.formId,
    current_version_id: `ver_${portalId}`,
    previous_version_id: null,
    settings: "{}",
    template_name: null,
    template_language: null,
    created_at: 1,
  };
  const version: Row<"flow_versions"> = {
    id: `ver_${portalId}`,
    flow_id: flow.id,
    number: 1,
    form: JSON.stringify(form),
    compiled: JSON.stringify(compile(form)),
    mapping: JSON.stringify(suggestMapping(form)),
    created_at: 1,
  };
  await tenant.commit([
    saveConnection(context, connection, await vault.portal(portalId)),
    write(tenant.db.insertInto("flows").values(flow), 1),
    write(tenant.db.insertInto("flow_versions").values(version), 1),
  ]);
}

const idsOf = (portalId: string) => ({ flow_id: `flw_${portalId}`, version_id: `ver_${portalId}` });

let invited = 0;

/** Somebody new each time, in the portals by turns. */
export async function invite(context: Context, portals: readonly string[], people: number): Promise<Invitation[]> {
  const [screen] = compile(form).screens;
  const tokens = flowTokens(context);
  const one = async (index: number): Promise<Invitation> => {
    const portalId = portals[index % portals.length] ?? "";
    const token = tokens.issue();
    await send(context, portalId, tokens.hashOf(token) ?? "");
    return { endpointId: `ep_${portalId}`, screen: screen?.id ?? "", token };
  };
  const invitations: Invitation[] = [];
  for (let from = 0; from < people; from += together) {
    const some = Array.from({ length: Math.min(together, people - from) }, (_, index) => one(from + index));
    invitations.push(...(await Promise.all(some)));
  }
  return invitations;
}

const together = 50;

async function send(context: Context, portalId: string, tokenHash: string): Promise<void> {
  invited += 1;
  const number = invited;
  const tenant = context.store.of(portalId);
  const personId = await personWithWaId(context, portalId, `3934${String(number).padStart(8, "0")}`);
  const at = context.now();
  const sent: Row<"sends"> = {
    id: `snd_${number}`,
    person_id: personId,
    ...idsOf(portalId),
    sender_id: "106",
    idempotency_key: `key-${number}`,
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
  const session: Row<"sessions"> = {
    id: `ses_${number}`,
    person_id: personId,
    send_id: sent.id,
    ...idsOf(portalId),
    token_hash: tokenHash,
    state: "sent",
    screen: null,
    answers_sealed: null,
    hidden_sealed: null,
    revision: 0,
    submission_id: null,
    round: 1,
    answered_at: null,
    expires_at: at + 24 * 3_600_000,
    created_at: at,
    updated_at: at,
  };
  await tenant.commit([
    write(tenant.db.insertInto("sends").values(sent), 1),
    write(tenant.db.insertInto("sessions").values(session), 1),
  ]);
}
