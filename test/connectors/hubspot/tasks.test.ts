import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { expectContract, failure, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  expectContract(world);
  await world.close();
});

const dueAt = Date.UTC(2026, 10, 21, 9);

describe("tasks", () => {
  it("stand on every contact that they are about and are found there at once", async () => {
    const one = await world.hubspot.contacts.create({ firstname: "One" });
    const other = await world.hubspot.contacts.create({ firstname: "Other" });
    const contactIds = [one.id, other.id];
    const id = await world.hubspot.createTask({
      subject: "Whose answer is this?",
      body: "Two contacts.",
      dueAt,
      contactIds,
    });
    const expected = [{ id, subject: "Whose answer is this?", body: "Two contacts.", status: "NOT_STARTED" }];
    expect(await world.hubspot.findTasks(one.id)).toEqual(expected);
    expect(await world.hubspot.findTasks(other.id)).toEqual(expected);
    const [stored] = world.standIn.portal(demoPortal.id).records.tasks.list();
    expect(stored?.properties["hs_timestamp"]).toBe("2026-11-21T09:00:00.000Z");
  });

  it("are none for a contact without any, and for one that is gone", async () => {
    const { id } = await world.hubspot.contacts.create({ firstname: "One" });
    expect(await world.hubspot.findTasks(id)).toEqual([]);
    expect(await world.hubspot.findTasks("999999")).toEqual([]);
  });

  it("whose answer was lost may have landed, and can be looked for", async () => {
    const { id } = await world.hubspot.contacts.create({ firstname: "One" });
    world.standIn.api.failNext({ method: "POST", path: /tasks$/, answer: { kind: "cut", landed: true } });
    const error = await failure(world.hubspot.createTask({ subject: "Once", body: "", dueAt, contactIds: [id] }));
    expect(error).toMatchObject({ code: "hubspot.cut_off", remedy: "retry", mayHaveLanded: true });
    expect((await world.hubspot.findTasks(id)).map(({ subject }) => subject)).toEqual(["Once"]);
  });
});
