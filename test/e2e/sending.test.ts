/** From a contact to a message in the chat, and what people see of it. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sendFlow } from "../../src/app/packages/contract/index.ts";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

const sent = () => [...world.whatsapp.state.sent.values()];
const customer = () => world.facts.customer;
const messages = { method: "POST", path: /\/messages$/ };

async function addContact(properties: Record<string, string>): Promise<string> {
  const { id } = world.portal().contacts.create(properties);
  await world.settle();
  return id;
}

/** Within the 24 hours. */
async function writeFirst(waId: string = customer().waId): Promise<void> {
  world.whatsapp.person(waId).sendText("Hello");
  await world.settle();
}

describe("which message goes", () => {
  it("outside the 24 hours the approved template, to the contact's own number, and its answers land on the record", async () => {
    world.approveTemplate(flow);
    expect((await world.card(customer().contactId)).contact).toEqual({
      phone: `+${customer().waId}`,
      reachable: "yes",
      window: "closed",
    });
    const result = await world.send(flow, { contactId: customer().contactId });
    expect(result).toMatchObject({ kind: "sent", channel: "template" });
    expect(sent()).toMatchObject([{ type: "template", waId: customer().waId, statuses: ["sent", "delivered"] }]);
    expect((await world.card(customer().contactId)).sends).toMatchObject([{ status: "delivered" }]);

    const phone = await world.whatsapp.person(customer().waId).openFlow();
    expect(phone.status).toBe("open");
    await world.fillIn(flow, world.whatsapp.person(customer().waId), consultationAnswers, {
      contactId: customer().contactId,
    });
    await world.deliver();
    expect(await world.submissions()).toMatchObject([{ rung: "record" }]);
  });

  it("inside them a free-form message, and the template again when they are over", async () => {
    world.approveTemplate(flow);
    await writeFirst();
    const { contact } = await world.card(customer().contactId);
    expect(contact.window).toBe("open");
    expect(Math.abs(Date.parse(contact.windowUntil ?? "") - world.now() - 24 * 3_600_000)).toBeLessThan(60_000);
    expect(await world.send(flow, { contactId: customer().contactId })).toMatchObject({ channel: "message" });
    world.passTime(24 * 3_600_000 + 2_000);
    expect((await world.card(customer().contactId)).contact.window).toBe("closed");
    expect(await world.send(flow, { contactId: customer().contactId })).toMatchObject({ channel: "template" });
    expect(sent().map(({ type }) => type)).toEqual(["interactive", "template"]);
  });

  it("from the card, signed by HubSpot, with the card's own idempotency key", async () => {
    world.approveTemplate(flow);
    const body = { contactId: customer().contactId, flowId: flow.flowId, idempotencyKey: "0123456789abcdef" };
    const first = await (await world.cardCall(sendFlow.path, body)).json();
    expect(sendFlow.response.parse(first)).toMatchObject({ kind: "sent", channel: "template" });
    expect(await (await world.cardCall(sendFlow.path, body)).json()).toEqual(first);
    expect(sent()).toHaveLength(1);
  });
});

describe("one key is one message", () => {
  it("asked for twice", async () => {
    await writeFirst();
    const first = await world.send(flow, { phone: `+${customer().waId}` }, "one-key-for-one-send");
    const second = await world.send(flow, { phone: `+${customer().waId}` }, "one-key-for-one-send");
    expect(second).toMatchObject({ kind: "sent", sendId: expect.any(String) });
    expect(first).toMatchObject({ sendId: Object(second).sendId });
    expect(sent()).toHaveLength(1);
  });

  it("asked for several times at once", async () => {
    await writeFirst();
    const ask = () => world.send(flow, { phone: `+${customer().waId}` }, "one-key-for-one-send");
    const answers = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(new Set(answers.map((answer) => Object(answer).sendId)).size).toBe(1);
    expect(sent()).toHaveLength(1);
    expect((await world.card(customer().contactId)).sends).toMatchObject([{ status: "delivered" }]);
  });
});

describe("nobody to send to", () => {
  it("a contact without a number, one whose number is none, and one that does not exist", async () => {
    const [without = ""] = world.facts.withoutPhone;
    const unusable = await addContact({ firstname: "Anna", phone: "ask at reception" });
    const noNumber = { kind: "refused", code: "NO_NUMBER" };
    expect(await world.send(flow, { contactId: without })).toMatchObject(noNumber);
    expect(await world.send(flow, { contactId: unusable })).toMatchObject(noNumber);
    expect(await world.send(flow, { contactId: "999999" })).toMatchObject(noNumber);
    expect(await world.send(flow, { phone: "+39 12" })).toMatchObject(noNumber);
    expect((await world.card(without)).contact).toEqual({ reachable: "no-number", window: "closed" });
    expect((await world.card(unusable)).contact).toEqual({ reachable: "invalid-number", window: "closed" });
    expect(sent()).toEqual([]);
  });

  it("a number without country code, once the portal names no country", async () => {
    await world.operator("/operator/settings", { settings: {} });
    expect(await world.send(flow, { contactId: customer().contactId })).toMatchObject({ code: "NO_NUMBER" });
    expect((await world.card(customer().contactId)).contact.reachable).toBe("invalid-number");
  });
});

describe("nothing to send", () => {
  it("a Flow that never was, and one whose publishing WhatsApp refused: publishing again goes on", async () => {
    const to = { contactId: customer().contactId };
    const unpublished = { kind: "refused", code: "FLOW_NOT_PUBLISHED" };
    expect(await world.send({ ...flow, flowId: "flw_unknown" }, to)).toMatchObject(unpublished);

    const refusal = { error: { message: "(#139002) Publishing failed", code: 139002, type: "OAuthException" } };
    world.whatsapp.failNext({ path: /\/publish$/, answer: { kind: "status", status: 400, body: refusal } });
    const source = { tool: "hubspot", formId: world.facts.formIds.feedback };
    expect(await world.operator("/operator/publish", { source })).toMatchObject({
      kind: "refused",
      code: "whatsapp.publish_refused",
    });
    const draft = (await world.card(customer().contactId)).flows.find(({ status }) => status === "draft");
    expect(draft).toMatchObject({ name: "How was your visit?" });
    expect(await world.send({ ...flow, flowId: draft?.id ?? "" }, to)).toMatchObject(unpublished);

    expect((await world.publishForm("feedback")).flowId).toBe(draft?.id);
    expect(world.whatsapp.state.flows.size).toBe(2);
    expect(sent()).toEqual([]);
  });

  it("a template that WhatsApp has not approved: said at once, and on the card", async () => {
    const result = await world.send(flow, { contactId: customer().contactId }, "waits-for-review");
    expect(result).toMatchObject({ kind: "refused", code: "WINDOW_CLOSED_NO_TEMPLATE" });
    expect(Object(result).message).toMatch(/not approved .*template/);
    expect((await world.card(customer().contactId)).sends).toMatchObject([
      { status: "failed", reason: expect.stringMatching(/template is not approved/) },
    ]);
    expect(sent()).toEqual([]);
    world.approveTemplate(flow);
    expect(await world.send(flow, { contactId: customer().contactId })).toMatchObject({ kind: "sent" });
  });
});

describe("no good answer from WhatsApp", () => {
  const landed: [string, Parameters<World["whatsapp"]["failNext"]>[0]["answer"]][] = [
    ["500 although it landed", { kind: "status", status: 500, landed: true }],
    ["cut off after it landed", { kind: "cut", landed: true }],
  ];
  it.each(landed)("%s: unconfirmed, until the status webhook tells by our own id", async (_name, answer) => {
    await writeFirst();
    world.whatsapp.webhooks.hold();
    world.whatsapp.failNext({ ...messages, answer });
    const to = { contactId: customer().contactId };
    expect(await world.send(flow, to, "nobody-knows-yet")).toMatchObject({ kind: "sent", status: "unconfirmed" });
    expect((await world.card(customer().contactId)).sends).toMatchObject([{ status: "queued" }]);
    expect(await world.send(flow, to, "nobody-knows-yet")).toMatchObject({ kind: "sent", status: "unconfirmed" });
    expect(sent()).toHaveLength(1);
    world.whatsapp.webhooks.release();
    await world.settle();
    expect((await world.card(customer().contactId)).sends).toMatchObject([{ status: "delivered" }]);
    // The customer's button works: the session was there before the call.
    expect((await world.whatsapp.person(customer().waId).openFlow()).status).toBe("open");
  });

  const lost: typeof landed = [
    ["500 and nothing happened", { kind: "status", status: 500 }],
    ["cut off and nothing happened", { kind: "cut" }],
  ];
  it.each(lost)("%s: unconfirmed, and never sent by itself", async (_name, answer) => {
    await writeFirst();
    world.whatsapp.failNext({ ...messages, answer });
    const to = { contactId: customer().contactId };
    expect(await world.send(flow, to, "this-one-was-lost")).toMatchObject({ kind: "sent", status: "unconfirmed" });
    world.passTime(3_600_000);
    await world.settle();
    expect(await world.send(flow, to, "this-one-was-lost")).toMatchObject({ status: "unconfirmed" });
    expect(sent()).toEqual([]);
    expect(await world.send(flow, to)).toMatchObject({ status: "sent" });
    expect(sent()).toHaveLength(1);
  });

  it("a clear refusal is a failed send with Meta's reason", async () => {
    await writeFirst();
    const body = { error: { message: "(#131056) pair rate limit", code: 131056, type: "OAuthException" } };
    world.whatsapp.failNext({ ...messages, answer: { kind: "status", status: 400, body } });
    const refused = { kind: "refused", code: "FAILED", message: expect.stringContaining("whatsapp.pair_limit") };
    const to = { contactId: customer().contactId };
    expect(await world.send(flow, to, "too-much-at-once")).toMatchObject(refused);
    expect(await world.send(flow, to, "too-much-at-once")).toMatchObject(refused);
    expect((await world.card(customer().contactId)).sends).toMatchObject([{ status: "failed" }]);
    expect(sent()).toEqual([]);
  });
});

describe("what the status webhooks say", () => {
  it("out of order, it never goes back", async () => {
    await writeFirst();
    world.whatsapp.webhooks.hold();
    await world.send(flow, { contactId: customer().contactId });
    world.whatsapp.person(customer().waId).readChat();
    expect((await world.card(customer().contactId)).sends).toMatchObject([{ status: "sent" }]);
    world.whatsapp.webhooks.release((held) => [...held].reverse());
    await world.settle();
    expect((await world.card(customer().contactId)).sends).toMatchObject([{ status: "read" }]);
  });

  it.each(["read", "delivered", "sent"])("each step is seen on the card: %s", async (status) => {
    await writeFirst();
    world.whatsapp.webhooks.hold();
    await world.send(flow, { contactId: customer().contactId });
    world.whatsapp.person(customer().waId).readChat();
    const steps = ["sent", "delivered", "read"];
    const upTo = steps.slice(0, steps.indexOf(status) + 1);
    world.whatsapp.webhooks.release((held) =>
      held.filter(({ body }) => upTo.some((one) => body.includes(`"status":"${one}"`))),
    );
    await world.settle();
    expect((await world.card(customer().contactId)).sends).toMatchObject([{ status }]);
  });

  it("a number that is not on WhatsApp (131026)", async () => {
    world.approveTemplate(flow);
    const id = await addContact({ firstname: "Nina", phone: "+39 320 555 9999", whatsapp_opt_in: "true" });
    await world.send(flow, { contactId: id }, "nobody-is-there");
    expect((await world.card(id)).sends).toMatchObject([
      { status: "failed", reason: expect.stringMatching(/not on WhatsApp/) },
    ]);
    expect(await world.send(flow, { contactId: id }, "nobody-is-there")).toMatchObject({
      kind: "refused",
      code: "NOT_ON_WHATSAPP",
    });
  });

  it("24 hours that were over at WhatsApp already (131047)", async () => {
    await writeFirst();
    world.whatsapp.passTime(25 * 3_600_000);
    await world.send(flow, { contactId: customer().contactId });
    expect((await world.card(customer().contactId)).sends).toMatchObject([
      { status: "failed", reason: expect.stringMatching(/24 hours are over/) },
    ]);
  });
});

describe("a status webhook that races with the answer", () => {
  let racing: World;
  /** What happens between the message's landing and its answer's arrival. */
  let onTheWay: () => Promise<void>;
  beforeEach(async () => {
    const wire: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).endsWith("/messages")) return response;
      const body = await response.text();
      await onTheWay();
      return new Response(body, { status: response.status });
    };
    racing = await startWorld({ fetch: wire });
    flow = await racing.publishForm("consultation");
  });
  afterEach(() => racing.close());

  async function sendTo(waId: string): Promise<unknown> {
    racing.whatsapp.person(waId).sendText("Hello");
    await racing.settle();
    return racing.send(flow, { phone: `+${waId}` }, `racing-${waId}`);
  }

  it.each(["came", "was cut off"])("wins: the answer %s later", async (end) => {
    onTheWay = async () => {
      await racing.settle();
      if (end === "was cut off") throw new TypeError("terminated");
    };
    const { waId, contactId } = racing.facts.customer;
    expect(await sendTo(waId)).toMatchObject({ kind: "sent", status: "delivered" });
    racing.whatsapp.person(waId).readChat();
    await racing.settle();
    expect((await racing.card(contactId)).sends).toMatchObject([{ status: "read" }]);
  });

  it("meets it in every order of the two writes, and neither gets lost", async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      onTheWay = async () => {
        const { deliveries } = racing.whatsapp.webhooks;
        const waiting = () => deliveries.some(({ attempts }) => attempts.length === 0);
        for (let turn = 0; turn < turns && waiting(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
      };
      const { waId } = racing.stranger();
      expect(await sendTo(waId)).toMatchObject({ kind: "sent" });
      expect(await sendTo(waId)).toMatchObject({ kind: "sent", status: "delivered" });
    }
    expect(racing.whatsapp.state.sent.size).toBe(12);
  });
});
