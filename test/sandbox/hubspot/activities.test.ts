import { describe, expect, it } from "@jest/globals";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { contactsPath, errorSchema, pageSchema, recordSchema, useBench } from "./harness.ts";

const bench = useBench();
const objects = "/crm/objects/2026-03";
const link = (id: string, associationTypeId: number) => ({
  to: { id },
  types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId }],
});
const task = (associations: object[], properties: object = {}) =>
  bench.api("POST", `${objects}/tasks`, {
    properties: {
      hs_timestamp: "2026-11-21T09:00:00Z",
      hs_task_subject: "Who is this?",
      hs_task_status: "NOT_STARTED",
      ...properties,
    },
    associations,
  });

describe("tasks", () => {
  it("are created with their contacts, read and listed", async () => {
    const [a, b] = [await bench.contact({ firstname: "A" }), await bench.contact({ firstname: "B" })];
    const owner = demoPortal.users[1]?.ownerId ?? "";
    const made = await task([link(a, 204), link(b, 204)], { hubspot_owner_id: owner });
    expect(made.status).toBe(201);
    const { id } = made.as(recordSchema);
    const read = await bench.api(
      "GET",
      `${objects}/tasks/${id}?properties=hs_task_subject,hubspot_owner_id&associations=contacts`,
    );
    expect(read.body).toMatchObject({
      properties: { hs_task_subject: "Who is this?", hubspot_owner_id: owner },
      associations: {
        contacts: {
          results: [
            { id: a, type: "task_to_contact" },
            { id: b, type: "task_to_contact" },
          ],
        },
      },
    });
    expect((await bench.api("GET", `${objects}/tasks`)).as(pageSchema).results).toHaveLength(1);
    const contact = await bench.api("GET", `${contactsPath}/${a}?associations=tasks`);
    expect(contact.body).toMatchObject({ associations: { tasks: { results: [{ id, type: "contact_to_task" }] } } });
  });

  it.each([
    ["the type of the other direction", (id: string) => [link(id, 203)], {}],
    ["the type of a note", (id: string) => [link(id, 202)], {}],
    ["a contact that does not exist", () => [link("999", 204)], {}],
    ["an unknown status", () => [], { hs_task_status: "SOON" }],
    ["an unknown property", () => [], { hs_task_colour: "red" }],
    ["no due date", () => [], { hs_timestamp: "" }],
  ])("are refused with %s, and nothing is made", async (_name, associations, properties) => {
    const id = await bench.contact({ firstname: "A" });
    expect((await task(associations(id), properties)).status).toBe(400);
    expect((await bench.api("GET", `${objects}/tasks`)).as(pageSchema).results).toEqual([]);
  });
});

describe("notes and communications", () => {
  it("take their own association types", async () => {
    const id = await bench.contact({ firstname: "A" });
    const note = {
      properties: { hs_timestamp: "1795168800000", hs_note_body: "<p>Hi</p>" },
      associations: [link(id, 202)],
    };
    expect((await bench.api("POST", `${objects}/notes`, note)).status).toBe(201);
    const communication = {
      properties: {
        hs_communication_channel_type: "WHATS_APP",
        hs_communication_logged_from: "CRM",
        hs_communication_body: "Flow completed",
        hs_timestamp: "2026-11-20T10:00:00Z",
        // Unknown properties of a communication are ignored.
        colour: "red",
      },
      associations: [link(id, 81)],
    };
    expect((await bench.api("POST", `${objects}/communications`, communication)).status).toBe(201);
    const wrong = {
      ...communication,
      properties: { ...communication.properties, hs_communication_channel_type: "FAX" },
    };
    expect((await bench.api("POST", `${objects}/communications`, wrong)).status).toBe(400);
    const read = await bench.api("GET", `${contactsPath}/${id}?associations=notes,communications`);
    expect(read.body).toMatchObject({ associations: { notes: { results: [{}] }, communications: { results: [{}] } } });
  });

  it("other object types are 404", async () => {
    expect((await bench.api("GET", `${objects}/spaceships`)).status).toBe(404);
  });
});

describe("associations", () => {
  const base = "/crm/associations/2026-03";
  const pair = async () => {
    const contact = await bench.contact({ firstname: "A" });
    const { id } = (await task([])).as(recordSchema);
    return { contact, id };
  };

  it("are made by default or by type, read in batches, and removed", async () => {
    const { contact, id } = await pair();
    const made = await bench.api("PUT", `${objects}/tasks/${id}/associations/default/contacts/${contact}`);
    expect(made.body).toMatchObject({ results: [{ associationSpec: { associationTypeId: 204 } }] });
    const lonely = await bench.contact({ firstname: "B" });
    const read = await bench.api("POST", `${base}/contacts/tasks/batch/read`, {
      inputs: [{ id: contact }, { id: lonely }],
    });
    expect(read.status).toBe(207);
    expect(read.body).toMatchObject({
      results: [
        {
          from: { id: contact },
          to: [{ toObjectId: id, associationTypes: [{ category: "HUBSPOT_DEFINED", typeId: 203 }] }],
        },
      ],
      errors: [{ context: { fromObjectId: [lonely] } }],
    });
    expect((await bench.api("DELETE", `${objects}/tasks/${id}/associations/contacts/${contact}`)).status).toBe(204);
    const after = await bench.api("GET", `${objects}/tasks/${id}?associations=contacts`);
    expect(after.body).not.toHaveProperty("associations");
  });

  it("carry labels of the account's own", async () => {
    const { contact, id } = await pair();
    const defined = await bench.api("POST", `${base}/tasks/contacts/labels`, {
      name: "asks_about",
      label: "asks about",
      inverseLabel: "is asked in",
    });
    const { results } = defined.as(pageSchema);
    const spec = { associationCategory: "USER_DEFINED", associationTypeId: results[0]?.["typeId"] };
    const made = await bench.api("POST", `${base}/tasks/contacts/batch/create`, {
      inputs: [{ from: { id }, to: { id: contact }, types: [spec] }],
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      results: [{ labels: ["asks about"], fromObjectTypeId: "0-27", toObjectTypeId: "0-1" }],
    });
    const back = await bench.api("POST", `${base}/contacts/tasks/batch/read`, { inputs: [{ id: contact }] });
    expect(back.body).toMatchObject({ results: [{ to: [{ associationTypes: [{ label: "is asked in" }] }] }] });
    const labels = await bench.api("GET", `${base}/tasks/contacts/labels`);
    expect(labels.as(pageSchema).results).toHaveLength(2);
    const single = await bench.api("PUT", `${objects}/tasks/${id}/associations/contacts/${contact}`, [spec]);
    expect(single.status).toBe(201);
  });

  it("refuse a wrong direction, a missing record, and a pair without default", async () => {
    const { contact, id } = await pair();
    const wrong = await bench.api("PUT", `${objects}/tasks/${id}/associations/contacts/${contact}`, [
      { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 203 },
    ]);
    expect([wrong.status, wrong.as(errorSchema).category]).toEqual([400, "VALIDATION_ERROR"]);
    expect((await bench.api("PUT", `${objects}/tasks/${id}/associations/default/contacts/999`)).status).toBe(400);
    expect((await bench.api("PUT", `${objects}/tasks/${id}/associations/default/tasks/${id}`)).status).toBe(400);
  });

  it("follow a merge and end with an archived record", async () => {
    const { contact, id } = await pair();
    const other = await bench.contact({ firstname: "B" });
    await bench.api("POST", `${base}/tasks/contacts/batch/associate/default`, {
      inputs: [{ from: { id }, to: { id: other } }],
    });
    await bench.api("POST", `${contactsPath}/merge`, { primaryObjectId: contact, objectIdToMerge: other });
    const read = () => bench.api("GET", `${objects}/tasks/${id}?associations=contacts`);
    expect((await read()).body).toMatchObject({ associations: { contacts: { results: [{ id: contact }] } } });
    await bench.api("DELETE", `${contactsPath}/${contact}`);
    expect((await read()).body).not.toHaveProperty("associations");
  });

  it("of a failed batch do not stay", async () => {
    const contact = await bench.contact({ firstname: "A" });
    const properties = { hs_timestamp: "2026-11-21", hs_task_subject: "x" };
    const reply = await bench.api("POST", `${objects}/tasks/batch/create`, {
      inputs: [
        { properties, associations: [link(contact, 204)] },
        { properties, associations: [link("999", 204)] },
      ],
    });
    expect(reply.status).toBe(400);
    expect((await bench.api("GET", `${contactsPath}/${contact}?associations=tasks`)).body).not.toHaveProperty(
      "associations",
    );
  });
});
