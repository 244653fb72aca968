/** Roles of real HubSpot users, asked for over the doors: teams, super admins, owners, and HubSpot's silence. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import {
  cancelHeld,
  contactCard,
  pageConnectTool,
  pageResults,
  pageStart,
  sendFlow,
} from "../../../src/app/packages/contract/index.ts";
import { consultationAnswers, startWorld, type World } from "../../e2e/world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const [paola, tommaso, irene] = demoPortal.users;
type Somebody = { readonly userId: number; readonly email: string };
const as = (who: Somebody | undefined) => ({ userId: who?.userId ?? 0, userEmail: who?.email ?? "" });
const nobodyKnows = { userId: 99_999_999, email: "gone@casa-lume.example" };

const kindSchema = z.object({ kind: z.string(), message: z.string().optional() });
const ask = async (who: Somebody | undefined, path: string, body: Record<string, unknown> = {}) => {
  const response = await world.cardCall(path, body, as(who));
  return { status: response.status, ...kindSchema.parse(await response.json()) };
};
const roles = (access: Record<string, unknown>) => world.operator("/operator/settings/change", { change: { access } });
const asked = (path: RegExp) => world.hubspot.api.exchanges.filter((exchange) => path.test(exchange.path)).length;
const userReads = /^\/settings\/users\/2026-03\/\d+/;
const connects = (who: Somebody | undefined) => ask(who, pageConnectTool.path, { tool: "typeform" });

describe("who somebody is", () => {
  it("a team's rights are its members', whether it is their main team or another one", async () => {
    await roles({ everyone: [], grants: [{ to: { kind: "team", id: "5301" }, rights: ["see-answers"] }] });
    expect(await ask(tommaso, pageResults.path)).toMatchObject({ status: 200, kind: "ready" });
    expect(await ask(irene, pageResults.path)).toMatchObject({ status: 200, kind: "ready" });
    expect(await ask({ ...nobodyKnows }, pageResults.path)).toMatchObject({ status: 200, kind: "forbidden" });
  });

  it("a super admin of HubSpot is an admin here, though somebody else installed", async () => {
    await roles({ everyone: [] });
    expect(await connects(tommaso)).toMatchObject({ kind: "forbidden" });
    const { settings } = world.portal();
    Object.assign(settings.users[1] ?? {}, { superAdmin: true });
    // What was read before counts for five minutes.
    expect(await connects(tommaso)).toMatchObject({ kind: "forbidden" });
    world.passTime(5 * 60_000);
    expect((await connects(tommaso)).kind).not.toBe("forbidden");
    Object.assign(settings.users[1] ?? {}, { superAdmin: false });
  });

  it("somebody who disappeared from HubSpot has nothing left at the next read, whatever they were given", async () => {
    await roles({ grants: [{ to: { kind: "user", id: String(nobodyKnows.userId) }, rights: ["see-identity"] }] });
    const answer = await ask(nobodyKnows, pageStart.path);
    expect(answer).toMatchObject({ status: 200, kind: "forbidden" });
    expect(answer.message).toMatch(/does not list you/);
  });

  it("is asked once in five minutes, and never of an admin while no team has a role", async () => {
    await ask(tommaso, pageStart.path);
    await ask(tommaso, contactCard.path, { contactId: world.facts.customer.contactId });
    await ask(tommaso, pageStart.path);
    await ask(paola, pageStart.path);
    expect(asked(userReads)).toBe(1);
    world.passTime(5 * 60_000);
    await ask(tommaso, pageStart.path);
    expect(asked(userReads)).toBe(2);
  });

  it("where HubSpot does not answer nobody gets more than without it, and it is asked again a minute later", async () => {
    await roles({ everyone: ["send"], grants: [{ to: { kind: "team", id: "5301" }, rights: ["see-answers"] }] });
    world.hubspot.api.failNext({ path: userReads, answer: { kind: "status", status: 500 } });
    expect(await ask(tommaso, pageResults.path)).toMatchObject({ kind: "forbidden" });
    expect((await ask(tommaso, pageStart.path)).kind).toBe("ready");
    expect(asked(userReads)).toBe(1);
    world.passTime(60_000);
    expect(await ask(tommaso, pageResults.path)).toMatchObject({ kind: "ready" });
  });
});

it("the page of HubSpot's permissions is for everybody, disconnecting there is for admins", async () => {
  const session = async (who: Somebody | undefined) => {
    const minted = await world.cardCall("/hubspot/connect-link", { page: "hubspot" }, as(who));
    const { url } = z.object({ kind: z.literal("link"), url: z.string() }).parse(await minted.json());
    const opened = await fetch(url, { redirect: "manual" });
    return { cookie: opened.headers.get("set-cookie")?.split(";")[0] ?? "" };
  };
  const page = `${world.url}/connect/hubspot`;
  const theirs = await session(tommaso);
  expect((await fetch(page, { headers: theirs })).status).toBe(200);
  const refused = await fetch(`${page}/disconnect`, { method: "POST", headers: theirs });
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("Only an admin of Flowella")]);
  expect((await ask(paola, pageStart.path)).kind).toBe("ready");
  expect((await fetch(`${page}/disconnect`, { method: "POST", headers: await session(paola) })).status).toBe(200);
  expect((await ask(paola, pageStart.path).catch(() => ({ kind: "gone" }))).kind).not.toBe("ready");
});

describe("own and team's contacts only", () => {
  const contacts = () => world.portal().contacts;
  const owned = (owner: string | undefined) =>
    contacts().create({ firstname: "Iris", phone: "+393355550178", ...(owner && { hubspot_owner_id: owner }) }).id;
  const sees = (who: Somebody | undefined, contactId: string) => ask(who, contactCard.path, { contactId });

  beforeEach(() => roles({ contacts: "own-and-team" }));

  it("lets at one's own and one's teams' contacts; nobody's are for admins", async () => {
    const ofTommaso = owned(tommaso?.ownerId);
    const ofIrene = owned(irene?.ownerId);
    const ofNobody = owned(undefined);
    expect((await sees(tommaso, ofTommaso)).kind).toBe("ready");
    expect(await sees(tommaso, ofIrene)).toMatchObject({
      kind: "forbidden",
      message: expect.stringMatching(/somebody/),
    });
    expect(await sees(tommaso, ofNobody)).toMatchObject({ kind: "forbidden" });
    // Irene is in Tommaso's team as well; he is not in hers.
    expect((await sees(irene, ofTommaso)).kind).toBe("ready");
    for (const id of [ofTommaso, ofIrene, ofNobody]) expect((await sees(paola, id)).kind).toBe("ready");
  });

  it("says so of contacts that are gone or merged", async () => {
    const [first, second] = [owned(tommaso?.ownerId), owned(tommaso?.ownerId)];
    contacts().merge(first, second, "primary");
    expect(await sees(tommaso, second)).toMatchObject({ kind: "forbidden", message: expect.stringMatching(/merged/) });
    contacts().archive(first);
    expect(await sees(tommaso, first)).toMatchObject({ kind: "forbidden", message: expect.stringMatching(/any more/) });
    expect(await sees(tommaso, "999999999")).toMatchObject({ kind: "forbidden" });
  });

  it("and of HubSpot's silence", async () => {
    const contactId = owned(tommaso?.ownerId);
    world.hubspot.api.failNext({ path: /contacts\/\d+/, answer: { kind: "status", status: 500 } });
    expect(await sees(tommaso, contactId)).toMatchObject({
      kind: "forbidden",
      message: expect.stringMatching(/Try again/),
    });
    expect((await sees(tommaso, contactId)).kind).toBe("ready");
  });

  it("binds sending, taking back and the results; nothing goes out", async () => {
    const flow = await world.publishForm("consultation");
    world.approveTemplate(flow);
    await world.settle();
    const { customer, optIn } = world.facts;
    const of = (owner: string | undefined) =>
      contacts().update(customer.contactId, { hubspot_owner_id: owner ?? "", [optIn.property]: optIn.value });
    const sending = { contactId: customer.contactId, flowId: flow.flowId, idempotencyKey: "own-and-team-0001" };
    of(irene?.ownerId);
    expect(await ask(tommaso, sendFlow.path, sending)).toMatchObject({ kind: "forbidden" });
    expect(world.whatsapp.state.sent.size).toBe(0);

    const phone = world.whatsapp.person(customer.waId, { name: "Giulia" });
    await world.fillIn(
      flow,
      phone,
      { ...consultationAnswers, email: customer.email },
      { contactId: customer.contactId },
    );
    await world.deliver();
    const count = async (who: Somebody | undefined) => {
      const answer = await world.cardCall(pageResults.path, {}, as(who));
      return z.object({ submissions: z.array(z.unknown()) }).parse(await answer.json()).submissions.length;
    };
    expect([await count(irene), await count(tommaso), await count(paola)]).toEqual([1, 0, 1]);
    of(tommaso?.ownerId);
    expect([await count(tommaso), await count(irene)]).toEqual([1, 1]);
  });

  it("a send that waits is taken back by who may see its contact", async () => {
    const flow = await world.publishForm("feedback");
    world.approveTemplate(flow);
    await world.settle();
    const { customer, optIn } = world.facts;
    const wording = "I agree that Casa Lume writes to me on WhatsApp about my enquiry, and with news and offers.";
    await world.consent({
      sources: [{ kind: "property", name: optIn.property, values: [optIn.value], wording }],
      cap: { messages: 1, days: 7 },
    });
    contacts().update(customer.contactId, { hubspot_owner_id: tommaso?.ownerId ?? "" });
    const sending = (key: string) => ({
      contactId: customer.contactId,
      flowId: flow.flowId,
      idempotencyKey: key,
      mayWait: true,
    });
    expect((await ask(tommaso, sendFlow.path, sending("waits-key-number-1"))).kind).toBe("sent");
    const response = await world.cardCall(sendFlow.path, sending("waits-key-number-2"), as(tommaso));
    const held = z.object({ kind: z.literal("held"), heldId: z.string() }).parse(await response.json());
    contacts().update(customer.contactId, { hubspot_owner_id: irene?.ownerId ?? "" });
    expect(await ask(tommaso, cancelHeld.path, { heldId: held.heldId })).toMatchObject({ kind: "forbidden" });
    expect(await ask(irene, cancelHeld.path, { heldId: held.heldId })).toMatchObject({ kind: "cancelled" });
  });
});
