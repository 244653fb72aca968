/** A new code for a draft: the draft goes to a Flow of its own at Meta, which is never published. */
import { createFlow, findFlowByName, uploadFlowJson } from "../../connectors/whatsapp/flows.ts";
import type { Context } from "../context.ts";
import { type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { endpointOf, flowNameAtMeta } from "../publishing/at-meta.ts";
import { publishedByHand } from "../publishing/by-hand.ts";
import { storedFlowSchema } from "../publishing/catalogue.ts";
import { unlessThere } from "../publishing/unless-there.ts";
import { type Row, write } from "../store/index.ts";
import { senderFor } from "../whatsapp-account/senders.ts";
import { newCode, textFor } from "./code.ts";

/** How long a code works. */
const goodForMs = 30 * 60_000;

export type PhoneTestMade =
  | {
      readonly kind: "made";
      readonly code: string;
      /** What the message has to hold. */
      readonly text: string;
      /** Opens the chat with the text written already; the user presses send (WhatsApp reference 6.8). */
      readonly link: string;
      /** As people write it. */
      readonly number: string;
      /** Epoch milliseconds. */
      readonly until: number;
    }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/**
 * The published Flow is not touched: uploading to it would make a draft of its next revision (WhatsApp reference 5.3).
 * @throws OutsideError what WhatsApp says
 */
export async function makePhoneTest(
  context: Context,
  portalId: string,
  { flowId, versionId, userId }: { readonly flowId: string; readonly versionId: string; readonly userId: string },
): Promise<PhoneTestMade> {
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", flowId));
  const connection = flow && (await whatsappConnection(context, portalId, flow.connection_id));
  const sender = connection && (await senderFor(context, portalId, connection.id));
  if (!connection || !sender) return refused("whatsapp.not_connected", "Connect a WhatsApp number first.");
  const because = publishedByHand(context, connection);
  if (because?.what === "manage-flows") return refused("whatsapp.route_cannot", because.says);
  const uploaded = await upload(context, portalId, connection, flow, versionId);
  if (uploaded.kind === "refused") return uploaded;
  const now = context.now();
  const code = newCode(context.randomBytes);
  const row: Row<"phone_tests"> = {
    code,
    flow_id: flowId,
    version_id: versionId,
    meta_flow_id: uploaded.metaFlowId,
    sender_id: sender.id,
    user_id: userId,
    state: "waiting",
    reason: null,
    send_id: null,
    created_at: now,
    expires_at: now + goodForMs,
  };
  const earlier = tenant.db.updateTable("phone_tests").set({ state: "replaced" });
  await tenant.commit([
    // What their messages would open is overwritten.
    write(earlier.where("flow_id", "=", flowId).where("state", "=", "waiting")),
    write(tenant.db.insertInto("phone_tests").values(row), 1),
  ]);
  const digits = sender.display_number.replace(/\D/g, "");
  const text = textFor(code);
  const link = `https://wa.me/${digits}?text=${encodeURIComponent(text)}`;
  return { kind: "made", code, text, link, number: sender.display_number, until: row.expires_at };
}

async function upload(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
  flow: Row<"flows">,
  versionId: string,
): Promise<{ kind: "uploaded"; metaFlowId: string } | Extract<PhoneTestMade, { kind: "refused" }>> {
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").select("compiled").where("id", "=", versionId);
  const version = await tenant.first(query);
  const stored = storedFlowSchema.parse(JSON.parse(version?.compiled ?? "{}"));
  const graph = graphOf(context, connection);
  const name = `Test: ${flowNameAtMeta(flow)}`;
  const wanted = { name, categories: ["SURVEY"], endpointUri: endpointOf(context, flow) } as const;
  const { id } = await unlessThere(
    () => createFlow(graph, connection.externalId, wanted),
    () => findFlowByName(graph, connection.externalId, name),
  );
  const uploaded = await uploadFlowJson(graph, id, Object(stored.flow));
  if (uploaded.ok) return { kind: "uploaded", metaFlowId: id };
  const [problem] = uploaded.errors;
  const why = problem?.message ?? problem?.error ?? "no reason given";
  return refused("whatsapp.flow_invalid", `WhatsApp refused the Flow: ${why}`);
}

function refused(code: string, message: string): Extract<PhoneTestMade, { kind: "refused" }> {
  return { kind: "refused", code, message };
}

/** `answered`: it was handed in on the phone. `failed`: `reason` says with which code WhatsApp refused the message. */
export type PhoneTestState =
  | { readonly state: "waiting" | "asked" | "sent" | "answered" | "ended" }
  | { readonly state: "failed"; readonly reason: string };

/** How a test stands; undefined for a code that this portal never had. */
export async function phoneTestState(
  { store, now }: Context,
  portalId: string,
  code: string,
): Promise<PhoneTestState | undefined> {
  const tenant = store.of(portalId);
  const test = await tenant.first(tenant.db.selectFrom("phone_tests").selectAll().where("code", "=", code));
  if (!test) return undefined;
  if (test.state === "failed") return { state: "failed", reason: test.reason ?? "unknown" };
  if (test.state === "replaced") return { state: "ended" };
  if (test.state === "waiting" && test.expires_at <= now()) return { state: "ended" };
  if (test.state !== "sent" || test.send_id === null) return { state: test.state };
  const session = tenant.db.selectFrom("sessions").select("state").where("send_id", "=", test.send_id);
  return { state: (await tenant.first(session))?.state === "accepted" ? "answered" : "sent" };
}
