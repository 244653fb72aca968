/** What the cards of a contact and a ticket are told through the signed door, and what is pressed on them. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { PickedFile } from "../../phone/index.ts";
import {
  type CardRecordReady,
  cardAnswer,
  cardConversation,
  cardDocumentLink,
  cardPreview,
  cardRecord,
  cardReplay,
  cardReveal,
  cardTicket,
} from "../../src/app/packages/contract/index.ts";
import { rowsOf } from "./database.ts";
import { pageCalls } from "./page-calls.ts";
import { connectSecondPortal, second } from "./second-portal.ts";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld({ talks: true });
});
afterEach(() => world.close());

const { ask, newKey } = pageCalls(() => world);
const customer = () => world.facts.customer;
const person = () => world.whatsapp.person(customer().waId);
const roles = (access: Record<string, unknown>) => world.operator("/operator/settings/change", { change: { access } });
const everyone = (...rights: string[]) => roles({ everyone: rights });
const admin = () => String(world.portal().settings.users[0]?.userId);
const mayReveal = () => roles({ grants: [{ to: { kind: "user", id: admin() }, rights: ["see-identity"] }] });
/** Once the server has stopped: its database is its own. */
async function kept(sql: string): Promise<Record<string, unknown>[]> {
  await world.stop();
  return rowsOf(world.databaseFile, sql);
}
const audit = () =>
  kept("select actor, action, subject from audit_entries where action in ('revealed', 'replayed') order by at, id");

async function recordOf(contactId = customer().contactId): Promise<CardRecordReady> {
  const record = await ask(cardRecord, { contactId });
  if (record.kind !== "ready") throw new Error(record.kind);
  return record;
}

const cardNumber = "4111 1111 1111 1111";
const withCard = { ...consultationAnswers, message: `Charge ${cardNumber}, please.` };

async function answered(answers: Record<string, unknown> = withCard): Promise<PublishedFlow> {
  const flow = await world.publishForm("consultation");
  await world.fillIn(flow, person(), answers, { contactId: customer().contactId });
  await world.deliver();
  return flow;
}

describe("what a contact handed in", () => {
  it("stands on the card in words, masked, with where it went; a contact without answers has none", async () => {
    await answered();
    const { submissions = [], mayReveal: may, trouble, checks } = await recordOf();
    expect(submissions).toHaveLength(1);
    const [submission] = submissions;
    expect(submission).toMatchObject({ flowName: "Request a consultation", corrected: false, masked: true });
    const lines = submission?.answers.map(({ answer }) => answer);
    expect(lines).toContain("Kitchen");
    expect(lines).toContain("Charge •••• 1111, please.");
    expect(JSON.stringify(submission)).not.toContain("4111");
    expect(submission?.deliveries).toContainEqual(expect.objectContaining({ destination: "HubSpot", state: "landed" }));
    expect({ may, trouble, checks }).toEqual({ may: false, trouble: undefined, checks: [] });
    const [other = ""] = world.facts.shared.contactIds;
    expect((await recordOf(other)).submissions).toEqual([]);
  });

  it("is shown in full to those alone who may see it, and every time is on the audit trail", async () => {
    await answered();
    const { submissions: [{ id: submissionId } = { id: "" }] = [] } = await recordOf();
    const asked = { contactId: customer().contactId, submissionId };
    expect(await ask(cardReveal, asked)).toMatchObject({ kind: "forbidden" });
    await mayReveal();
    for (let times = 0; times < 2; times += 1) {
      const revealed = await ask(cardReveal, asked);
      expect(revealed.kind === "revealed" && revealed.answers.map(({ answer }) => answer)).toContain(
        `Charge ${cardNumber}, please.`,
      );
    }
    expect((await recordOf()).mayReveal).toBe(true);
    const entry = { actor: `user:${admin()}`, action: "revealed", subject: submissionId };
    expect(await audit()).toEqual([entry, entry]);
    // What was shown is kept nowhere in plain text.
    expect(JSON.stringify(await kept("select * from page_actions"))).not.toContain("4111");
  });

  it("is revealed for its own contact and portal only", async () => {
    await answered();
    await mayReveal();
    const { submissions: [{ id: submissionId } = { id: "" }] = [] } = await recordOf();
    const [other = ""] = world.facts.shared.contactIds;
    expect(await ask(cardReveal, { contactId: other, submissionId })).toMatchObject({ code: "card.not_theirs" });
    await connectSecondPortal(world);
    const elsewhere = { portalId: second.portalId };
    const there = await ask(cardReveal, { contactId: customer().contactId, submissionId }, elsewhere);
    expect(there.kind).not.toBe("revealed");
    expect(await ask(cardRecord, { contactId: customer().contactId }, elsewhere)).not.toMatchObject({
      submissions: [expect.anything()],
    });
    expect(await audit()).toEqual([]);
  });

  it("is hidden from who may not see answers; what they agreed to is not", async () => {
    await answered();
    await everyone("send");
    const userId = world.portal().settings.users[1]?.userId ?? 0;
    const response = await world.cardCall(cardRecord.path, { contactId: customer().contactId }, { userId });
    const record = cardRecord.response.parse(await response.json());
    expect(record).toMatchObject({ kind: "ready", consent: { optOut: "none" } });
    expect(record).not.toHaveProperty("submissions");
    expect(record).not.toHaveProperty("checks");
  });

  it("that was given up says why, and is tried again for its own contact only", async () => {
    await world.publishForm("consultation").then(async (flow) => {
      world.hubspot.api.failNext({
        method: "PATCH",
        path: /\/objects\/2026-03\/contacts\//,
        answer: { kind: "status", status: 400, body: { status: "error", category: "VALIDATION_ERROR" } },
      });
      await world.fillIn(flow, person(), consultationAnswers, { contactId: customer().contactId });
      await world.deliver();
    });
    const { submissions: [submission] = [] } = await recordOf();
    const dead = submission?.deliveries.find(({ state }) => state === "dead");
    expect(dead).toMatchObject({ destination: "HubSpot", says: expect.stringMatching(/replay|HubSpot/) });
    const [other = ""] = world.facts.shared.contactIds;
    const stepId = dead?.id ?? "";
    expect(await ask(cardReplay, { contactId: other, stepId, idempotencyKey: newKey() })).toMatchObject({
      code: "card.not_theirs",
    });
    const press = { contactId: customer().contactId, stepId, idempotencyKey: newKey() };
    expect(await ask(cardReplay, press)).toEqual({ kind: "replayed", steps: 1 });
    expect(await ask(cardReplay, press)).toEqual({ kind: "replayed", steps: 1 });
    await world.deliver();
    const after = (await recordOf()).submissions?.[0]?.deliveries ?? [];
    expect(after.filter(({ state }) => state === "dead")).toEqual([]);
    expect(await audit()).toEqual([{ actor: `user:${admin()}`, action: "replayed", subject: stepId }]);
  });

  it("is shown while HubSpot cannot be read, and it is said that something may be missing", async () => {
    await answered();
    world.hubspot.api.failNext({
      method: "GET",
      path: /\/objects\/2026-03\/contacts\/\d+$/,
      answer: { kind: "status", status: 403, body: { status: "error", category: "MISSING_SCOPES" } },
    });
    const { submissions, trouble, consent } = await recordOf();
    expect(trouble).toEqual(expect.stringMatching(/\w/));
    expect(submissions).toHaveLength(1);
    expect(consent.state).toBe("unknown");
  });
});

describe("consent", () => {
  it("is HubSpot's word where nobody asked, also while the chat is open", async () => {
    person().sendText("Hello");
    await world.settle();
    expect((await recordOf()).consent).toMatchObject({ state: "given", source: "property", optOut: "none" });
  });

  it("nobody's, where no source says anything", async () => {
    await world.consent();
    expect((await recordOf()).consent).toMatchObject({ state: "none", evidence: [] });
  });

  it("STOP stands above all, with when it was said", async () => {
    await answered();
    person().sendText("STOP");
    await world.settle();
    const { consent } = await recordOf();
    expect(consent.optOut).toBe("everything");
    expect(consent.evidence[0]).toMatchObject({ source: "word", state: "withdrawn" });
  });
});

describe("messages", () => {
  it("are read and answered from the card, once per key, and not by who may only look", async () => {
    await answered();
    person().sendText("Is it safe?");
    await world.settle();
    const contactId = customer().contactId;
    const conversation = await ask(cardConversation, { contactId });
    expect(conversation).toMatchObject({
      kind: "ready",
      windowUntil: expect.any(String),
      messages: expect.arrayContaining([expect.objectContaining({ author: "customer", text: "Is it safe?" })]),
      readyAnswers: [
        { id: "safe", text: expect.stringContaining("encrypted") },
        { id: "change", text: expect.stringContaining("change") },
      ],
    });
    const answer = { contactId, text: "Yes, it is.", idempotencyKey: newKey() };
    expect(await ask(cardAnswer, answer)).toEqual({ kind: "sent" });
    expect(await ask(cardAnswer, answer)).toEqual({ kind: "sent" });
    await world.settle();
    const sent = person()
      .chat()
      .filter(({ text }) => text === "Yes, it is.");
    expect(sent).toHaveLength(1);
    await everyone("see-answers");
    const looker = world.portal().settings.users[1]?.userId ?? 0;
    const look = async (path: string, body: Record<string, unknown>) =>
      (await world.cardCall(path, body, { userId: looker })).json();
    expect(await look(cardConversation.path, { contactId })).toMatchObject({ kind: "ready" });
    expect(await look(cardAnswer.path, { ...answer, idempotencyKey: newKey() })).toMatchObject({ kind: "forbidden" });
    await everyone("publish");
    expect(await look(cardConversation.path, { contactId })).toMatchObject({ kind: "forbidden" });
  });

  it("are over after 24 hours", async () => {
    person().sendText("Hello");
    await world.settle();
    world.passTime(25 * 3_600_000);
    const contactId = customer().contactId;
    expect(await ask(cardConversation, { contactId })).not.toHaveProperty("windowUntil");
    const answer = { contactId, text: "Hello", idempotencyKey: newKey() };
    expect(await ask(cardAnswer, answer)).toMatchObject({ kind: "refused", code: "WINDOW_CLOSED" });
  });
});

describe("a ticket", () => {
  it.each([
    ["one contact", (facts: World["facts"]) => [facts.tickets.ofCustomer, [facts.customer.contactId]] as const],
    ["two contacts", (facts: World["facts"]) => [facts.tickets.shared, facts.shared.contactIds] as const],
    ["no contact", (facts: World["facts"]) => [facts.tickets.ofNobody, []] as const],
  ])("of %s names them", async (_case, look) => {
    const [ticketId, contactIds] = look(world.facts);
    const ticket = await ask(cardTicket, { ticketId });
    expect(ticket.kind === "ready" && ticket.contacts.map(({ id }) => id)).toEqual([...contactIds]);
    if (contactIds.length === 1) expect(ticket).toMatchObject({ contacts: [{ name: "Giulia Bellandi" }] });
  });

  it("of somebody else's contact is not shown to who sees only their own", async () => {
    await roles({ everyone: ["send"], contacts: "own-and-team" });
    const userId = world.portal().settings.users[1]?.userId ?? 0;
    const response = await world.cardCall(cardTicket.path, { ticketId: world.facts.tickets.ofCustomer }, { userId });
    expect(cardTicket.response.parse(await response.json())).toMatchObject({ kind: "forbidden" });
  });

  it("that HubSpot does not let us read says so", async () => {
    world.hubspot.api.failNext({
      path: /tickets\/contacts\/batch\/read$/,
      answer: { kind: "status", status: 403, body: { status: "error", category: "MISSING_SCOPES" } },
    });
    expect(await ask(cardTicket, { ticketId: world.facts.tickets.ofCustomer })).toMatchObject({ kind: "error" });
  });
});

describe("a Flow on the card", () => {
  it("can be seen by who may send it, and says how its template stands", async () => {
    const flow = await world.publishForm("consultation");
    const template = async () => (await world.card(customer().contactId)).flows.map(({ template: state }) => state);
    expect(await template()).toEqual(["in-review"]);
    world.approveTemplate(flow);
    await world.settle();
    expect(await template()).toEqual(["approved"]);
    const link = await ask(cardPreview, { flowId: flow.flowId, idempotencyKey: newKey() });
    expect(link.kind === "link" && (await fetch(link.url)).status).toBe(200);
    expect(await ask(cardPreview, { flowId: "nothing", idempotencyKey: newKey() })).toMatchObject({ kind: "refused" });
  });
});

describe("an identity check", () => {
  const bytes = Uint8Array.from(Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.from("Via Roma 1")]));
  const photo: PickedFile = { name: "passport.jpg", type: "image/jpeg", bytes };
  const definition = {
    id: "Kyc1",
    title: "Open an account",
    settings: { language: "en" },
    fields: [
      { id: "f1", ref: "first", title: "First name", type: "short_text", validations: { required: true } },
      { id: "f2", ref: "number", title: "Passport number", type: "short_text" },
      { id: "f3", ref: "proof", title: "A photo of your proof of address", type: "file_upload" },
    ],
  };
  const edits = { version: 1, edits: [{ kind: "policy", field: "number", choice: "last_digits" }] };

  it("shows its number's end, and its document opens once for who may see it", async () => {
    const source = { tool: "typeform", definition };
    const published = await world.operator("/operator/publish", { source, edits });
    await world.settle();
    const flow = Object(published) as PublishedFlow;
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { kyc: {} } });
    const given = { first: "Giulia", number: "4821", proof: [photo] };
    await world.fillIn(flow, person(), given, { contactId: customer().contactId });
    await world.deliver();
    const { checks: [check] = [] } = await recordOf();
    expect(check).toMatchObject({ maskedNumber: "•••• 4821", documents: [{ status: "ready" }] });
    const fileId = check?.documents[0]?.id ?? "";
    const asked = { contactId: customer().contactId, fileId };
    expect(await ask(cardDocumentLink, asked)).toMatchObject({ kind: "forbidden" });
    await mayReveal();
    const [other = ""] = world.facts.shared.contactIds;
    expect(await ask(cardDocumentLink, { contactId: other, fileId })).toMatchObject({ code: "card.not_theirs" });
    const link = await ask(cardDocumentLink, asked);
    expect(link.kind === "link" && (await fetch(link.url)).status).toBe(200);
    expect(JSON.stringify(await kept("select * from page_actions"))).not.toContain("/kyc/document/");
  });
});
