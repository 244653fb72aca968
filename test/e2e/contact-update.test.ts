/** The contact-update use case through all doors: what has to be proved before anything changes, and what changes then. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { z } from "zod";
import { defaultCodeSettings } from "../../core/codes/index.ts";
import { wordsFor } from "../../core/texts/index.ts";
import type { FlowOnPhone } from "../../phone/index.ts";
import { checkAll, describeContract } from "../contract/index.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { type PublishedFlow, startWorld, type World } from "./world.ts";

let mail: MailServer;
let world: World;
let flow: PublishedFlow;

beforeEach(async () => {
  mail = await startMailServer();
  world = await startWorld({ settings: { SMTP_URL: mail.url, MAIL_FROM: "Casa Lume <hello@casa-lume.example>" } });
  flow = await world.publish({ tool: "use-case", formId: "contact-update" });
});
afterEach(async () => {
  await world.close();
  await mail.close();
});

const approve = () => world.whatsapp.decideTemplate(defaultCodeSettings.template, "APPROVED");
const { sayings } = wordsFor("en");
const handedOut = z.object({ kind: z.literal("code"), code: z.string().regex(/^\d{6}$/), until: z.string() });
const audit = async () => {
  const entry = z.object({ actor: z.string(), action: z.string(), subject: z.string() });
  return z.object({ entries: z.array(entry) }).parse(await world.operator("/operator/audit")).entries;
};
const phoneOf = (digits: string) => world.whatsapp.person(digits, { name: "Another phone" });
const codeTo = (digits: string) => /\d{6}/.exec(phoneOf(digits).chat().at(-1)?.text ?? "")?.[0] ?? "";
const contact = () => world.portal().contacts.need(world.facts.customer.contactId).properties;

/** The known customer opens the form with a code in her hand. */
async function opened(): Promise<{ phone: FlowOnPhone; code: string }> {
  const { contactId, waId } = world.facts.customer;
  const { code } = handedOut.parse(await world.operator("/operator/codes/hand-out", { to: { contactId } }));
  const customer = world.whatsapp.person(waId);
  customer.sendText("My details have changed.");
  await world.settle();
  await world.send(flow, { phone: `+${waId}` });
  await world.settle();
  return { phone: await customer.openFlow(), code };
}

async function press(phone: FlowOnPhone, values: Record<string, unknown>): Promise<void> {
  phone.fill(values);
  await phone.press();
  await world.settle();
}

/** On the screen that asks for the code of the new number. */
async function givingNumber(digits: string): Promise<FlowOnPhone> {
  const { phone, code } = await opened();
  await press(phone, { surname: "bellandi", code });
  await press(phone, { phone: `+${digits}` });
  await press(phone, {});
  expect(phone.read().inputs.map(({ name }) => name)).toEqual(["number_code"]);
  return phone;
}

it("a code handed out before the form is opened lets in, and no mail goes", async () => {
  approve();
  const { phone, code } = await opened();
  expect(mail.mails).toEqual([]);
  await press(phone, { surname: "Bellandi", code });
  await press(phone, { email: "giulia@elsewhere.example" });
  await press(phone, { city: "Torino" });
  // No new number, so no code for one.
  expect(phone.read().inputs.map(({ name }) => name)).toEqual(["confirm"]);
  await press(phone, { confirm: true });
  expect(phone.status).toBe("completed");
  await world.deliver();
  expect(contact()).toMatchObject({
    email: "giulia@elsewhere.example",
    city: "Torino",
    phone: world.facts.customer.phone,
  });
  const entries = await audit();
  expect(entries.filter(({ action }) => action === "code-handed-out")).toHaveLength(1);
  expect(entries.find(({ action }) => action === "contact-updated")).toMatchObject({
    actor: "customer",
    subject: expect.stringMatching(/^sub_\S+: email, city$/),
  });
  expect(JSON.stringify(entries)).not.toContain("elsewhere");
});

it("a number that is changed after its code was right needs a code of its own", async () => {
  approve();
  const [first, second] = ["393405550201", "393405550202"] as const;
  phoneOf(first);
  phoneOf(second);
  const phone = await givingNumber(first);
  const code = codeTo(first);
  await press(phone, { number_code: code });
  expect(phone.read().inputs.map(({ name }) => name)).toEqual(["confirm"]);
  for (const _ of ["number", "address", "new"]) await phone.back();
  world.passTime(61_000);
  await press(phone, { phone: `+${second}` });
  await press(phone, {});
  await press(phone, { number_code: code === codeTo(second) ? "" : code });
  expect([sayings.code_wrong({}), sayings.code_wait({})]).toContain(phone.read().snackbar);
  await press(phone, { number_code: codeTo(second) });
  await press(phone, { confirm: true });
  expect(phone.status).toBe("completed");
  await world.deliver();
  expect(contact()).toMatchObject({ phone: `+${second}`, flowella_wa_id: world.facts.customer.waId });
});

it("a number whose code does not come back changes nothing", async () => {
  approve();
  phoneOf("393405550203");
  const before = { ...contact() };
  const phone = await givingNumber("393405550203");
  await press(phone, { number_code: codeTo("393405550203") === "111111" ? "222222" : "111111" });
  expect(phone.read().snackbar).toBe(sayings.code_wrong({}));
  await world.deliver();
  expect(await world.submissions()).toEqual([]);
  expect(contact()).toEqual(before);
});

it("the code waits for its template, and a call that fails is tried again", async () => {
  phoneOf("393405550204");
  const phone = await givingNumber("393405550204");
  expect(phoneOf("393405550204").chat()).toEqual([]);
  approve();
  world.whatsapp.failNext({ method: "POST", path: /\/messages$/, times: 1, answer: { kind: "status", status: 429 } });
  world.passTime(16_000);
  await world.settle();
  world.passTime(16_000);
  await world.settle();
  await press(phone, { number_code: codeTo("393405550204") });
  expect(phone.read().inputs.map(({ name }) => name)).toEqual(["confirm"]);
});

it("without the questions for codes, which the business hid, e-mail and phone stay as they are", async () => {
  approve();
  const edits = ["code", "number_code"].map((field) => ({ kind: "hide", field }));
  await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { edits: { version: 1, edits } } });
  flow = await world.publish({ tool: "use-case", formId: "contact-update" });
  const { phone } = await opened();
  await press(phone, { surname: "Somebody" });
  await press(phone, { email: "thief@elsewhere.example", phone: "+393405550299" });
  await press(phone, { city: "Torino" });
  await press(phone, { confirm: true });
  expect(phone.status).toBe("completed");
  await world.deliver();
  const { email, phone: number } = world.facts.customer;
  expect(contact()).toMatchObject({ email, phone: number, city: "Torino" });
  expect((await audit()).filter(({ action }) => action === "contact-updated")).toEqual([]);
});

it("nobody gets a code for a person whom HubSpot does not know", async () => {
  const refusal = await world.operator("/operator/codes/hand-out", { to: { phone: `+${world.stranger().waId}` } });
  expect(refusal).toMatchObject({ kind: "refused", code: "code.no_surname" });
});

describeContract("codes by WhatsApp", () => {
  it("are handed in and sent as Meta's document says", async () => {
    approve();
    phoneOf("393405550205");
    await givingNumber("393405550205");
    const { problems, operations } = checkAll(world.whatsapp.exchanges, "meta");
    expect(problems).toEqual([]);
    expect(operations.checked).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/POST .*messages$/),
        expect.stringMatching(/POST .*message_templates$/),
      ]),
    );
  });
});
