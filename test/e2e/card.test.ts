/** The contact card's two questions: who may ask, and every state that the answer can show. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sandboxAppId } from "../../cli/sandbox-world.ts";
import { type CardCall, demoPortal, signedRequest } from "../../sandbox/hubspot/index.ts";
import { contactCard, sendFlow } from "../../src/app/packages/contract/index.ts";
import { installSecondPortal, second } from "./second-portal.ts";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  await world.settle();
});
afterEach(() => world.close());

const contactId = () => world.facts.customer.contactId;
const [user] = demoPortal.users;
const caller = { portalId: demoPortal.id, userId: user.userId, userEmail: user.email, appId: sandboxAppId };
const call = (path: string, body: Record<string, unknown>): CardCall => ({
  method: "POST",
  url: `${world.url}${path}`,
  body,
  ...caller,
});
const asked = () => ({ contactId: contactId(), flowId: flow.flowId, idempotencyKey: "a-key-of-sixteen-letters" });

describe("who may ask", () => {
  const secret = () => world.config.HUBSPOT_CLIENT_SECRET;

  it("HubSpot, for the portal that it signs for; what the body says of portals does not count", async () => {
    await installSecondPortal(world);
    const body = { contactId: contactId(), portalId: second.portalId, userId: 1 };
    expect(await (await world.cardCall(contactCard.path, body)).json()).toMatchObject({ kind: "ready" });
    const other = await world.cardCall(
      contactCard.path,
      { ...body, portalId: demoPortal.id },
      { portalId: second.portalId },
    );
    expect(contactCard.response.parse(await other.json())).toMatchObject({ kind: "not-connected" });
    const foreign = await world.cardCall(sendFlow.path, asked(), { portalId: second.portalId });
    expect(await foreign.json()).toMatchObject({ kind: "refused", code: "FLOW_NOT_PUBLISHED" });
    expect(world.whatsapp.state.sent.size).toBe(0);
  });

  it("a portal that has not installed is sent away", async () => {
    const response = await world.cardCall(contactCard.path, { contactId: contactId() }, { portalId: 9_999_999 });
    expect(response.status).toBe(403);
  });

  it("a query with escapes, as e-mail addresses bring them", async () => {
    const change = { userEmail: "paola+cards@casa-lume.example" };
    expect((await world.cardCall(contactCard.path, { contactId: contactId() }, change)).status).toBe(200);
  });

  type Signed = ReturnType<typeof signedRequest>;
  const header = (request: Signed, name: string, value: string | undefined): Signed => {
    const headers = new Headers(request.init.headers);
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
    return { ...request, init: { ...request.init, headers } };
  };
  const refused: [string, (path: string) => Signed][] = [
    ["unsigned", (path) => header(signed(path), "x-hubspot-signature-v3", undefined)],
    ["without its time", (path) => header(signed(path), "x-hubspot-request-timestamp", undefined)],
    ["signed by another secret", (path) => signed(path, { secret: "another-secret" })],
    ["signed with no secret", (path) => signed(path, { secret: "" })],
    ["signed six minutes ago", (path) => signed(path, { at: world.now() - 6 * 60_000 })],
    ["signed for a time to come", (path) => signed(path, { at: world.now() + 6 * 60_000 })],
    [
      "with a body changed on the way",
      (path) => {
        const { url, init } = signed(path);
        return {
          url,
          init: { ...init, body: String(init.body).replace(contactId(), world.facts.shared.contactIds[0]) },
        };
      },
    ],
    [
      "for another portal than it was signed for",
      (path) => {
        const { url, init } = signed(path);
        return { url: url.replace(String(demoPortal.id), String(second.portalId)), init };
      },
    ],
    ["with a second portal in the card's own address", (path) => signed(`${path}?portalId=${second.portalId}`)],
    ["with its own portal twice", (path) => signed(`${path}?portalId=${demoPortal.id}`)],
    ["with a second user", (path) => signed(`${path}?userId=1`)],
    [
      "at another path than it was signed for",
      (path) => {
        const { url, init } = signed(path === contactCard.path ? sendFlow.path : contactCard.path);
        return { url: url.replace(new URL(url).pathname, path), init };
      },
    ],
  ];

  function signed(path: string, { secret: by = secret(), at = world.now() } = {}): Signed {
    return signedRequest(call(path, asked()), by, at);
  }

  it.each(refused)("%s: 401 at both questions, and nothing changes", async (_name, make) => {
    await installSecondPortal(world);
    for (const path of [contactCard.path, sendFlow.path]) {
      const { url, init } = make(path);
      const response = await fetch(url, init);
      expect([path, response.status]).toEqual([path, 401]);
      expect(await response.json()).toEqual({ message: "The request is not signed by HubSpot." });
    }
    expect(world.whatsapp.state.sent.size).toBe(0);
    expect((await world.card(contactId())).sends).toEqual([]);
  });
});

describe("what cannot be answered", () => {
  it.each([{}, { contactId: "abc" }, { contactId: 1 }, { flowId: "x" }])(
    "%p is said in the contract's words",
    async (body) => {
      const card = contactCard.response.parse(await (await world.cardCall(contactCard.path, body)).json());
      expect(card).toMatchObject({ kind: "error", code: "page.bad_request" });
      const sent = sendFlow.response.parse(await (await world.cardCall(sendFlow.path, body)).json());
      expect(sent).toMatchObject({ kind: "error", code: "page.bad_request" });
    },
  );

  it("HubSpot's failing is an answer of its own, at both questions", async () => {
    const fault = {
      method: "GET",
      path: /\/contacts\/\d+$/,
      times: 2,
      answer: { kind: "status", status: 503 },
    } as const;
    world.hubspot.api.failNext(fault);
    const card = await (await world.cardCall(contactCard.path, { contactId: contactId() })).json();
    expect(contactCard.response.parse(card)).toMatchObject({ kind: "error", code: "hubspot.unavailable" });
    const sent = await (await world.cardCall(sendFlow.path, asked())).json();
    expect(sendFlow.response.parse(sent)).toMatchObject({ kind: "refused", code: "FAILED" });
  });

  it("a portal without WhatsApp", async () => {
    await installSecondPortal(world);
    const response = await world.cardCall(contactCard.path, { contactId: "101" }, { portalId: second.portalId });
    const card = contactCard.response.parse(await response.json());
    if (card.kind !== "not-connected") throw new Error(`The card is ${card.kind}.`);
    expect(card.reason).toContain("No WhatsApp number is connected");
    const opened = await fetch(card.connectUrl ?? "", { redirect: "manual" });
    expect([opened.status, opened.headers.get("location")]).toEqual([303, expect.stringContaining("whatsapp")]);
  });
});

describe("how far a send got", () => {
  const state = async () => (await world.card(contactId())).sends[0];

  it("every state from queued to HubSpot, in order", async () => {
    const customer = world.whatsapp.person(world.facts.customer.waId);
    const seen: unknown[] = [];
    const look = async () => seen.push((await state())?.status);
    const release = async (status: string) => {
      world.whatsapp.webhooks.release((held) => held.filter(({ body }) => body.includes(`"status":"${status}"`)));
      await world.settle();
      await look();
    };

    expect((await world.card(contactId())).sends).toEqual([]);
    for (const status of ["sent", "delivered", "read"]) {
      world.whatsapp.webhooks.hold();
      // Unconfirmed: only the webhooks will tell.
      if (status === "sent") {
        const answer = { kind: "cut", landed: true } as const;
        world.whatsapp.failNext({ path: /\/messages$/, answer });
        await world.send(flow, { contactId: contactId() });
        await look();
      }
      if (status === "delivered") world.whatsapp.webhooks.repeat(lastWith("delivered"));
      if (status === "read") customer.readChat();
      await release(status);
    }
    const phone = await customer.openFlow();
    await look();
    expect(await state()).toMatchObject({ screen: { number: 1, of: 3 } });
    const fill = async () => {
      const asks = phone.read().inputs.filter(({ name }) => Object.hasOwn(consultationAnswers, name));
      phone.fill(Object.fromEntries(asks.map(({ name }) => [name, Object(consultationAnswers)[name]])));
      await phone.press();
    };
    await fill();
    await look();
    expect(await state()).toMatchObject({ screen: { number: 2, of: 3, title: expect.any(String) } });
    await fill();
    const answer = { kind: "status", status: 429, headers: { "retry-after": "60" } } as const;
    world.hubspot.api.failNext({ method: "PATCH", path: /contacts/, answer });
    await fill();
    await world.settle();
    await look();
    expect(await state()).not.toHaveProperty("screen");
    await world.deliver();
    await look();
    expect(seen).toEqual([
      "queued",
      "sent",
      "delivered",
      "read",
      "opened",
      "answering",
      "answered",
      "delivered-to-hubspot",
    ]);
  });

  function lastWith(status: string) {
    const found = world.whatsapp.webhooks.deliveries.findLast(({ body }) => body.includes(`"status":"${status}"`));
    if (!found) throw new Error(`WhatsApp never said ${status}.`);
    return found;
  }

  it("what failed and what needs a person, each with its sentence", async () => {
    const body = { error: { message: "(#131042) payment", code: 131042, type: "OAuthException" } };
    world.whatsapp.failNext({ path: /\/messages$/, answer: { kind: "status", status: 400, body } });
    await world.send(flow, { contactId: contactId() });
    expect(await state()).toMatchObject({ status: "failed", reason: expect.stringContaining("whatsapp.payment") });

    const refusal = { kind: "status", status: 400, body: { category: "VALIDATION_ERROR" } } as const;
    world.hubspot.api.failNext({ method: "PATCH", path: /contacts/, answer: refusal });
    await world.fillIn(flow, world.whatsapp.person(world.facts.customer.waId), consultationAnswers, {
      contactId: contactId(),
    });
    await world.deliver();
    expect(await state()).toMatchObject({
      status: "needs-attention",
      reason: expect.stringContaining("Correct the mapping"),
    });
  });

  it("newest first, ten at most, and none of another contact's", async () => {
    for (let count = 0; count < 11; count += 1) {
      world.passTime(1_000);
      await world.send(flow, { contactId: contactId() });
    }
    const { sends } = await world.card(contactId());
    expect(sends).toHaveLength(10);
    const times = sends.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const [someone] = world.facts.shared.contactIds;
    expect((await world.card(someone)).sends).toEqual([]);
  });
});
