/** Portals with a published Flow of one screen each, and people who were sent it and have not answered. */
import { compile } from "../../core/flow/index.ts";
import type { Form } from "../../core/form/types.ts";
import type { Context } from "../../server/context.ts";
import { flowTokens } from "../../server/conversation/tokens.ts";
import { personWithWaId } from "../../server/people/people.ts";
import { saveConnection } from "../../server/portals/connections.ts";
import { metaApps } from "../../server/portals/meta-apps.ts";
import { write } from "../../server/store/index.ts";
import { addPortal, type FlowIds, flowWrites, sendRow, sessionRow } from "../server/rows.ts";

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

const idsOf = (portalId: string): FlowIds => ({ flow_id: `flw_${portalId}`, version_id: `ver_${portalId}` });

export async function addHouse(context: Context, portalId: string): Promise<void> {
  await addPortal(context, portalId);
  const app = await metaApps(context).save("9001", "an-app-secret-that-nobody-guesses");
  const connection = {
    id: `con_${portalId}`,
    portalId,
    system: "whatsapp" as const,
    externalId: `2040000${portalId}`,
    metaAppId: app.id,
    secrets: { accessToken: "token" },
  };
  const at = { endpoint_id: `ep_${portalId}`, connection_id: connection.id, meta_flow_id: `7${portalId}` };
  await context.store
    .of(portalId)
    .commit([
      saveConnection(context, connection, await context.vault.portal(portalId)),
      ...flowWrites(context, portalId, form, idsOf(portalId), at),
    ]);
}

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
  const sent = sendRow(`snd_${number}`, personId, idsOf(portalId), context.now());
  const session = sessionRow(`ses_${number}`, sent, tokenHash, 24 * 3_600_000);
  await tenant.commit([
    write(tenant.db.insertInto("sends").values(sent), 1),
    write(tenant.db.insertInto("sessions").values(session), 1),
  ]);
}
