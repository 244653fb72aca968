/** Somebody asks what is held of them, and to be forgotten: here, in the tools that let us, and whatever is at work meanwhile. */
import { copyFile, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Request } from "express";
import { z } from "zod";
import type { Failure } from "../../sandbox/stand-in.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../sandbox/webhook-receiver/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { erasedTables } from "../../server/privacy/erase.ts";
import { fillList, heldContact, make, press, recipients, show } from "../e2e/broadcast-world.ts";
import { flowella } from "../e2e/command-line.ts";
import { connectTool } from "../e2e/form-tool.ts";
import { held } from "../e2e/held.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "../e2e/world.ts";
import { openEverything, rawDatabase } from "./raw-database.ts";

let world: World;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flowella-erase-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const placeSchema = z.object({
  id: z.string(),
  status: z.string(),
  where: z.string(),
  code: z.string().optional(),
  why: z.string().optional(),
});
type Place = z.infer<typeof placeSchema>;
const erasureSchema = z.object({ personId: z.string(), state: z.string(), places: z.array(placeSchema) });
const erasedSchema = z.object({ kind: z.literal("erased"), people: z.array(erasureSchema) });

const byPhone = ({ waId }: Person) => ({ phone: `+${waId}` });
const erase = async (body: Record<string, unknown>) =>
  erasedSchema.parse(await world.operator("/operator/person/erase", body)).people;
const erasures = async () =>
  z.object({ erasures: z.array(erasureSchema) }).parse(await world.operator("/operator/person/erasures")).erasures;
const placesOf = async (personId: string): Promise<Place[]> =>
  (await erasures()).find((each) => each.personId === personId)?.places ?? [];

/** Long enough for everything that was at work to have ended, and for the second look. */
async function later(): Promise<void> {
  await world.settle();
  world.passTime(11 * 60_000);
  await world.settle();
}

/** What is left under this id in tables whose rows go. */
async function rowsOf(personId: string): Promise<string[]> {
  const database = await rawDatabase(world.config);
  try {
    const left: string[] = [];
    for (const table of [...erasedTables, "vault_keys"]) {
      const rows = await database.rows(`select * from "${table}" where person_id = '${personId}'`);
      if (rows.length > 0) left.push(`${table}: ${rows.length}`);
    }
    return left;
  } finally {
    await database.close();
  }
}

const command = (...args: string[]) =>
  flowella(["person", ...args], {
    cwd: folder,
    env: { PUBLIC_BASE_URL: world.url, FLOWELLA_OPERATOR_TOKEN: world.operatorToken },
  });

describe("a customer in HubSpot and Pipedrive", () => {
  let flow: PublishedFlow;
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    world = await startWorld({ talks: true, settings: { FORM_TOOL_TIMEOUT_MS: "1000" } });
    flow = await world.publishForm("consultation");
    receiver = await startWebhookReceiver({ now: world.now });
    const added = await world.operator("/operator/webhooks/add", { endpoint: { url: receiver.url } });
    receiver.accept(z.object({ secret: z.string() }).parse(added).secret);
    const accessToken = world.formTools.pipedrive.newApiToken();
    expect(await world.operator("/operator/pipedrive/connect", { accessToken })).toMatchObject({ kind: "connected" });
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { pipedrive: true } });
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  async function answered(email: string): Promise<Person> {
    const customer = world.stranger();
    await world.fillIn(flow, customer, { ...consultationAnswers, email });
    await world.deliver();
    return customer;
  }
  const people = () => [...world.formTools.pipedrive.company.people.values()].filter(({ deleted }) => !deleted);
  const notes = () => [...world.formTools.pipedrive.company.notes.values()];

  it("gets everything that is held of them, and the file is for one pair of eyes", async () => {
    const customer = await answered("one@ferrara.example");
    const out = path.join(folder, "person.json");
    const saved = await command("export", "--portal", world.portalId, "--phone", `+${customer.waId}`, "--out", out);
    expect(saved).toMatchObject({ code: 0, err: "" });
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    const exported: unknown = JSON.parse(await readFile(out, "utf8"));
    expect(exported).toMatchObject({
      people: [
        {
          knownAs: expect.arrayContaining([
            { kind: "wa_id", value: customer.waId },
            { kind: "contact", value: expect.any(String) },
          ]),
          answers: [
            {
              flow: "Request a consultation",
              answers: expect.arrayContaining([{ question: "Email", answer: "one@ferrara.example" }]),
            },
          ],
          unreadable: [],
          elsewhere: expect.arrayContaining([expect.stringMatching(/^Pipedrive: person/)]),
          records: { sends: [expect.anything()], chat_messages: expect.anything() },
        },
      ],
    });
    expect(JSON.stringify(exported)).not.toContain("_sealed");
    const audit = JSON.stringify(await world.operator("/operator/audit"));
    expect(audit).toContain('"exported"');
    expect(audit).not.toContain(customer.waId);
  });

  it("is forgotten by their number: deleted where tools delete, told to receivers, and the rest is listed", async () => {
    const customer = await answered("two@ferrara.example");
    const [submission] = await world.submissions();
    const [pipedrivePerson] = people().filter(({ emails }) =>
      emails.some(({ value }) => value === "two@ferrara.example"),
    );
    expect(notes().some(({ content }) => content.includes(submission?.id ?? "?"))).toBe(true);
    const contact = world
      .portal()
      .contacts.list()
      .find(({ properties }) => properties["email"] === "two@ferrara.example");
    expect(contact?.properties["flowella_wa_id"]).toBe(customer.waId);
    const asked = ["--portal", world.portalId, "--phone", `+${customer.waId}`];
    const said = await command("erase", ...asked, "--yes");
    expect(said).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringMatching(/^per_.*erased .* UTC \(operator\), open/),
    });
    const person = { personId: said.out.split(" ")[0] ?? "" };
    await later();

    expect(await rowsOf(person?.personId ?? "")).toEqual([]);
    expect(people()).not.toContainEqual(expect.objectContaining({ id: pipedrivePerson?.id }));
    const [note] = notes().filter(({ personId }) => personId === pipedrivePerson?.id);
    expect(note).toMatchObject({ deleted: true, content: "-" });
    const emptied = world.portal().contacts.need(contact?.id ?? "").properties;
    expect(Object.entries(emptied).filter(([name, value]) => name.startsWith("flowella_") && value)).toEqual([]);
    expect(
      world
        .portal()
        .records.communications.list()
        .map(({ properties }) => JSON.stringify(properties))
        .join(),
    ).not.toContain(submission?.id);
    const told = [...receiver.kept().values()].filter((event) => Object(event).type === "person.erased");
    expect(told).toEqual([
      {
        type: "person.erased",
        timestamp: expect.any(String),
        data: { customer: { id: person?.personId }, submissions: [submission?.id] },
      },
    ]);

    const left = (await placesOf(person?.personId ?? "")).filter(({ status }) => status !== "done");
    expect(left.map(({ status, where }) => `${status}: ${where.replace(/ \S*\d\S*/g, " N")}`).sort()).toEqual(
      [
        expect.stringMatching(/^left: HubSpot, form .* the submission/),
        expect.stringMatching(/^left: HubSpot: contact/),
        "left: WhatsApp: the messages in the customer's own chat",
      ].sort(),
    );
    const listed = await command("erasures", "--portal", world.portalId, "--open");
    expect(listed.out).toContain("Delete it there by hand, then settle it.");
    for (const { id: placeId } of left)
      expect(await world.operator("/operator/person/settle", { placeId })).toEqual({ kind: "settled" });
    expect((await erasures()).find(({ personId }) => personId === person?.personId)?.state).toBe("complete");
    // Whoever looks at the list again is not told that something is still being done.
    expect((await placesOf(person.personId)).filter(({ why }) => why !== undefined)).toEqual([]);
  });

  it("is forgotten twice without harm, and a new message is a new beginning", async () => {
    const customer = await answered("three@ferrara.example");
    const [first] = await erase(byPhone(customer));
    expect(await world.operator("/operator/person/erase", byPhone(customer))).toMatchObject({ code: "person.unknown" });
    expect(await world.operator("/operator/person/erase", { personId: first?.personId })).toMatchObject({
      kind: "refused",
    });
    await later();
    await world.fillIn(flow, customer, { ...consultationAnswers, email: "three@ferrara.example" });
    await world.deliver();
    const [second] = await erase(byPhone(customer));
    expect(second?.personId).not.toBe(first?.personId);
    await later();
    expect(await rowsOf(second?.personId ?? "")).toEqual([]);
  });

  it("reads their messages after they were forgotten: that is acknowledged, and kept nowhere", async () => {
    const customer = await answered("four@ferrara.example");
    await world.send(flow, { phone: `+${customer.waId}` });
    const [person] = await erase(byPhone(customer));
    const before = await world.metric("flowella_webhook_updates_total", { outcome: "erased" });
    customer.readChat();
    await world.settle();
    expect(await world.metric("flowella_webhook_updates_total", { outcome: "erased" })).toBeGreaterThan(before);
    expect(await rowsOf(person?.personId ?? "")).toEqual([]);
  });

  it("while the receiver of webhooks fails: it is told once it is back", async () => {
    const customer = await answered("five@ferrara.example");
    receiver.failNext({ kind: "status", status: 500 }, { kind: "status", status: 500 });
    const [person] = await erase(byPhone(customer));
    await later();
    await later();
    expect(JSON.stringify([...receiver.kept().values()])).toContain(`{"customer":{"id":"${person?.personId}"}`);
  });

  it("stays forgotten in a database that was put back from before", async () => {
    if (world.config.DATABASE_URL !== undefined) return;
    const customer = await answered("six@ferrara.example");
    await world.stop();
    const copy = path.join(folder, "before.db");
    await copyFile(world.databaseFile, copy);
    await world.start();
    const [person] = await erase(byPhone(customer));
    const list = await world.operator("/operator/erased/list");
    expect(JSON.stringify(list)).not.toContain(customer.waId);
    await world.stop();
    await copyFile(copy, world.databaseFile);
    for (const ending of ["-wal", "-shm"]) await rm(`${world.databaseFile}${ending}`, { force: true });
    await world.start();
    expect((await rowsOf(person?.personId ?? "")).length).toBeGreaterThan(3);
    const apply = () => world.operator("/operator/erased/apply", Object(list));
    expect(await apply()).toEqual({ kind: "applied", erasedAgain: 1 });
    expect(await rowsOf(person?.personId ?? "")).toEqual([]);
    expect(await apply()).toEqual({ kind: "applied", erasedAgain: 0 });
  });
});

describe("answers that went back into form tools", () => {
  beforeAll(async () => {
    world = await startWorld({ settings: { FORM_TOOL_TIMEOUT_MS: "1000" } });
  });
  afterAll(() => world.close());

  const google = () => world.formTools.google;
  const workshop = "1SandboxWorkshopRegistration0001";
  const survey = "500100200";
  const writeBack = (tool: string, formId: string, way: string, url?: string) =>
    world.operator("/operator/forms/write-back", { tool, formId, way, ...(url && { url }) });

  it("are deleted there, once the tool lets us", async () => {
    await connectTool(world, "surveymonkey");
    await connectTool(world, "google-forms", true);
    await writeBack("surveymonkey", survey, "api");
    const { script } = z
      .object({ script: z.string() })
      .parse(await world.operator("/operator/forms/script", { formId: workshop }));
    await writeBack("google-forms", workshop, "apps-script", google().scripts.install(script));
    const [surveyFlow, workshopFlow] = [
      await world.publish({ tool: "surveymonkey", formId: survey }),
      await world.publish({ tool: "google-forms", formId: workshop }),
    ];
    const [customer, other] = [world.stranger(), world.stranger()];
    for (const each of [customer, other]) {
      await world.fillIn(surveyFlow, each, { q_501: "601" });
      await world.fillIn(workshopFlow, each, { q_0000000b: "Stella", ...(await evening()) });
      await world.deliver();
    }
    const responses = () => [...world.formTools.surveymonkey.responses.stored.values()];
    const inForm = () => google().scripts.responses.length;
    expect([responses().length, inForm()]).toEqual([2, 2]);
    world.formTools.surveymonkey.standIn.failNext({
      method: "DELETE",
      path: /responses/,
      answer: { kind: "status", status: 500 },
    });
    const [person] = await erase(byPhone(customer));
    await later();
    await later();
    expect([responses().length, inForm()]).toEqual([1, 1]);
    const left = (await placesOf(person?.personId ?? "")).filter(({ status }) => status === "waiting");
    expect(left).toEqual([]);
  });

  it("the row in the sheet is emptied, and other people's stay", async () => {
    const sheet = "1SandboxWorkshopSheet0001";
    expect(await writeBack("google-forms", workshop, "sheet")).toMatchObject({ kind: "saved" });
    const flow = await world.publish({ tool: "google-forms", formId: workshop });
    const [customer, other] = [world.stranger(), world.stranger()];
    const answers = { q_0000000b: "Stella", ...(await evening()) };
    for (const each of [customer, other]) {
      await world.fillIn(flow, each, answers);
      await world.deliver();
    }
    const rows = () => google().spreadsheets.get(sheet)?.get("WhatsApp") ?? [];
    const [, first = [], second = []] = rows();
    expect([first.length > 1, second.length > 1]).toEqual([true, true]);
    await erase(byPhone(customer));
    await later();
    expect(rows()[1]).toEqual([]);
    expect(rows()[2]).toEqual(second);
  });

  async function evening(): Promise<Record<string, string>> {
    const { formFromGoogle } = await import("../../connectors/google-forms/index.ts");
    const choice = { type: "RADIO", options: [{ value: "Tuesday" }] };
    const items = [
      { itemId: "a", title: "?", questionItem: { question: { questionId: "b", choiceQuestion: choice } } },
    ];
    const [field] = Object.values(formFromGoogle({ formId: workshop, info: { title: "x" }, items }).fields);
    return { q_0000000d: field && "choices" in field ? (field.choices[0]?.id ?? "") : "" };
  }
});

describe("erased while something is under way", () => {
  let flow: PublishedFlow;
  beforeEach(async () => {
    world = await startWorld({ talks: true });
    flow = await world.publishForm("consultation");
  });
  afterEach(() => world.close());

  async function nothingLeft(personId: string): Promise<void> {
    await later();
    expect(await rowsOf(personId)).toEqual([]);
    const { opened } = await openEverything(world.config);
    const texts = opened.map(({ column, text }) => `${column}: ${text}`).join("\n");
    expect(texts).not.toMatch(/ferrara|Ferrara/);
  }

  it("a send that WhatsApp has not answered yet", async () => {
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    const gate = { fate: (_: Request): Failure | undefined => undefined };
    world.whatsapp.fate = (request) => gate.fate(request);
    const came = held(gate, ({ method, path: at }) => method === "POST" && at.endsWith("/messages"));
    const sent = world.operator("/operator/send", {
      flowId: flow.flowId,
      to: { phone: `+${customer.waId}` },
      idempotencyKey: "erased-meanwhile",
    });
    await came;
    const [person] = await erase(byPhone(customer));
    expect(await sent).toMatchObject({ kind: "sent" });
    await nothingLeft(person?.personId ?? "");
    const phone = await customer.openFlow();
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).not.toBe("completed");
  });

  it("a delivery that makes the contact in this moment: the contact is not forgotten about", async () => {
    const customer = world.stranger();
    await world.fillIn(await feedbackFlow(), customer, { firstname: "Stella Ferrara", visit_rating: "good" });
    const came = held(world.hubspot.api, ({ method, path: at }) => method === "POST" && at.endsWith("/contacts"));
    const delivered = world.deliver();
    await came;
    const [person] = await erase(byPhone(customer));
    await delivered;
    await nothingLeft(person?.personId ?? "");
    const made = world
      .portal()
      .contacts.list()
      .find(({ properties }) => properties["phone"] === `+${customer.waId}`);
    expect(made).toBeDefined();
    expect(made?.properties["flowella_wa_id"] ?? "").toBe("");
    expect(await placesOf(person?.personId ?? "")).toContainEqual(
      expect.objectContaining({ status: "left", where: `HubSpot: contact ${made?.id}` }),
    );
  });

  it("an entry that is being written on the timeline: it is taken away again", async () => {
    const customer = world.stranger();
    await world.fillIn(flow, customer, consultationAnswers);
    const came = held(
      world.hubspot.api,
      ({ method, path: at, body }) =>
        method === "POST" && at.endsWith("/communications") && String(body).includes("Form answered"),
    );
    const delivered = world.deliver();
    await came;
    const [person] = await erase(byPhone(customer));
    await delivered;
    await nothingLeft(person?.personId ?? "");
    expect(world.portal().records.communications.list()).toEqual([]);
  });

  it("a broadcast that found them reachable before anybody knew who they are", async () => {
    world.approveTemplate(flow);
    const [member, shared, other] = fillList(world, 3);
    const id = await make(world, flow);
    expect(await show(world, id)).toMatchObject({ state: "ready", check: { reachable: 3 } });
    // Their messages make people. The chat of one stands on their contact; of two with one number none is taken.
    world.portal().contacts.create({ phone: `+${shared?.waId}`, firstname: "Bea" });
    for (const each of [member, shared]) world.whatsapp.person(each?.waId ?? "").sendText("Hello");
    await later();
    const templates = () => [...world.whatsapp.state.sent.values()].filter(({ type }) => type === "template");
    expect(templates()).toEqual([]);
    for (const each of [member, shared]) await erase({ phone: `+${each?.waId}` });
    await press(world, id, "start");
    await world.settle();
    expect(await recipients(world, id, "skipped")).toHaveLength(2);
    expect(templates().map(({ waId }) => waId)).toEqual([other?.waId]);
  });

  it("a broadcast that has them in hand and waits for HubSpot: they get nothing, and nobody is made anew", async () => {
    world.approveTemplate(flow);
    const [member, other] = fillList(world, 2);
    const phone = { phone: `+${member?.waId}` };
    await world.send(flow, { contactId: member?.contactId ?? "" });
    const templates = () => [...world.whatsapp.state.sent.values()].filter(({ type }) => type === "template");
    expect(templates().map(({ waId }) => waId)).toEqual([member?.waId]);
    const id = await make(world, flow, { pilotPercent: 0 });
    const came = heldContact(world, member);
    await press(world, id, "start");
    const ended = world.settle();
    await came;
    await erase(phone);
    await ended;
    await world.settle();
    expect(await recipients(world, id, "skipped")).toMatchObject([{ reason: { code: "erased" } }]);
    expect(templates().map(({ waId }) => waId)).toEqual([member?.waId, other?.waId]);
    expect(await world.operator("/operator/person/erase", phone)).toMatchObject({ code: "person.unknown" });
    const database = await rawDatabase(world.config);
    expect(await database.rows("select id from people").finally(() => database.close())).toHaveLength(1);
  });

  it("a broadcast that has a contact in hand whose number is known without it", async () => {
    world.approveTemplate(flow);
    const [member, other] = fillList(world, 2);
    // Their agreement stands on the contact: so nothing goes, and their number is known.
    expect(await world.send(flow, { phone: `+${member?.waId}` })).toMatchObject({ code: "NO_CONSENT" });
    const templates = () => [...world.whatsapp.state.sent.values()].filter(({ type }) => type === "template");
    const id = await make(world, flow, { pilotPercent: 0 });
    const came = heldContact(world, member);
    await press(world, id, "start");
    const ended = world.settle();
    await came;
    const contact = { contactId: member?.contactId };
    expect(await world.operator("/operator/person/erase", contact)).toMatchObject({ code: "person.unknown" });
    await ended;
    await world.settle();
    expect(await recipients(world, id, "skipped")).toMatchObject([{ reason: { code: "erased" } }]);
    expect(templates().map(({ waId }) => waId)).toEqual([other?.waId]);
    expect(await show(world, id)).toMatchObject({ state: "finished" });
  });

  it("a broadcast that is tried on them first, as a colleague", async () => {
    world.approveTemplate(flow);
    const [, colleague] = [fillList(world, 1), world.stranger()];
    colleague.sendText("Hello");
    await world.settle();
    const sentBefore = world.whatsapp.state.sent.size;
    const id = await make(world, flow, { pilotPercent: 0, internal: [`+${colleague.waId}`] });
    await erase(byPhone(colleague));
    await press(world, id, "start");
    await world.settle();
    expect(await recipients(world, id, "skipped")).toMatchObject([{ reason: { code: "erased" } }]);
    expect(world.whatsapp.state.sent.size).toBe(sentBefore);
    expect(await world.operator("/operator/person/erase", byPhone(colleague))).toMatchObject({
      code: "person.unknown",
    });
  });

  it("a send that waited for the night to end, and waits for HubSpot now", async () => {
    world.approveTemplate(flow);
    const [member] = fillList(world, 1);
    const { contactId = "", waId } = member ?? {};
    const sources = [{ kind: "property" as const, name: world.facts.optIn.property, wording: "I agree." }];
    await world.consent({ sources, quietHours: { from: "00:00", to: "23:59" } });
    const body = { flowId: flow.flowId, to: { contactId }, idempotencyKey: "held-for-an-erased-one" };
    expect(await world.operator("/operator/send", body)).toMatchObject({ kind: "held" });
    await world.consent({ sources });
    const came = held(
      world.hubspot.api,
      ({ method, path: at }) => method === "GET" && at.endsWith(`/contacts/${contactId}`),
    );
    world.passTime(25 * 3_600_000);
    const ended = world.settle();
    await came;
    await erase({ phone: `+${waId}` });
    await ended;
    await later();
    expect([...world.whatsapp.state.sent.values()].map(({ type }) => type)).not.toContain("template");
    expect(await world.operator("/operator/person/erase", { phone: `+${waId}` })).toMatchObject({
      code: "person.unknown",
    });
  });

  it("an exchange at the very same time, whichever is first", async () => {
    for (let round = 0; round < 4; round += 1) {
      const customer = world.stranger();
      customer.sendText("Hello");
      await world.settle();
      await world.send(flow, { phone: `+${customer.waId}` });
      const phone = await customer.openFlow();
      const filling = fillEveryScreen(phone, consultationAnswers);
      // The exchange of every other round is on its way already.
      if (round % 2 === 1) await new Promise(setImmediate);
      const erasing = erase(byPhone(customer));
      const [[person]] = await Promise.all([erasing, filling]);
      await world.deliver();
      await nothingLeft(person?.personId ?? "");
    }
  });

  const feedbackFlow = () => world.publishForm("feedback");
});
