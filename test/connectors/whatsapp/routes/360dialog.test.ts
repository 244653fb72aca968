/** The same port through 360dialog: where each call goes, what proves us there, and what is not called at all. */
import { describe, expect, it } from "@jest/globals";
import { registerNumber } from "../../../../connectors/whatsapp/accounts.ts";
import { type Graph, graphBy } from "../../../../connectors/whatsapp/client.ts";
import {
  createFlow,
  getFlow,
  publishFlow,
  updateFlowMetadata,
  uploadFlowJson,
} from "../../../../connectors/whatsapp/flows.ts";
import { sendTextMessage } from "../../../../connectors/whatsapp/messages.ts";
import { getPublicKey, setPublicKey } from "../../../../connectors/whatsapp/public-key.ts";
import { dialog360, type Partner } from "../../../../connectors/whatsapp/routes/360dialog.ts";
import { getHook, setHook } from "../../../../connectors/whatsapp/routes/360dialog-hook.ts";
import { createFlowTemplate, editFlowTemplate, listTemplates } from "../../../../connectors/whatsapp/templates.ts";

const baseUrl = "https://waba-v2.360dialog.io";
const partner: Partner = {
  partnerId: "p/1",
  apiKey: "partner-key",
  accountId: "w1",
  baseUrl: "https://hub.360dialog.io",
};

interface Seen {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly redirect: unknown;
}

/** A wire that notes what leaves and answers what it is told to, in turn. */
function wired(answers: readonly { status?: number; body: unknown }[], more: { partner?: Partner } = {}) {
  const seen: Seen[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const { method, headers, body, redirect } = init ?? {};
    seen.push({ line: `${method} ${String(url)}`, headers: Object(headers), body, redirect });
    const { status = 200, body: answer } = answers[seen.length - 1] ?? { body: {} };
    return new Response(JSON.stringify(answer), { status });
  };
  const route = dialog360({ baseUrl, apiKeys: { num_a: "key-a", num_b: "key-b" }, ...more });
  return { graph: graphBy(route, { fetch }), seen, cannot: route.cannot.map(({ what }) => what) };
}

const text = { to: "+393205550100", callbackData: "c", body: "Hi" };
const template = {
  name: "lead",
  language: "it",
  category: "UTILITY",
  body: "Hello there",
  button: { text: "Open", flowId: "71" },
} as const;

describe("messages, keys, events and templates", () => {
  it("go to the messaging host without the number's id, with the number's own key", async () => {
    const { graph, seen } = wired([{ body: { messages: [{ id: "wamid.1" }] } }, { body: { success: true } }]);
    await expect(sendTextMessage(graph, "num_b", text)).resolves.toEqual({ messageId: "wamid.1" });
    await setPublicKey(graph, "num_a", "PEM +/=\n");
    expect(seen.map(({ line }) => line)).toEqual([
      `POST ${baseUrl}/messages`,
      `POST ${baseUrl}/whatsapp_business_encryption`,
    ]);
    expect(seen.map(({ headers }) => headers["D360-API-KEY"])).toEqual(["key-b", "key-a"]);
    expect(seen.every(({ headers, redirect }) => headers["authorization"] === undefined && redirect === "manual")).toBe(
      true,
    );
    expect(JSON.parse(String(seen[0]?.body))).toMatchObject({ messaging_product: "whatsapp", type: "text" });
    expect(new URLSearchParams(String(seen[1]?.body)).get("business_public_key")).toBe("PEM +/=\n");
  });

  it("read the key as the Cloud API gives it", async () => {
    const key = { business_public_key: "P", business_public_key_signature_status: "MISMATCH" };
    await expect(getPublicKey(wired([{ body: { data: [key] } }]).graph, "num_a")).resolves.toEqual({
      publicPem: "P",
      status: "MISMATCH",
    });
  });

  it("configure where events go, with a header of ours", async () => {
    const { graph, seen } = wired([{ body: { url: "https://x.example", headers: { a: "b" } } }, { body: {} }]);
    await expect(getHook(graph, "num_a")).resolves.toEqual({ url: "https://x.example", headers: { a: "b" } });
    await setHook(graph, "num_a", { url: "https://us.example", headers: { secret: "s" } });
    expect(seen.map(({ line }) => line)).toEqual([
      `GET ${baseUrl}/v1/configs/webhook`,
      `POST ${baseUrl}/v1/configs/webhook`,
    ]);
    expect(JSON.parse(String(seen[1]?.body))).toEqual({ url: "https://us.example", headers: { secret: "s" } });
    for (const none of [{ body: {} }, { body: { url: "" } }, { status: 404, body: { message: "none" } }])
      await expect(getHook(wired([none]).graph, "num_a")).resolves.toBeUndefined();
  });

  it("list templates page by page where the answer names more, and do without ids", async () => {
    const one = { name: "lead", language: "it", status: "submitted", category: "UTILITY" };
    const { graph, seen } = wired([
      { body: { waba_templates: [one], total: 2 } },
      { body: { waba_templates: [{ ...one, language: "en", status: "approved", id: 7 }], total: 2 } },
    ]);
    await expect(listTemplates(graph, "204", "lead")).resolves.toMatchObject([
      { id: "lead/it", status: "PENDING" },
      { id: "7", status: "approved" },
    ]);
    expect(seen.map(({ line }) => line)).toEqual([
      `GET ${baseUrl}/v1/configs/templates`,
      `GET ${baseUrl}/v1/configs/templates?offset=1`,
    ]);
  });

  it("hand a template in whatever the answer looks like", async () => {
    const { graph, seen } = wired([{ status: 201, body: { status: "submitted" } }, { body: "ok" }]);
    await expect(createFlowTemplate(graph, "204", template)).resolves.toEqual({ id: "lead/it", status: "PENDING" });
    await expect(createFlowTemplate(graph, "204", template)).resolves.toEqual({ id: "lead/it" });
    expect(seen[0]?.line).toBe(`POST ${baseUrl}/v1/configs/templates`);
    expect(JSON.parse(String(seen[0]?.body))).toMatchObject({ name: "lead", components: [{ type: "BODY" }, {}] });
  });

  it("name the key when 360dialog does not accept it, and the number whose key is missing", async () => {
    for (const status of [401, 403]) {
      const refused = sendTextMessage(wired([{ status, body: { message: "no" } }]).graph, "num_a", text);
      await expect(refused).rejects.toMatchObject({ code: "whatsapp.token", remedy: "authorise", status });
    }
    const { graph, seen } = wired([]);
    await expect(sendTextMessage(graph, "num_c", text)).rejects.toMatchObject({ remedy: "authorise" });
    expect(seen).toEqual([]);
  });

  it("take Meta's own errors as they are, and an outage as one", async () => {
    const closed = { status: 400, body: { error: { code: 131047, message: "closed" } } };
    await expect(sendTextMessage(wired([closed]).graph, "num_a", text)).rejects.toMatchObject({
      code: "whatsapp.window_closed",
    });
    const down = { status: 503, body: {} };
    await expect(sendTextMessage(wired([down]).graph, "num_a", text)).rejects.toMatchObject({
      code: "whatsapp.unavailable",
      mayHaveLanded: true,
    });
  });
});

describe("what it cannot do", () => {
  const calls: Readonly<Record<string, (graph: Graph) => Promise<unknown>>> = {
    "make a Flow": (graph) => createFlow(graph, "204", { name: "n", categories: ["SURVEY"] }),
    "read a Flow": (graph) => getFlow(graph, "71"),
    "upload Flow JSON": (graph) => uploadFlowJson(graph, "71", {}),
    "release a Flow": (graph) => publishFlow(graph, "71"),
    "change a Flow": (graph) => updateFlowMetadata(graph, "71", { name: "n" }),
    "edit a template": (graph) => editFlowTemplate(graph, "9", template),
    "register a number": (graph) => registerNumber(graph, "num_a", "123456"),
  };

  it.each(Object.entries(calls))("%s: says so, and sends nothing", async (_name, call) => {
    const { graph, seen } = wired([]);
    await expect(call(graph)).rejects.toMatchObject({ code: "whatsapp.route_cannot", remedy: "ask-admin" });
    expect(seen).toEqual([]);
  });

  it("lists for people what it refuses", () => {
    const always = ["edit-templates", "read-facts", "register", "check-signature"];
    expect(wired([]).cannot).toEqual(["manage-flows", ...always]);
    expect(wired([], { partner }).cannot).toEqual(["release-flows", ...always]);
  });
});

describe("for a partner", () => {
  it("makes, fills and reads Flows at the hub with the partner's key alone", async () => {
    const flow = { id: "71", name: "n", status: "DRAFT" };
    const { graph, seen } = wired([{ body: { id: "71" } }, { body: { success: true } }, { body: flow }], { partner });
    const endpointUri = "https://us.example/flow/1";
    await createFlow(graph, "204", { name: "n", categories: ["SURVEY"], endpointUri });
    await uploadFlowJson(graph, "71", { version: "7.3" });
    await expect(getFlow(graph, "71")).resolves.toMatchObject({ status: "DRAFT" });
    const flows = "https://hub.360dialog.io/api/v2/partners/p%2F1/waba_accounts/w1/flows";
    expect(seen.map(({ line }) => line.split("?")[0])).toEqual([
      `POST ${flows}`,
      `POST ${flows}/71/assets`,
      `GET ${flows}/71`,
    ]);
    expect(JSON.parse(String(seen[0]?.body))).toEqual({ name: "n", categories: ["SURVEY"], endpoint_uri: endpointUri });
    expect(seen[1]?.body).toBeInstanceOf(FormData);
    for (const { headers } of seen) {
      expect(headers["X-API-Key"]).toBe("partner-key");
      expect(headers["D360-API-KEY"]).toBeUndefined();
    }
  });

  it("does not release one: that it can is not documented", async () => {
    const { graph, seen } = wired([], { partner });
    await expect(publishFlow(graph, "71")).rejects.toMatchObject({ code: "whatsapp.route_cannot" });
    expect(seen).toEqual([]);
  });
});
