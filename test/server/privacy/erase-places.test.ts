/** What is remembered of an erased person's places: also where nothing was handed in, and where a try is being repeated. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addIdentity, personWithWaId } from "../../../server/people/people.ts";
import { type PlannedPlace, placesOf } from "../../../server/privacy/erase-places.ts";
import { type Row, write } from "../../../server/store/index.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";

let house: Harness;
beforeAll(async () => {
  house = await startHarness();
});
afterAll(() => house.close());

const placed = (planned: readonly PlannedPlace[]) => planned.map(({ place }) => place);

describe("the places of a person", () => {
  it("are all contacts that they are known by, though they never handed anything in", async () => {
    const { context } = house;
    const personId = await personWithWaId(context, portalId, "393511112222");
    await context.store
      .of(portalId)
      .commit([
        await addIdentity(context, portalId, personId, "contact", "701"),
        await addIdentity(context, portalId, personId, "contact", "702"),
        await addIdentity(context, portalId, personId, "chat_contact", "703"),
      ]);
    const places = placed(await placesOf(context, portalId, personId));
    expect(places.flatMap((place) => (place.kind === "hubspot_contact" ? [place.contactId] : [])).sort()).toEqual([
      "701",
      "702",
      "703",
    ]);
  });

  it("are those of a step that was tried before and begins anew, and none of one that never began", async () => {
    const { context } = house;
    const { db, commit } = context.store.of(portalId);
    const personId = await personWithWaId(context, portalId, "393511113333");
    const submission: Row<"submissions"> = {
      id: "sub_again",
      person_id: personId,
      flow_id: "flw_1",
      version_id: "ver_1",
      send_id: "snd_again",
      session_id: "ses_again",
      round: 1,
      revision: 1,
      emptied_revision: 0,
      answers_sealed: "",
      rung: null,
      accepted_at: 5,
    };
    const step = (name: string, attempts: number) => ({
      id: `stp_${name}`,
      person_id: personId,
      submission_id: submission.id,
      revision: 1,
      step: name,
      target: "",
      destination: "hubspot",
      lane: `${personId}/${name}`,
      seq: 500,
      after: "[]",
      status: "ready" as const,
      reason: null,
      attempts,
      failures: 0,
      begun_at: null,
      running_since: null,
      replay_id: null,
      next_at: Number.MAX_SAFE_INTEGER,
      updated_at: 5,
    });
    await commit([
      write(db.insertInto("submissions").values(submission), 1),
      write(db.insertInto("steps").values(step("lead_message", 2)), 1),
      write(db.insertInto("steps").values(step("workflow", 0)), 1),
    ]);
    const places = placed(await placesOf(context, portalId, personId));
    expect(places).toContainEqual({ kind: "colleague_message", submissionId: submission.id });
    expect(places.map(({ kind }) => kind)).not.toContain("hubspot_workflow");
  });
});
