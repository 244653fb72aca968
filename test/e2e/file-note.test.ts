/** Files of answers as private files in HubSpot, on a note of the contact, and what of them never goes there. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sandboxAppId } from "../../cli/sandbox-world.ts";
import type { PickedFile } from "../../phone/index.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import type { Failure } from "../../sandbox/stand-in.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { checkAll, describeContract } from "../contract/index.ts";
import { type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld({ talks: true });
});
afterEach(() => world.close());

const definition = {
  id: "Cla1ms",
  title: "Report a damage",
  fields: [
    { id: "f1", ref: "first", title: "First name", type: "short_text", validations: { required: true } },
    { id: "f2", ref: "photo", title: "A photo of the damage", type: "file_upload", validations: { required: true } },
  ],
};
const bytes = Uint8Array.from(
  Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.from("A dent. ".repeat(2_000))]),
);
const photo: PickedFile = { name: "Stella at home.jpg", type: "image/jpeg", bytes };

async function handIn(): Promise<Person> {
  flow = await world.publish({ tool: "typeform", definition });
  const customer = world.stranger();
  await world.fillIn(flow, customer, { first: "Stella", photo: [photo] });
  return customer;
}
const files = () => [...world.portal().files.values()];
const notes = () =>
  world
    .portal()
    .records.notes.list()
    .map(({ properties }) => properties);

describeContract("the calls that messages, files and forgetting make", () => {
  it("keep to HubSpot's documents", async () => {
    const customer = await handIn();
    await world.deliver();
    const contact = world
      .portal()
      .contacts.list()
      .find(({ properties }) => properties["flowella_wa_id"] === customer.waId);
    const event = { portalId: demoPortal.id, occurredAt: world.now(), subscriptionType: "contact.privacyDeletion" };
    const target = { url: `${world.url}/webhooks/hubspot` };
    await world.hubspot.tell(sandboxAppId, target, [{ ...event, objectId: Number(contact?.id) }]);
    await world.settle();
    const { problems, operations } = checkAll(world.hubspot.api.exchanges, "hubspot");
    expect(problems).toEqual([]);
    expect(operations.checked).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/POST .*communications$/),
        expect.stringMatching(/DELETE .*communications/),
        expect.stringMatching(/POST .*files$/),
        expect.stringMatching(/DELETE .*gdpr-delete$/),
        expect.stringMatching(/POST .*notes$/),
      ]),
    );
  });
});

describe("a file of an answer", () => {
  it("is a private file for a time, attached to a note of the contact, under a name that tells nothing", async () => {
    await handIn();
    await world.deliver();
    expect(await world.steps()).toMatchObject({ files: "done", file_note: "done" });
    expect(files()).toMatchObject([{ access: "PRIVATE", ttl: "P90D", type: "image/jpeg", bytes: bytes.length }]);
    expect(files()[0]?.name).toMatch(/^fil_[\w-]+\.jpg$/);
    expect(notes()).toMatchObject([{ hs_attachment_ids: files()[0]?.id }]);
    expect(notes()[0]?.["hs_note_body"]).toContain("A photo of the damage");
    expect(JSON.stringify([notes(), world.portal().records.communications.list()])).not.toContain("Stella at home");
  });

  const failures: [string, string, Failure][] = [
    ["the upload", "/files", { kind: "cut", landed: true }],
    ["the note", "/notes", { kind: "status", status: 500, landed: true }],
  ];
  it.each(failures)("stands there once although %s got no answer", async (_, end, answer) => {
    world.hubspot.api.failNext({ method: "POST", path: new RegExp(`${end}$`), answer });
    await handIn();
    await world.deliver();
    expect((await world.steps())["file_note"]).toMatch(/^done/);
    expect([files().length, notes().length]).toEqual([1, 1]);
  });

  it("stays here where the portal wants that", async () => {
    await world.operator("/operator/settings/change", { change: { fileDays: 0 } });
    await handIn();
    await world.deliver();
    expect(await world.steps()).not.toHaveProperty("file_note");
    expect([files(), notes()]).toEqual([[], []]);
  });

  it("goes with the person, the note and the file for good", async () => {
    const customer = await handIn();
    await world.deliver();
    const contact = world
      .portal()
      .contacts.list()
      .find(({ properties }) => properties["flowella_wa_id"] === customer.waId);
    const event = { portalId: demoPortal.id, occurredAt: world.now(), subscriptionType: "contact.privacyDeletion" };
    const target = { url: `${world.url}/webhooks/hubspot` };
    await world.hubspot.tell(sandboxAppId, target, [{ ...event, objectId: Number(contact?.id) }]);
    await world.settle();
    expect([files(), notes()]).toEqual([[], []]);
  });
});
