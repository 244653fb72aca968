/**
 * The whole app as its users meet it, in a browser: a form becomes a Flow, is changed and published, sent from the card,
 * filled in on the phone, and everything that HubSpot holds of it afterwards is read back from HubSpot.
 */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { z } from "zod";
import { sandboxAppId } from "../../cli/sandbox-world.ts";
import { schemaCreateSchema } from "../../sandbox/hubspot/custom-objects.ts";
import type { ActionCall, Enrolment, Portal } from "../../sandbox/hubspot/index.ts";
import { checkAll } from "../contract/index.ts";
import { type PhoneWorld, STARTING, startPhoneWorld } from "../phone-page/world.ts";
import { type AccountPage, openAccount } from "./account-page.ts";
import { fillConsultation } from "./fill-consultation.ts";

const day = 24 * 3_600_000;

let world: PhoneWorld;
let opened: AccountPage;
beforeEach(async () => {
  world = await startPhoneWorld();
}, STARTING);
afterEach(() => world.close());

const portal = (): Portal => world.hubspot.portal(Number(world.portalId));
const contactId = () => world.facts.customer.contactId;
const bodiesOf = (kind: "communications" | "notes") =>
  portal()
    .records[kind].list()
    .map(({ properties }) => properties[kind === "notes" ? "hs_note_body" : "hs_communication_body"] ?? "");

/** Everything that waits, here and there; no time passes. */
async function settle(): Promise<void> {
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await world.whatsapp.settled();
    await world.server.idle();
    world.hubspot.settle();
  }
}

/** The account's form asks for an identity document. */
function askForDocument(): void {
  const form = portal().forms.get(world.facts.formIds.consultation);
  if (!form) throw new Error("The portal has no such form.");
  const groups = JSON.stringify(form.fieldGroups)
    .replace("What is it about?", "Which identity document do you have?")
    .replace('"Kitchen"', '"Passport"');
  portal().putForm({ ...form, fieldGroups: JSON.parse(groups) });
}

async function openForm(): Promise<Page> {
  opened = await openAccount(world.browser, world.hubspot, Number(world.portalId), "/app/forms");
  const { page } = opened;
  await page.getByLabel("Search by title").fill("consultation");
  await page
    .locator('[data-test-id^="form-"]')
    .filter({ hasText: "Request a consultation" })
    .getByRole("button")
    .click();
  await page.getByRole("heading", { name: "Request a consultation" }).waitFor();
  return page;
}

/** One question less, everything else as suggested; published from the app page. */
async function publish(): Promise<string> {
  const page = await openForm();
  await page.getByRole("button", { name: "Change it for WhatsApp" }).click();
  const rooms = page.locator('[data-test-id^="edit-"]').filter({ hasText: "Number of rooms" });
  await rooms.getByRole("button", { name: "Hide" }).click();
  await rooms.getByText("Hidden").waitFor();
  await page.getByRole("button", { name: "Back to the form" }).click();
  await page.getByRole("button", { name: "Where the answers go" }).click();
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("heading", { name: "What a contact would get" }).waitFor();
  await page.getByRole("button", { name: "Back to the form" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("There is nothing to publish").waitFor({ timeout: 60_000 });
  await settle();
  for (const { name } of world.whatsapp.state.templates.values()) world.whatsapp.decideTemplate(name, "APPROVED");
  await settle();
  const [flow] = await flows();
  return flow?.id ?? "";
}

async function flows() {
  const said = await world.ask("/operator/flows", {}, z.array(z.looseObject({ id: z.string() })));
  return said;
}

async function fillIn(): Promise<void> {
  const message = "I would like to open an account.";
  const phone = await world.openPhone();
  await fillConsultation(phone, { topic: "Passport", message, boughtBefore: true, withoutRooms: true });
  await settle();
}

/** From the contact's card to the answers that the card knows of. */
async function sendAndAnswer(): Promise<void> {
  const { page } = opened;
  await page.goto(world.hubspot.pageUrl(Number(world.portalId), contactId()));
  const card = page.locator('[data-card="contact-card"]');
  await card.getByRole("button", { name: "Send Flow" }).click();
  await page.getByText("Request a consultation was sent as an approved template.").waitFor();
  await settle();
  await fillIn();
  await card.getByRole("button", { name: "Refresh" }).click();
  await card.getByText("Answers are in HubSpot").waitFor();
}

/** An admin allows the app in HubSpot, once more: the sandbox has it installed from the start. */
async function install(): Promise<void> {
  const { page } = opened;
  await page.goto(`${world.server.url}/oauth/install`);
  await page.getByRole("radio", { name: `(${world.portalId})` }).check();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await page.getByRole("heading", { name: "Installed again" }).waitFor();
}

async function choosePlace(place: "auto" | "contacts" | "checks"): Promise<void> {
  opened = await openAccount(world.browser, world.hubspot, Number(world.portalId), "/settings");
  const { page } = opened;
  await page.getByRole("tab", { name: "Identity and data" }).click();
  await page.getByRole("button", { name: "Save" }).waitFor();
  if (place === "auto") return;
  const label = place === "contacts" ? "On the contact, with a note" : "In a custom object of ours";
  await page.getByRole("radio", { name: label }).check();
  if (place === "checks") await page.getByLabel("Name of the custom object").fill(place);
  await page.getByRole("button", { name: "Save" }).click();
  await page
    .getByText(/^Saved/)
    .first()
    .waitFor();
}

const waiting = (flow: string): Omit<ActionCall, "contactId"> => ({
  portalId: Number(world.portalId),
  actionUrl: `${world.server.url}/hubspot/actions/send-flow-and-wait`,
  inputFields: { flow },
});

/** The workflow goes on once the answers have arrived everywhere, which takes some minutes of nobody's time. */
async function goesOn(enrolment: Enrolment): Promise<Enrolment> {
  await settle();
  for (let minutes = 0; minutes < 10 && enrolment.state === "blocked"; minutes += 1) {
    world.passTime(60_000);
    await settle();
  }
  return enrolment;
}

/** A custom object of the customer's own, with what a record needs. */
function makeChecks(): void {
  const named = (name: string, more = {}) => ({
    name,
    label: name,
    type: "string",
    fieldType: "text",
    options: [],
    ...more,
  });
  const schema = schemaCreateSchema.parse({
    name: "checks",
    labels: { singular: "Check", plural: "Checks" },
    secondaryDisplayProperties: [],
    requiredProperties: [],
    searchableProperties: [],
    associatedObjects: ["0-1"],
    allowsSensitiveProperties: false,
    shouldCreateSameObjectAssociation: false,
    properties: [named("submission_id", { hasUniqueValue: true }), named("check_status"), named("document_type")],
  });
  portal().customObjects.create(Number(world.portalId), schema, Date.now());
}

const recordsOf = (object: string) => {
  const found = portal().customObjects.get(object);
  return found ? portal().recordsOf(found.objectTypeId).list() : [];
};

describe("the whole app", () => {
  it.each([
    ["auto", () => recordsOf("flowella_identity_check").map(({ properties }) => properties["document_type"])],
    ["checks", () => recordsOf("checks").map(({ properties }) => properties["document_type"])],
    ["contacts", () => bodiesOf("notes").flatMap((body) => /Identity check.*(Passport)/.exec(body)?.[1] ?? [])],
  ] as const)(
    "leads from the form to everything that HubSpot holds of an answer, identity checks kept as: %s",
    async (place, checks) => {
      askForDocument();
      makeChecks();
      await choosePlace(place);
      await install();
      await opened.page.context().close();
      const flowId = await publish();
      await world.ask("/operator/flows/settings", { flowId, settings: { kyc: {} } }, z.unknown());
      await sendAndAnswer();

      expect(portal().contacts.need(contactId()).properties).toMatchObject({
        consultation_topic: "kitchen",
        message: "I would like to open an account.",
      });
      expect(checks()).toEqual(["Passport"]);
      const formId = world.facts.formIds.consultation;
      expect(portal().submissions.listed(formId)).toMatchObject([{ contactId: contactId() }]);
      const timeline = bodiesOf("communications").join("\n");
      expect(timeline).toContain("Form sent on WhatsApp: Request a consultation");
      expect(timeline).toContain("I would like to open an account.");

      // The form's submission starts a workflow, whose action sends the Flow again and waits.
      const [answered, ...others] = await world.hubspot.enrolSubmitters(sandboxAppId, formId, waiting(flowId));
      if (!answered) throw new Error("No workflow was started.");
      expect(others).toEqual([]);
      await settle();
      expect(answered).toMatchObject({ state: "blocked" });
      await fillIn();
      expect(await goesOn(answered)).toMatchObject({ state: "done", outputs: { outcome: "ANSWERED" } });

      const silent = await world.hubspot.enrol(sandboxAppId, { ...waiting(flowId), contactId: contactId() });
      await settle();
      expect(silent).toMatchObject({ state: "blocked" });
      world.passTime(3 * day);
      expect(await goesOn(silent)).toMatchObject({ state: "done", outputs: { outcome: "TIMED_OUT" } });

      // The person asks HubSpot to be forgotten.
      const event = {
        portalId: Number(world.portalId),
        occurredAt: Date.now(),
        subscriptionType: "contact.privacyDeletion",
      };
      const target = { url: `${world.server.url}/webhooks/hubspot` };
      await world.hubspot.tell(sandboxAppId, target, [{ ...event, objectId: Number(contactId()) }]);
      await settle();
      expect(bodiesOf("communications").filter((body) => body.includes("open an account"))).toEqual([]);
      expect(checks()).toEqual([]);
      const { page } = opened;
      await page.reload();
      const card = page.locator('[data-card="contact-card"]');
      await card.getByRole("button", { name: "Send Flow" }).waitFor();
      await expect(card.getByText("Answers are in HubSpot").count()).resolves.toBe(0);

      expect(opened.errors).toEqual([]);
      const { api, forms } = world.hubspot;
      // A browser asks for the icon of the page on which the app is allowed.
      const said = [...api.exchanges, ...forms.exchanges].filter(({ path }) => path !== "/favicon.ico");
      expect(checkAll(said, "hubspot").problems).toEqual([]);
      expect(checkAll(world.whatsapp.exchanges, "meta").problems).toEqual([]);
    },
    240_000,
  );
});
