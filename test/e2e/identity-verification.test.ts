/**
 * An identity check from the template, asked of a provider of identity verification and answered by it: what the provider gets,
 * whose answers count, and what becomes of the record and of the documents.
 */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { kyc } from "../../core/use-cases/kyc/index.ts";
import type { PickedFile } from "../../phone/index.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../sandbox/webhook-receiver/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { checkAll, playedFault } from "../contract/index.ts";
import { fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

const contents = "%PDF-1.4\nVia dei Glicini 7\n%%EOF\n";
const proof: PickedFile = {
  name: "Bill of Stella.pdf",
  type: "application/pdf",
  bytes: new TextEncoder().encode(contents),
};
const answers = { ...kyc.sample.answers, proof: [proof] };

const eventSchema = z.object({
  type: z.literal("identity.check"),
  data: z.object({
    check: z.object({ id: z.string(), answerTo: z.string() }),
    submission: z.object({ id: z.string(), revision: z.number() }),
    answers: z.array(z.object({ field: z.string(), value: z.unknown() })),
    risk: z.object({ level: z.string(), flags: z.array(z.string()) }),
    documents: z.array(z.object({ id: z.string(), url: z.string() })),
  }),
});

let world: World;
let provider: WebhookReceiver;
let secret: string;
let flow: PublishedFlow;

beforeEach(async () => {
  world = await startWorld();
  provider = await startWebhookReceiver({ now: world.now });
  const endpoint = { url: provider.url, events: ["identity.check"] };
  const added = z.object({ secret: z.string() }).parse(await world.operator("/operator/webhooks/add", { endpoint }));
  secret = added.secret;
  provider.accept(secret);
  flow = await world.publish({ tool: "use-case", formId: "kyc" });
});
afterEach(async () => {
  const { problems } = checkAll(world.hubspot.api.exchanges, "hubspot", { leaveOut: playedFault });
  expect(problems).toEqual([]);
  await provider.close();
  await world.close();
});

async function set(change: Record<string, unknown>): Promise<void> {
  const settings = kyc.settings("en");
  const reopen = { kind: "change", until: world.now() + 48 * 3_600_000 };
  const whole = { ...settings, reopen, kyc: { ...settings.kyc, ...change } };
  const said = await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: whole });
  expect(said).toMatchObject({ kind: "changed" });
}

async function answer(): Promise<Person> {
  const customer = world.stranger();
  await world.fillIn(flow, customer, answers);
  await world.deliver();
  return customer;
}

function asked(): z.infer<typeof eventSchema>["data"] {
  return eventSchema.parse([...provider.kept().values()].at(-1)).data;
}

let answered = 0;

/** As the provider's server does. */
async function says(
  decision: string,
  about = asked().check,
  { key = secret, at = world.now(), id = nextId(), extra = "" } = {},
): Promise<number> {
  const body = JSON.stringify({ type: "identity.verified", data: { check: about.id, decision } });
  return post(about.answerTo, body, key, at, id, extra);
}

function nextId(): string {
  answered += 1;
  return `msg_${answered}`;
}

async function post(url: string, body: string, key: string, at: number, id: string, extra = ""): Promise<number> {
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at / 1_000)),
    "webhook-signature": new Webhook(key).sign(id, new Date(at), body),
  };
  const response = await fetch(url, { method: "POST", headers, body: body + extra });
  await world.deliver();
  return response.status;
}

const records = () => {
  const made = world.portal().customObjects.get("flowella_identity_check");
  return made && world.portal().recordsOf(made.objectTypeId);
};
const record = () => records()?.list().at(-1)?.properties;

async function documents(): Promise<{ id: string; status: string }[]> {
  const contactId = world.portal().contacts.list().at(-1)?.id ?? "";
  const one = z.object({ documents: z.array(z.object({ id: z.string(), status: z.string() })) });
  const { checks } = z
    .object({ checks: z.array(one) })
    .parse(await world.operator("/operator/kyc/checks", { contactId }));
  return checks[0]?.documents ?? [];
}

describe("a provider of identity verification", () => {
  it("gets the check without a number in full, with a document that opens once, and its answer changes the record", async () => {
    await answer();
    expect(provider.kept().size).toBe(1);
    const { check, submission, risk, documents: sent, answers: given } = asked();
    expect(submission).toMatchObject({ revision: 1 });
    expect(risk).toEqual({ level: "high", flags: ["expired"] });
    expect(given).toContainEqual(expect.objectContaining({ field: "id_document_number", value: "48A2" }));
    const [document] = sent;
    const fetched = await fetch(document?.url ?? "", { method: "POST" });
    expect(await fetched.text()).toBe(contents);
    expect((await fetch(document?.url ?? "", { method: "POST" })).status).not.toBe(200);
    expect(record()).toMatchObject({
      check_status: "received",
      risk_level: "high",
      risk_flags: "The document has expired.",
    });

    expect(await says("approved")).toBe(204);
    expect(record()).toMatchObject({ check_status: "approved" });
    expect(await documents()).toEqual([expect.objectContaining({ status: "ready" })]);
    expect(await world.steps()).toMatchObject({ verification: "done", verdict: "done: decided" });
    // Said again, and then something else: what was decided first stands.
    expect(await says("approved", check, { id: `msg_${answered}` })).toBe(204);
    expect(await says("rejected")).toBe(204);
    expect(record()).toMatchObject({ check_status: "approved" });
  });

  it("is believed by its signature alone, and about nothing but what it was asked", async () => {
    await answer();
    const { check } = asked();
    const other = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    expect(await says("approved", check, { key: other })).toBe(401);
    expect(await says("approved", check, { at: world.now() - 6 * 60_000 })).toBe(401);
    expect(await says("approved", check, { extra: " " })).toBe(401);
    expect(await says("maybe")).toBe(400);
    expect(await says("approved", { ...check, id: "ver_of_somebody_else" })).toBe(404);
    expect(await says("approved", { ...check, answerTo: `${world.url}/verification/whk_unknown` })).toBe(404);
    expect((await fetch(check.answerTo, { method: "POST", body: "{}" })).status).toBe(401);
    expect(record()).toMatchObject({ check_status: "received" });
  });

  it("leaves alone what somebody decided by hand, and is asked anew about a correction", async () => {
    await set({});
    const customer = await answer();
    const first = asked().check;
    world.passTime(60_000);
    await fillEveryScreen(await customer.openFlow(), { ...answers, city: "Torino" });
    await world.deliver();
    expect(asked().submission.revision).toBe(2);
    expect(await says("rejected", first)).toBe(204);
    expect(record()).toMatchObject({ check_status: "received" });
    records()?.update(records()?.list().at(-1)?.id ?? "", { check_status: "rejected" });
    expect(await says("approved")).toBe(204);
    expect(record()).toMatchObject({ check_status: "rejected" });
    expect(await world.steps()).toMatchObject({ verdict: "done: decided-before" });
  });

  it("ends the documents with its decision, where the Flow says so", async () => {
    await set({ destroyDocuments: true });
    await answer();
    const [document] = await documents();
    const link = z.object({ url: z.string() });
    const open = link.parse(await world.operator("/operator/kyc/document", { documentId: document?.id }));
    expect(await says("rejected")).toBe(204);
    expect(record()).toMatchObject({ check_status: "rejected" });
    expect(record()?.["view_link"] ?? "").toBe("");
    expect(await documents()).toEqual([]);
    expect((await fetch(open.url, { method: "POST" })).status).not.toBe(200);
    expect((await fetch(asked().documents[0]?.url ?? "", { method: "POST" })).status).not.toBe(200);
    expect(await world.operator("/operator/kyc/document", { documentId: document?.id })).toMatchObject({
      code: "unknown_document",
    });
  });

  it("works on the contact, too, where the account has no custom objects", async () => {
    await world.operator("/operator/kyc/use", { choice: { storage: "contacts" } });
    await answer();
    const contact = () => world.portal().contacts.list().at(-1)?.properties;
    expect(contact()).toMatchObject({ flowella_identity_status: "received", flowella_identity_risk: "high" });
    expect(await says("approved")).toBe(204);
    expect(contact()).toMatchObject({ flowella_identity_status: "approved" });
  });
});
