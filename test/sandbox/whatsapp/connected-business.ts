/** A business that is connected: key registered, webhooks subscribed, a Flow published, a customer in the chat. */
import { startWhatsApp, type WhatsAppOptions } from "../../../sandbox/whatsapp/index.ts";
import { signUp, startData } from "../../phone/flow-json.ts";
import { accountId, appId, appToken, graph, phoneNumberId } from "./graph-client.ts";
import { newKeyPair, type Request, TinyEndpoint } from "./tiny-endpoint.ts";

export const ANA = "34600000000";
const keys = newKeyPair();

export async function connect(options: WhatsAppOptions = {}) {
  const whatsapp = await startWhatsApp({ webhookRetryDelaysMs: [1, 2, 3], ...options });
  const endpoint = new TinyEndpoint(keys);
  await endpoint.listen();
  const api = graph(whatsapp);
  await api.post(`/${phoneNumberId}/whatsapp_business_encryption`, { business_public_key: keys.publicKey });
  await graph(whatsapp, appToken).form(`/${appId}/subscriptions`, {
    object: "whatsapp_business_account",
    callback_url: `${endpoint.url}/webhook`,
    verify_token: endpoint.verifyToken,
    fields: "messages,flows,message_template_status_update",
  });
  await api.post(`/${accountId}/subscribed_apps`);
  const ana = whatsapp.person(ANA, { name: "Ana Núñez" });
  endpoint.decide = decideSignUp;
  const close = async () => {
    await whatsapp.close();
    await endpoint.close();
  };
  return { whatsapp, endpoint, api, ana, close };
}
export type Business = Awaited<ReturnType<typeof connect>>;

/** START -> COMPANY -> REVIEW -> SUCCESS. */
export function decideSignUp({ action, screen, flow_token }: Request): { clear: unknown } {
  if (action === "INIT") return { clear: { version: "3.0", screen: "START", data: startData } };
  if (screen === "START") return { clear: { screen: "COMPANY", data: {} } };
  if (screen === "COMPANY") return { clear: { screen: "REVIEW", data: { summary: "Señora Núñez" } } };
  return {
    clear: {
      screen: "SUCCESS",
      data: { extension_message_response: { params: { flow_token, submission_id: "sub_81" } } },
    },
  };
}

/** Creates and publishes a Flow; answers its id. */
export async function publish(
  { api, endpoint }: Business,
  flowJson: unknown = signUp,
  name = "sign-up",
): Promise<string> {
  const created = await api.post(`/${accountId}/flows`, {
    name,
    categories: ["LEAD_GENERATION"],
    flow_json: JSON.stringify(flowJson),
    endpoint_uri: `${endpoint.url}/flow`,
  });
  const published = await api.post(`/${created.body.id}/publish`);
  if (!published.body.success) throw new Error(JSON.stringify([created.body, published.body]));
  return created.body.id;
}

/** A Flow message as the WhatsApp reference shows it (6.1), opened with `data_exchange`. */
export function flowMessage(flowId: string, parameters: object = {}, more: object = {}): object {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: `+${ANA}`,
    type: "interactive",
    biz_opaque_callback_data: "inv_902",
    interactive: {
      type: "flow",
      header: { type: "text", text: "Quick form" },
      body: { text: "It takes one minute." },
      footer: { text: "You can stop at any time" },
      action: {
        name: "flow",
        parameters: {
          flow_message_version: "3",
          flow_id: flowId,
          flow_cta: "Open form",
          flow_token: "f1.3Qm2",
          flow_action: "data_exchange",
          ...parameters,
        },
      },
    },
    ...more,
  };
}

/** All changes that the receiver got, in order. */
export function changes({ endpoint }: Business, field?: string): { field: string; value: Record<string, unknown> }[] {
  return endpoint.webhooks
    .flatMap(({ raw }) => JSON.parse(raw).entry)
    .flatMap((entry: { changes: { field: string; value: Record<string, unknown> }[] }) => entry.changes)
    .filter((change) => field === undefined || change.field === field);
}
