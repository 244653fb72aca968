/**
 * An identity check filled in on the phone, and what HubSpot is told of it: in a custom object of the customer's, in ours, or
 * on the contact with a note. What is sensitive stays here, and opens by a link that works once.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { sandboxAppId } from "../../cli/sandbox-world.ts";
import type { PickedFile } from "../../phone/index.ts";
import { schemaCreateSchema } from "../../sandbox/hubspot/custom-objects.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { startWebhookReceiver } from "../../sandbox/webhook-receiver/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { launchBrowser } from "../browser.ts";
import { checkAll, playedFault } from "../contract/index.ts";
import { flowella } from "./command-line.ts";
import { expectRightLooks } from "./page-looks.ts";
import { fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

const hour = 3_600_000;

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  const { problems } = checkAll(world.hubspot.api.exchanges, "hubspot", { leaveOut: playedFault });
  expect(problems).toEqual([]);
  await world.close();
});

const definition = {
  id: "Kyc1",
  title: "Open an account",
  settings: { language: "en" },
  fields: [
    { id: "f1", ref: "first", title: "First name", type: "short_text", validations: { required: true } },
    {
      id: "f2",
      ref: "which",
      title: "Which identity document do you have?",
      type: "dropdown",
      properties: {
        choices: [
          { ref: "passport", label: "Passport" },
          { ref: "card", label: "Identity card" },
        ],
      },
    },
    { id: "f3", ref: "number", title: "Passport number", type: "short_text" },
    { id: "f4", ref: "reference", title: "Your customer reference", type: "short_text" },
    { id: "f5", ref: "risk", title: "Where does your money come from?", type: "short_text" },
    { id: "f6", ref: "proof", title: "A photo of your proof of address", type: "file_upload" },
  ],
};
const edits = { version: 1, edits: [{ kind: "policy", field: "number", choice: "last_digits" }] };

const smallestJpeg =
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=";
const bytes = Uint8Array.from(Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.from("Via Roma 1")]));
const photo: PickedFile = { name: "Stella at home.jpg", type: "image/jpeg", bytes };
const answers = { first: "Stella", which: "passport", number: "4821", risk: "Salary", proof: [photo] };

const publishedSchema = z.object({
  kind: z.literal("published"),
  flowId: z.string(),
  versionId: z.string(),
  metaFlowId: z.string(),
  template: z.object({ name: z.string(), language: z.string() }),
});

async function publish(kyc: Record<string, string> | "none" = {}, decided = edits): Promise<PublishedFlow> {
  const source = { tool: "typeform", definition };
  const flow = publishedSchema.parse(await world.operator("/operator/publish", { source, edits: decided }));
  await world.settle();
  const reopen = { kind: "change", until: world.now() + 48 * hour };
  const settings = { reopen, ...(kyc !== "none" && { kyc }) };
  await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings });
  return flow;
}

async function map(flow: PublishedFlow, ...entries: readonly (readonly [fieldId: string, property: string])[]) {
  const full = entries.map(([fieldId, property]) => ({
    fieldId,
    property,
    type: "text",
    confidence: "likely",
    reason: "By hand.",
  }));
  const said = await world.operator("/operator/mapping/edit", { flowId: flow.flowId, mapping: { entries: full } });
  expect(said).toMatchObject({ kind: "saved" });
}

async function answer(flow: PublishedFlow, given: Record<string, unknown> = answers): Promise<Person> {
  const customer = world.stranger();
  await world.fillIn(flow, customer, given);
  await world.deliver();
  return customer;
}

async function correct(customer: Person, given: Record<string, unknown>): Promise<void> {
  world.passTime(60_000);
  await fillEveryScreen(await customer.openFlow(), given);
  await world.deliver();
}

const use = (storage: string, properties = {}) =>
  world.operator("/operator/kyc/use", { choice: { storage, properties } });
const step = async () => (await world.steps())["kyc_record"];
const newestId = async () => (await world.submissions())[0]?.id ?? "";
const contact = () => world.portal().contacts.list().at(-1);
const notes = () =>
  world
    .portal()
    .records.notes.list()
    .map(({ properties }) => properties["hs_note_body"] ?? "");
const recordsOf = (object: string) => {
  const found = world.portal().customObjects.get(object);
  return found ? world.portal().recordsOf(found.objectTypeId).list() : [];
};
const contactsOf = (object: string, id: string) => {
  const typeId = world.portal().customObjects.get(object)?.objectTypeId ?? "";
  return world
    .portal()
    .associations.of({ kind: typeId, id }, "contacts")
    .map(({ id: each }) => each);
};
const ours = "flowella_identity_check";

/** Everything that HubSpot ever heard. */
const heard = () =>
  [...world.hubspot.api.exchanges, ...world.hubspot.forms.exchanges].map(({ requestBody }) => requestBody);

const theirs = {
  name: "checks",
  labels: { singular: "Check", plural: "Checks" },
  secondaryDisplayProperties: [],
  requiredProperties: [],
  searchableProperties: [],
  associatedObjects: ["0-1"],
  allowsSensitiveProperties: false,
  shouldCreateSameObjectAssociation: false,
};
const text = (name: string, more = {}) => ({
  name,
  label: name,
  type: "string",
  fieldType: "text",
  options: [],
  ...more,
});
function makeTheirs(properties: object[], change: object = {}) {
  const schema = schemaCreateSchema.parse({ ...theirs, ...change, properties });
  return world.portal().customObjects.create(demoPortal.id, schema, world.now());
}

describe("in a custom object of ours", () => {
  it("a check is one record beside its contact, without anything in full", async () => {
    await answer(await publish());
    expect(await step()).toBe("done: custom-object-ours,made");
    const [record, ...others] = recordsOf(ours);
    expect(others).toEqual([]);
    expect(record?.properties).toMatchObject({
      submission_id: await newestId(),
      check_status: "received",
      document_type: "Passport",
      masked_number: "•••• 4821",
      view_link: expect.stringMatching(new RegExp(`/contacts/${demoPortal.id}/record/0-1/${contact()?.id}$`)),
    });
    expect(Date.parse(record?.properties["received_at"] ?? "")).toBeLessThanOrEqual(world.now());
    expect(contactsOf(ours, record?.id ?? "")).toEqual([contact()?.id]);
    expect(notes().filter((body) => body.includes("Identity check"))).toEqual([]);
    for (const body of heard()) expect(body).not.toMatch(/Stella at home|Via Roma/);
  });

  it("a number that was typed in full leaves with its end only, wherever it is mapped to", async () => {
    const flow = await publish({ number: "reference" });
    await map(flow, ["reference", "lastname"], ["first", "firstname"]);
    const receiver = await startWebhookReceiver({ now: world.now });
    const added = z.object({ secret: z.string() });
    receiver.accept(
      added.parse(await world.operator("/operator/webhooks/add", { endpoint: { url: receiver.url } })).secret,
    );
    await answer(flow, { ...answers, reference: "AX-5530-9917" });
    const events = [...receiver.kept().values()].map((event) => JSON.stringify(event));
    expect(events).toEqual([expect.stringMatching(/"9917"/)]);
    expect(events[0]).not.toContain("5530");
    await receiver.close();
    expect(recordsOf(ours)[0]?.properties).toMatchObject({ masked_number: "•••• 9917" });
    expect(contact()?.properties).toMatchObject({ firstname: "Stella", lastname: "9917" });
    for (const body of heard()) expect(body).not.toMatch(/5530/);
  });

  it("a number from the secure page reaches the record by its end, once it was typed there", async () => {
    const flow = await publish({}, { version: 1, edits: [{ kind: "policy", field: "number", choice: "secure_page" }] });
    const customer = await answer(flow, { ...answers, number: undefined });
    expect(recordsOf(ours)[0]?.properties["masked_number"]).toBeUndefined();
    const link =
      customer.chat().flatMap(({ text: said }) => /https?:\/\/\S+\/secure\/\S+/.exec(said)?.[0] ?? [])[0] ?? "";
    world.passTime(60_000);
    const typed = await fetch(link, { method: "POST", body: new URLSearchParams({ number: "YA 7421 5530" }) });
    expect(typed.status).toBe(200);
    await world.deliver();
    expect(recordsOf(ours).map(({ properties }) => properties)).toMatchObject([{ masked_number: "•••• 5530" }]);
    for (const body of heard()) expect(body).not.toMatch(/7421/);
  });

  it("a correction changes the record in place and begins the check anew; what people decided stays otherwise", async () => {
    const customer = await answer(await publish());
    const id = recordsOf(ours)[0]?.id ?? "";
    const store = world.portal().recordsOf(world.portal().customObjects.get(ours)?.objectTypeId ?? "");
    store.update(id, { check_status: "approved" });
    await world.operator("/operator/replay", { step: "kyc_record" });
    await world.deliver();
    expect(store.need(id).properties).toMatchObject({ check_status: "approved" });
    await correct(customer, { ...answers, which: "card", number: "7777" });
    expect(await step()).toBe("done: custom-object-ours,changed");
    expect(recordsOf(ours)).toHaveLength(1);
    expect(store.need(id).properties).toMatchObject({
      check_status: "received",
      document_type: "Identity card",
      masked_number: "•••• 7777",
    });
  });

  it.each([
    ["was cut off after it landed", { kind: "cut", landed: true }],
    ["did not arrive", { kind: "cut", landed: false }],
  ] as const)("a call that %s leaves one record and one connection", async (_, fault) => {
    const flow = await publish();
    world.hubspot.api.failNext({ method: "POST", path: /\/2-\d+\/batch\/upsert$/, answer: fault });
    world.hubspot.api.failNext({ method: "PUT", path: /\/associations\/default\/contacts\//, answer: fault });
    await answer(flow);
    expect(await step()).toMatch(/^done: custom-object-ours,(made|found-again)/);
    expect(recordsOf(ours)).toHaveLength(1);
    expect(contactsOf(ours, recordsOf(ours)[0]?.id ?? "")).toEqual([contact()?.id]);
  });

  it("a property that somebody deleted is left out and made again", async () => {
    const object = world.portal().customObjects.get(ours);
    object?.catalogue.forget("document_type");
    await answer(await publish());
    expect(await step()).toBe("done: custom-object-ours,made,without-document_type");
    expect(recordsOf(ours)[0]?.properties).toMatchObject({ masked_number: "•••• 4821" });
    await world.chores();
    expect(object?.catalogue.get("document_type")).toBeDefined();
  });

  it("an object that is not there any more is looked for, and the check goes where it can", async () => {
    const flow = await publish();
    const gone = {
      kind: "status" as const,
      status: 404,
      body: { status: "error", category: "OBJECT_NOT_FOUND", message: "x" },
    };
    world.hubspot.api.failNext({ method: "POST", path: /\/2-\d+\/batch\/read$/, answer: gone });
    await world.fillIn(flow, world.stranger(), answers);
    await world.settle();
    expect(await step()).toBe("ready: looking-for-the-custom-object");
    const nothing = { kind: "status" as const, status: 200, body: { results: [] } };
    world.hubspot.api.failNext({ method: "GET", path: /\/schemas$/, answer: nothing, times: 2 });
    await world.chores();
    world.passTime(16 * 60_000);
    await world.deliver();
    expect(await step()).toBe("done: contact-and-note,made");
  });

  it("a Flow that is no identity check makes none", async () => {
    await answer(await publish("none"));
    expect([await step(), recordsOf(ours)]).toEqual([undefined, []]);
  });
});

describe("in a custom object of the customer's", () => {
  it("a check fills the properties that were named, and what the mapping adds", async () => {
    const made = makeTheirs([
      text("ref_no", { hasUniqueValue: true }),
      text("doc_end"),
      text("source_of_funds"),
      text("document_type"),
    ]);
    expect(await use("checks", { submissionId: "ref_no", maskedNumber: "doc_end" })).toMatchObject({
      tier: "custom-object-chosen",
      problems: [],
      object: { objectTypeId: made.objectTypeId },
    });
    const flow = await publish();
    await map(flow, ["first", "firstname"], ["risk", "kyc.source_of_funds"]);
    await answer(flow);
    expect(await step()).toBe("done: custom-object-chosen,made");
    expect(recordsOf("checks").map(({ properties }) => properties)).toMatchObject([
      { ref_no: await newestId(), doc_end: "•••• 4821", document_type: "Passport", source_of_funds: "Salary" },
    ]);
    expect(contactsOf("checks", recordsOf("checks")[0]?.id ?? "")).toEqual([contact()?.id]);
    expect(recordsOf(ours)).toEqual([]);
    expect(contact()?.properties).not.toHaveProperty("kyc.source_of_funds");
  });

  it("one that has no unique text for the submission is said to be unfit, and checks go to the contact", async () => {
    makeTheirs([text("ref_no")]);
    const says = expect.stringMatching(/no text property "ref_no" with unique values/);
    expect(await use("checks", { submissionId: "ref_no" })).toMatchObject({
      tier: "contact-and-note",
      problems: [says],
    });
    await answer(await publish());
    expect(await step()).toBe("done: contact-and-note,made");
    expect(recordsOf("checks")).toEqual([]);
  });
});

describe("on the contact, with a note", () => {
  beforeEach(async () => {
    expect(await use("contacts")).toMatchObject({ tier: "contact-and-note", problems: [] });
  });

  const ourNotes = () => notes().filter((body) => body.includes("Identity check"));

  it("the properties tell of the latest check and a note of each, without anything in full", async () => {
    const flow = await publish();
    await map(flow, ["first", "firstname"], ["risk", "kyc.source_of_funds"]);
    const customer = await answer(flow);
    const first = await newestId();
    expect(await step()).toBe("done: contact-and-note,made");
    expect(contact()?.properties).toMatchObject({
      flowella_identity_status: "received",
      flowella_identity_document: "Passport",
      flowella_identity_number: "•••• 4821",
    });
    expect(ourNotes()).toHaveLength(1);
    for (const part of ["Passport", "•••• 4821", "1 file", "source_of_funds", "Salary", `kyc-note:${first}`])
      expect(ourNotes()[0]).toContain(part);
    for (const body of heard()) expect(body).not.toMatch(/Stella at home|Via Roma|\/kyc\/document/);
    world.passTime(25 * hour);
    await world.fillIn(await publishAgain(flow), customer, { ...answers, number: "1111" });
    await world.deliver();
    expect(contact()?.properties).toMatchObject({ flowella_identity_number: "•••• 1111" });
    expect(ourNotes()).toHaveLength(2);
    expect(recordsOf(ours)).toEqual([]);
  });

  /** The same Flow, to be answered anew. */
  async function publishAgain(flow: PublishedFlow): Promise<PublishedFlow> {
    const settings = { reopen: { kind: "again" }, kyc: {} };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings });
    return flow;
  }

  it("a correction changes the note and the properties in place", async () => {
    const customer = await answer(await publish());
    const { contacts } = world.portal();
    contacts.update(contact()?.id ?? "", { flowella_identity_status: "approved" });
    await correct(customer, { ...answers, number: "7777" });
    expect(ourNotes()).toHaveLength(1);
    expect(ourNotes()[0]).toMatch(/corrected.*•••• 7777/s);
    expect(contact()?.properties).toMatchObject({
      flowella_identity_status: "received",
      flowella_identity_number: "•••• 7777",
    });
  });

  it.each([
    ["was cut off after it landed", { kind: "cut", landed: true }],
    ["did not arrive", { kind: "cut", landed: false }],
  ] as const)("a note whose call %s stands there once", async (_, fault) => {
    const flow = await publish();
    world.hubspot.behaviour.searchLagMs = hour;
    world.hubspot.api.failNext({ method: "POST", path: /\/notes$/, answer: fault });
    await answer(flow);
    expect(await step()).toMatch(/^done: contact-and-note,(made|found-again)/);
    expect(ourNotes()).toHaveLength(1);
  });

  it("properties that somebody deleted are put back by the very answers", async () => {
    const { catalogue } = world.portal().contacts;
    catalogue.forget("flowella_identity_number");
    await answer(await publish());
    expect(contact()?.properties).toMatchObject({ flowella_identity_number: "•••• 4821" });
  });
});

describe("an identity document", () => {
  const checksSchema = z.object({
    kind: z.literal("checks"),
    checks: z.array(
      z.looseObject({
        documents: z.array(z.object({ id: z.string(), question: z.string(), status: z.string(), type: z.string() })),
      }),
    ),
  });
  const trailSchema = z.object({
    entries: z.array(z.object({ actor: z.string(), action: z.string(), subject: z.string() })),
  });
  const linkSchema = z.object({ kind: z.literal("link"), url: z.string() });
  const checks = async () =>
    checksSchema.parse(await world.operator("/operator/kyc/checks", { contactId: contact()?.id })).checks;
  const link = async () => {
    const documentId = (await checks())[0]?.documents[0]?.id;
    return linkSchema.parse(await world.operator("/operator/kyc/document", { documentId })).url;
  };

  it("is listed with the check, masked, by an opaque id", async () => {
    await answer(await publish());
    const [check, ...others] = await checks();
    expect(others).toEqual([]);
    expect(check).toMatchObject({
      submissionId: await newestId(),
      flowName: "Open an account",
      documentType: "Passport",
      maskedNumber: "•••• 4821",
      record: "done",
      documents: [{ question: "A photo of your proof of address", status: "ready", type: "image/jpeg" }],
    });
    expect(JSON.stringify(check)).not.toContain("Stella");
  });

  it("opens once by its link, runs nothing, is kept nowhere, and stands in the audit trail", async () => {
    await answer(await publish());
    const url = await link();
    const looked = await fetch(url);
    expect(await looked.text()).toContain("Open the document");
    expect(looked.headers.get("cache-control")).toBe("no-store");
    const opened = await fetch(url, { method: "POST" });
    expect(opened.status).toBe(200);
    expect(Buffer.from(await opened.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(opened.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "content-disposition": expect.stringMatching(/^inline; filename="identity-document.jpg"$/),
      "content-security-policy": expect.stringMatching(/default-src 'none'.*sandbox/),
    });
    for (const again of [await fetch(url, { method: "POST" }), await fetch(url)]) expect(again.status).toBe(410);
    const { entries } = trailSchema.parse(await world.operator("/operator/audit", { limit: 10 }));
    const reveals = entries.filter(({ action }) => action === "revealed");
    expect(reveals).toMatchObject([{ actor: "operator", subject: (await checks())[0]?.documents[0]?.id }]);
  });

  it("does not open by a link that is too old, was cut short, or leads to a person who was erased", async () => {
    await answer(await publish());
    const [late, erased] = [await link(), await link()];
    const open = async (url: string) => (await fetch(url, { method: "POST" })).status;
    expect(await open(late.slice(0, -2))).toBe(404);
    const event = { subscriptionType: "contact.privacyDeletion", objectId: Number(contact()?.id) };
    const url = `${world.url}/webhooks/hubspot`;
    const told = [{ portalId: demoPortal.id, occurredAt: world.now(), ...event }];
    expect((await world.hubspot.tell(sandboxAppId, { url }, told)).status).toBe(200);
    await world.settle();
    expect(await open(erased)).toBe(410);
    expect(recordsOf(ours)).toEqual([]);
    world.passTime(11 * 60_000);
    expect(await open(late)).toBe(410);
  });

  it("is opened by a person who reads first what the link does", async () => {
    const drawn = { ...photo, bytes: Uint8Array.from(Buffer.from(smallestJpeg, "base64")) };
    await answer(await publish(), { ...answers, proof: [drawn] });
    const url = await link();
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(url);
      await expectRightLooks(page, "kyc-document");
      const [opened] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === "POST"),
        page.getByRole("button", { name: "Open the document" }).click(),
      ]);
      expect([opened.status(), opened.headers()["content-type"]]).toEqual([200, "image/jpeg"]);
      await page.goto(url);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("This link was opened before");
      await expectRightLooks(page, "kyc-document-used");
    } finally {
      await browser.close();
    }
  });

  it("of another Flow is none", async () => {
    await answer(await publish("none"));
    const files = z.array(z.object({ files: z.array(z.object({ id: z.string() })) }));
    const [submission] = files.parse(await world.operator("/operator/submissions"));
    const documentId = submission?.files[0]?.id;
    expect(documentId).toBeDefined();
    expect(await world.operator("/operator/kyc/document", { documentId })).toMatchObject({ code: "unknown_document" });
    expect(await checks()).toEqual([]);
  });
});

it("the command line shows and chooses where they are kept, and marks a Flow", async () => {
  const cwd = await mkdtemp(path.join(tmpdir(), "flowella-kyc-"));
  const env = { FLOWELLA_OPERATOR_TOKEN: world.operatorToken };
  const run = (...args: string[]) =>
    flowella([...args, "--portal", world.portalId, "--server", world.url], { cwd, env });
  try {
    expect((await run("kyc", "show")).out).toContain("custom-object-ours");
    const used = await run("kyc", "use", "--storage", "nowhere_to_be_found");
    expect(used.out).toMatch(/contact-and-note.*nowhere_to_be_found/s);
    expect((await run("kyc", "use", "--storage", "contacts")).out).toContain("You chose to keep");
    expect(await run("kyc", "use", "--storage", "auto", "--property", "number=x")).toMatchObject({ code: 1 });
    const { flowId } = await publish("none");
    expect((await run("flow", "settings", "--flow", flowId, "--kyc")).code).toBe(0);
    await world.fillIn({ ...(await publish()), flowId }, world.stranger(), answers);
    await world.deliver();
    expect(await step()).toMatch(/^done: contact-and-note/);
    const checks = await run("kyc", "checks", "--contact", contact()?.id ?? "");
    expect(checks.out).toContain("•••• 4821");
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
});
