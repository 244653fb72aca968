/** From one portal to another: what comes along, and the list of what did not match. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { z } from "zod";
import { connectSecondPortal, second } from "./second-portal.ts";
import { consultationAnswers, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const there = { portalId: String(second.portalId) };
const importedSchema = z.object({
  kind: z.literal("imported"),
  flows: z.array(z.object({ name: z.string(), flowId: z.string(), version: z.number() })),
  unmatched: z.array(z.looseObject({ what: z.string(), name: z.string(), message: z.string() })),
  notes: z.array(z.string()),
});

async function copy() {
  const document = await world.operator("/operator/portal/export");
  return importedSchema.parse(await world.operator("/operator/portal/import", { ...there, document }));
}

/** The other account's own things: its forms have other ids. */
function giveForms(...titles: string[]): void {
  const other = world.hubspot.portal(second.portalId);
  for (const form of world.portal().forms.values())
    if (titles.includes(form.name)) other.putForm({ ...structuredClone(form), id: `there-${form.id}` });
}

function giveProperties(...names: string[]): void {
  const { catalogue } = world.hubspot.portal(second.portalId).contacts;
  const mine = world.portal().contacts.catalogue;
  catalogue.addGroup({ name: "consultations", label: "Consultations", displayOrder: 1, archived: false });
  for (const name of names) {
    const property = mine.get(name);
    if (property) catalogue.add(structuredClone(property));
  }
}

it("copies Flows, rules, mappings and settings by name, and lists what this portal lacks", async () => {
  const consultation = await world.publishForm("consultation");
  const feedback = await world.publishForm("feedback");
  const { flowId } = consultation;
  const receipt = { text: "Thank you for {form}." };
  await world.operator("/operator/flows/settings", { flowId, settings: { receipt, tokenDays: 9 } });
  await world.consent({
    sources: [
      { kind: "question", wording: "You may write to me." },
      { kind: "property", name: "whatsapp_opt_in", wording: "I agree." },
      { kind: "list", listId: "77", wording: "I agree." },
    ],
    quietHours: { from: "21:00", to: "08:00" },
    marketingFlows: [flowId],
  });
  await connectSecondPortal(world);
  giveForms(titleOf("consultation"));
  giveProperties("consultation_topic");

  const { flows, unmatched, notes } = await copy();
  expect(flows).toMatchObject([{ name: titleOf("consultation"), version: 1 }]);
  expect(notes.join(" ")).toMatch(/drafts/);
  const what = unmatched.map(({ what: kind, name }) => `${kind}: ${name}`);
  expect(what).toContain(`form: ${titleOf("feedback")}`);
  expect(what).toContain("property: services_of_interest");
  expect(what).toContain("consent-source: whatsapp_opt_in");
  expect(what).toContain("consent-source: 77");
  expect(what).not.toContain("property: consultation_topic");
  expect(what).not.toContain("property: email");

  const copied = z
    .array(z.looseObject({ id: z.string(), status: z.string(), settings: z.looseObject({}) }))
    .parse(await world.operator("/operator/flows", there));
  expect(copied).toMatchObject([{ id: flows[0]?.flowId, status: "draft", settings: { receipt, tokenDays: 9 } }]);
  expect(await world.operator("/operator/consent/settings", there)).toMatchObject({
    sources: [{ kind: "question", wording: "You may write to me." }],
    quietHours: { from: "21:00", to: "08:00" },
    marketingFlows: [flows[0]?.flowId],
  });
  // The portal that it came from is as it was.
  expect(await world.operator("/operator/flows")).toMatchObject([{ id: flowId }, { id: feedback.flowId }]);

  // What was missing has come: the second time it all matches, and nothing is there twice.
  giveForms(titleOf("feedback"));
  const again = await copy();
  expect(again.flows).toMatchObject([{ flowId: flows[0]?.flowId, version: expect.any(Number) }, {}]);
  expect(await world.operator("/operator/flows", there)).toHaveLength(2);
});

it("holds nobody's data, no address and no secret", async () => {
  const flow = await world.publishForm("consultation");
  await world.operator("/operator/webhooks/add", { endpoint: { url: "https://receiver.example/hook" } });
  await world.fillIn(flow, world.whatsapp.person(world.facts.customer.waId), consultationAnswers);
  const text = JSON.stringify(await world.operator("/operator/portal/export"));
  for (const secret of [world.facts.customer.waId, world.facts.customer.email, "receiver.example", "whsec_", "EAA"])
    expect(text).not.toContain(secret);
});

it("refuses what is no such document, and changes nothing", async () => {
  await connectSecondPortal(world);
  for (const document of [{}, { format: "flowella-portal/2" }, []])
    expect(await world.operator("/operator/portal/import", { ...there, document })).toMatchObject({
      kind: "refused",
      code: "bad_request",
    });
  expect(await world.operator("/operator/flows", there)).toEqual([]);
});

it("says that a WhatsApp account is missing, Flow by Flow", async () => {
  await world.publishForm("consultation");
  world.hubspot.addPortal({ ...world.portal().settings, id: second.portalId, name: "Second business" });
  await world.install(second.portalId);
  giveForms(titleOf("consultation"));
  const { flows, unmatched } = await copy();
  expect(flows).toEqual([]);
  expect(unmatched).toContainEqual(
    expect.objectContaining({ what: "flow", message: expect.stringMatching(/Connect a WhatsApp account/) }),
  );
});

function titleOf(form: "consultation" | "feedback"): string {
  return world.portal().forms.get(world.facts.formIds[form])?.name ?? "";
}
