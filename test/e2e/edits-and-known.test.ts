/** A form with the business's own edits, and with what HubSpot knows of the contact already. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { type PublishedFlow, startWorld, type World } from "./world.ts";

const file = path.resolve(import.meta.dirname, "../fixtures/forms/hubspot/progressive-and-queued.json");
const definition: unknown = JSON.parse(readFileSync(file, "utf8"));

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const published = () => world.publish({ tool: "hubspot", definition });

/** Opens the Flow as a contact with these properties, from the contact's own record. */
async function openedBy(flow: PublishedFlow, properties: Record<string, string>, before: () => void = () => {}) {
  const person = world.stranger();
  const { id } = world.portal().records.contacts.create({ phone: `+${person.waId}`, ...properties });
  await world.settle();
  person.sendText("Hello");
  await world.settle();
  await world.send(flow, { contactId: id });
  before();
  return person.openFlow();
}

describe("what HubSpot knows", () => {
  it("is filled in to be confirmed, and is not asked again where the form asks strangers only", async () => {
    const phone = await openedBy(await published(), {
      firstname: "Anna",
      email: "anna@ferrara.example",
      company: "Ferrara",
    });
    expect(phone.read().inputs).toMatchObject([
      { name: "email", value: "anna@ferrara.example" },
      { name: "firstname", value: "Anna" },
    ]);
    await phone.press();
    // The company is known: the first queued question comes in its place.
    expect(phone.read().inputs.map(({ name }) => name)).toEqual(["industry", "numemployees"]);
    expect(phone.problems).toEqual([]);
    await phone.press();
    expect(phone.status).toBe("completed");
  });

  it("is nothing where HubSpot does not answer: everybody is asked, and the Flow opens all the same", async () => {
    const flow = await published();
    const phone = await openedBy(flow, { firstname: "Anna", company: "Ferrara" }, () =>
      world.hubspot.api.failNext({ path: /contacts/, answer: { kind: "status", status: 500 } }),
    );
    expect(phone.read().inputs).toMatchObject([{ name: "email" }, { name: "firstname", value: "" }]);
    phone.fill({ email: "anna@ferrara.example" });
    await phone.press();
    expect(phone.read().inputs.map(({ name }) => name)).toEqual(["company", "industry"]);
  });
});

describe("edits", () => {
  const edits = {
    version: 1,
    edits: [
      { kind: "text", field: "firstname", title: "Come ti chiami?" },
      { kind: "hide", field: "website_goal" },
      { kind: "button", button: "send", text: "Invia tutto" },
    ],
  };
  const source = { tool: "hubspot", definition };
  const flowsSchema = z.array(z.object({ settings: z.object({ edits: z.object({ edits: z.array(z.unknown()) }) }) }));
  const settings = async () => {
    const flows = flowsSchema.parse(await world.operator("/operator/flows"));
    return flows.map((flow) => flow.settings.edits.edits.length);
  };

  it("stay with the Flow: the next import has them without being told, until others come", async () => {
    const first = Object(await world.operator("/operator/draft", { source, edits }));
    expect(first.compiled.flow.screens[0].layout.children).toContainEqual(
      expect.objectContaining({ label: "Come ti chiami?" }),
    );
    const again = Object(await world.operator("/operator/draft", { source }));
    expect(again.compiled.flow).toEqual(first.compiled.flow);
    expect(await settings()).toEqual([3]);
    const without = Object(await world.operator("/operator/draft", { source, edits: { version: 1, edits: [] } }));
    expect(JSON.stringify(without.compiled.flow)).not.toContain("Come ti chiami?");
  });

  it("outlive a change of the Flow's settings", async () => {
    const first = Object(await world.operator("/operator/draft", { source, edits }));
    await world.operator("/operator/flows/settings", { flowId: first.flowId, settings: { tokenDays: 7 } });
    expect(await settings()).toEqual([3]);
  });

  it("that are none are refused", async () => {
    const said = await world.operator("/operator/draft", {
      source,
      edits: { version: 1, edits: [{ kind: "explode" }] },
    });
    expect(JSON.stringify(said)).toMatch(/edits/);
  });
});
