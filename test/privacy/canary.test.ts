/**
 * A marked person goes through everything: no search of what the server leaves finds them in the clear, and after they were
 * erased no key that is left opens anything of theirs. The name of the form is kept in the clear on purpose: it is found.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { openUnserved } from "../../cli/serve.ts";
import type { PickedFile } from "../../phone/index.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../sandbox/webhook-receiver/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { alerts } from "../../server/alerts/index.ts";
import { hubspotAccess } from "../../server/portals/hubspot.ts";
import { fillEveryScreen, type PublishedFlow } from "../e2e/world.ts";
import { type CanaryWorld, startCanaryWorld } from "./canary-world.ts";
import { openEverything, rawDatabase } from "./raw-database.ts";
import { patternsOf, searchBytes } from "./search.ts";
import { spellingsOf } from "./spellings.ts";

const waId = "393496620817";
const marks = {
  "first name": "Żółtaquolm",
  "last name": "Quolmbachova",
  "e-mail": "zq.kanarek@postfach.example",
  "free text": "my aunt in Trzcianka has the key",
  chat: "do you open on the day of St. Kinga",
  "contents of a file": "kanarek-ausweis-contents",
  "name of a file": "kanarek-ausweis-front",
  number: waId,
  "number without its country": "3496620817",
};
/** The form's title, which nobody encrypts. */
const control = { control: "Brindlewick intake form" };

const definition = {
  id: "Canary1",
  title: control.control,
  fields: [
    { id: "f1", ref: "first", title: "First name", type: "short_text", validations: { required: true } },
    { id: "f2", ref: "last", title: "Last name", type: "short_text" },
    { id: "f3", ref: "mail", title: "Your e-mail", type: "email" },
    { id: "f4", ref: "note", title: "What should we know?", type: "long_text" },
    { id: "f5", ref: "paper", title: "A photo of the damage", type: "file_upload" },
  ],
};

const file: PickedFile = {
  name: `${marks["name of a file"]}.jpg`,
  type: "image/jpeg",
  bytes: Uint8Array.from(
    Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.from(marks["contents of a file"].repeat(5_000))]),
  ),
};
const answers = {
  first: marks["first name"],
  last: marks["last name"],
  mail: marks["e-mail"],
  note: `Please ring twice, ${marks["free text"]}.`,
  paper: [file],
};

describe("the search itself", () => {
  it.each(Object.entries({ ...marks, ...control }))(
    "finds the %s under every spelling, wherever it stands",
    (_, text) => {
      for (const { name, bytes } of spellingsOf(text)) {
        const around = Buffer.concat([Buffer.from("xx"), bytes, Buffer.from("yy")]);
        expect([name, searchBytes("there", around, patternsOf({ text })).length > 0]).toEqual([name, true]);
      }
      for (const before of ["", "a", "ab", "abc"]) {
        const encoded = Buffer.from(`${before}${text}tail`).toString("base64");
        expect(searchBytes("there", Buffer.from(encoded), patternsOf({ text }))).not.toEqual([]);
      }
      expect(searchBytes("there", Buffer.from("nothing of the kind stands here"), patternsOf({ text }))).toEqual([]);
    },
  );
});

describe("a marked person", () => {
  let canary: CanaryWorld;
  let receiver: WebhookReceiver;
  let alertReceiver: WebhookReceiver;
  let flow: PublishedFlow;
  let customer: Person;

  beforeAll(async () => {
    canary = await startCanaryWorld();
    const { world } = canary;
    receiver = await startWebhookReceiver({ now: world.now });
    alertReceiver = await startWebhookReceiver({ now: world.now });
    const secret = z.object({ secret: z.string() });
    receiver.accept(
      secret.parse(await world.operator("/operator/webhooks/add", { endpoint: { url: receiver.url } })).secret,
    );
    const change = { webhook: { url: alertReceiver.url } };
    alertReceiver.accept(secret.parse(await world.operator("/operator/alerts/settings", { change })).secret);
    flow = await world.publish({ tool: "typeform", definition });
    customer = world.whatsapp.person(waId, { name: `${marks["first name"]} ${marks["last name"]}` });
  });
  afterAll(async () => {
    await canary.close();
    await receiver.close();
    await alertReceiver.close();
  });

  /** Nothing of them in the clear, while the same search finds what is in the clear. */
  async function hidden(): Promise<void> {
    const { found, bytes, lines } = await canary.search({ ...marks, ...control });
    expect(found.filter(({ what }) => what !== "control")).toEqual([]);
    expect(found.filter(({ what }) => what === "control")).not.toEqual([]);
    expect(bytes).toBeGreaterThan(100_000);
    expect(lines).toBeGreaterThan(10);
  }

  const opensWith = async (): Promise<string[]> => {
    const { opened, keys } = await openEverything(canary.world.config);
    expect(keys).toBeGreaterThan(2);
    const patterns = patternsOf(marks);
    return [
      ...new Set(opened.filter(({ column, text }) => searchBytes(column, Buffer.from(text), patterns).length > 0)),
    ].map(({ column }) => column);
  };

  it("writes, gets a form, and hands it in with a file", async () => {
    const { world } = canary;
    customer.sendText(`Hello, ${marks.chat}?`);
    await world.settle();
    const phone = await world.fillIn(flow, customer, answers);
    expect(phone.status).toBe("completed");
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "done: made", files: "done", webhook: "done" });
    expect(JSON.stringify([...receiver.kept().values()])).toContain(marks["free text"]);
    expect(await opensWith()).toEqual(expect.arrayContaining(["submissions.answers", "identities.value"]));
    await hidden();
  });

  it("meets refusals that quote them: a dead letter, a message that fails, and the alert about it", async () => {
    const { world } = canary;
    const quoting = `Property values were not valid: ${JSON.stringify(marks)}`;
    const body = { status: "error", category: "VALIDATION_ERROR", message: quoting };
    world.hubspot.api.fate = ({ method, path }) =>
      method === "PATCH" && path.includes("/contacts/") ? { kind: "status", status: 400, body } : undefined;
    const phone = await world.fillIn(flow, customer, answers);
    expect(phone.status).toBe("completed");
    await world.deliver();
    world.whatsapp.failNext({
      method: "POST",
      path: /\/messages$/,
      answer: {
        kind: "status",
        status: 400,
        body: { error: { message: quoting, code: 131_026, type: "OAuthException" } },
      },
    });
    expect(await world.send(flow, { phone: `+${waId}` })).toMatchObject({ kind: "refused" });
    world.hubspot.api.fate = () => undefined;
    await tellAlerts();
    expect(JSON.stringify([...alertReceiver.kept().values()])).toContain("dead_letters");
    expect(searchBytes("alerts", Buffer.from(JSON.stringify(alertReceiver.received)), patternsOf(marks))).toEqual([]);
    await hidden();
  });

  it("fills in HubSpot's own form, is answered in the chat, and says STOP", async () => {
    const { world } = canary;
    const form = await world.publishForm("consultation");
    const { first: firstname, last: lastname, mail: email, note } = answers;
    const given = { firstname, lastname, email, message: note, consultation_topic: "kitchen" };
    const more = { preferred_contact_method: "whatsapp", consent_processing: true };
    await world.fillIn(form, customer, { ...given, ...more });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ form_submission: "done", timeline: "done" });
    const contact = world
      .portal()
      .contacts.list()
      .find(({ properties }) => properties["flowella_wa_id"] === waId);
    const answer = { contactId: contact?.id, text: `Yes, ${marks.chat}.`, idempotencyKey: "canary-answer" };
    expect(await world.operator("/operator/messages/answer", answer)).toMatchObject({ kind: "sent" });
    customer.sendText(`STOP, and never mind ${marks["free text"]}`);
    customer.sendText("STOP");
    await world.settle();
    customer.sendText("START");
    await world.deliver();
    await hidden();
  });

  it("is exported to the operator alone", async () => {
    const exported = JSON.stringify(await canary.world.operator("/operator/person/export", { phone: `+${waId}` }));
    for (const text of [marks["free text"], marks.chat, waId, marks["name of a file"]])
      expect(exported).toContain(text);
    await hidden();
  });

  // Each costs a process: two always, all of them where there is time.
  const moments = [
    "exchange: committed, not answered",
    "webhook in: stored, not acknowledged",
    "exchange: not committed",
    "step: answered, not recorded",
  ] as const;
  const killed = process.env["FLOWELLA_TEST_ALL"] === "1" ? moments : moments.slice(0, 2);
  it.each(killed)("is in the middle of something when the process is killed (%s)", async (moment) => {
    const { world } = canary;
    customer.sendText(`Hello again, ${marks.chat}?`);
    await world.settle();
    await world.send(flow, { phone: `+${waId}` });
    await canary.killedAt(moment, async () => {
      if (moment.startsWith("webhook in")) customer.sendText(`Are you there? ${marks.chat}`);
      const phone = await customer.openFlow().catch(() => undefined);
      if (phone) await fillEveryScreen(phone, answers).catch(() => undefined);
    });
    const { found } = await canary.search(marks);
    expect(found).toEqual([]);
    await world.start();
    await world.deliver();
    await hidden();
  });

  it("is erased: what tools let us delete is deleted, every receiver is told, and nothing that is left opens", async () => {
    const { world } = canary;
    const key = { key: await wrappedKey() };
    expect((await canary.search(key)).found).not.toEqual([]);
    const erased = z
      .object({ kind: z.literal("erased"), people: z.array(z.object({ personId: z.string() })).length(1) })
      .parse(await world.operator("/operator/person/erase", { phone: `+${waId}` }));
    await world.deliver();
    world.passTime(11 * 60_000);
    await world.deliver();
    await world.chores();
    expect(await opensWith()).toEqual([]);
    // PostgreSQL overwrites what was deleted in its own time.
    if (world.config.DATABASE_URL === undefined) expect((await canary.search(key)).found).toEqual([]);
    const [person] = erased.people;
    expect([...receiver.kept().values()]).toContainEqual(
      expect.objectContaining({
        type: "person.erased",
        data: { customer: { id: person?.personId }, submissions: expect.any(Array) },
      }),
    );
    await hidden();
    const { total } = await openEverything(world.config);
    expect(total).toBeGreaterThan(5);
  });

  /** The end of the person's own key, as it lies wrapped in its row. */
  async function wrappedKey(): Promise<string> {
    const database = await rawDatabase(canary.world.config);
    const [row] = await database.rows(
      `select k.wrapped from vault_keys k join people p on p.id = k.person_id order by p.created_at limit 1`,
    );
    await database.close();
    return z.object({ wrapped: z.string() }).parse(row).wrapped.slice(-40);
  }

  /** What the server does every minute, done once now. */
  async function tellAlerts(): Promise<void> {
    const { world } = canary;
    await world.stop();
    const { context, close } = await openUnserved(
      { ...world.config, PUBLIC_BASE_URL: world.url },
      "sandbox",
      world.now,
    );
    const { periodic, sleeper } = alerts({ context, hubspot: hubspotAccess(context) });
    for (const { run } of periodic) await run();
    for (const { lane } of await sleeper.upcoming(10)) await sleeper.run(lane);
    await close();
    await world.start();
  }
});

describe("somebody of whose answers nothing is kept", () => {
  it("has been delivered: an hour later no key opens what they handed in, and their file is gone", async () => {
    const canary = await startCanaryWorld();
    const { world } = canary;
    try {
      const flow = await world.publish({ tool: "typeform", definition });
      const settings = { keep: "nothing" };
      expect(await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings })).toMatchObject({
        kind: "changed",
      });
      const { number: _, "number without its country": __, chat: ___, ...handedIn } = marks;
      const opened = async () => {
        const patterns = patternsOf(handedIn);
        const walked = await openEverything(world.config);
        return walked.opened.filter(({ column, text }) => searchBytes(column, Buffer.from(text), patterns).length > 0);
      };
      await world.fillIn(flow, world.whatsapp.person(waId, { name: "Somebody" }), answers);
      await world.deliver();
      expect(await world.steps()).toMatchObject({ contact: "done: made", files: "done" });
      expect((await opened()).map(({ column }) => column)).toContain("submissions.answers");
      world.passTime(2 * 3_600_000);
      await world.chores();
      world.passTime(2 * 3_600_000);
      await world.chores();
      expect((await opened()).map(({ column }) => column)).toEqual([]);
      const files = z
        .array(z.object({ files: z.array(z.unknown()) }))
        .parse(await world.operator("/operator/submissions"));
      expect(files).toEqual([{ files: [] }]);
      expect((await canary.search(marks)).found).toEqual([]);
    } finally {
      await canary.close();
    }
  });
});
