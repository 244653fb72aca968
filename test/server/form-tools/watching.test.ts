/** Watching forms from the inside: what e2e cannot bring about, such as two processes, old versions and alerts. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { formFromTypeform } from "../../../connectors/typeform/index.ts";
import { startTypeform, type TypeformDefinition, type TypeformStandIn } from "../../../sandbox/typeform/index.ts";
import { settleMs } from "../../../server/alerts/decide.ts";
import { evaluateAlerts } from "../../../server/alerts/evaluate.ts";
import { listAlerts } from "../../../server/alerts/index.ts";
import { watchFinder } from "../../../server/form-tools/watching/index.ts";
import {
  dueWatches,
  endLook,
  lease,
  noProblem,
  watchOf,
  watchWrites,
} from "../../../server/form-tools/watching/store.ts";
import { handleFormTold } from "../../../server/form-tools/watching/told.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";
import { flowWrites } from "../rows.ts";

const minute = 60_000;
const definition = (id: string, title = "Feedback"): TypeformDefinition => ({
  id,
  title,
  last_updated_at: "2026-03-01T10:00:00Z",
  settings: { is_public: true },
  _links: { display: `https://shop.typeform.com/to/${id}` },
  fields: [
    { id: "a", ref: "name", type: "short_text", title: "Your name", properties: {}, validations: { required: true } },
  ],
});
const seenSchema = z.object({
  forms: z.array(
    z.looseObject({
      flowId: z.string(),
      status: z.string(),
      state: z.string(),
      changes: z.array(z.looseObject({ says: z.string() })),
      problem: z.object({ code: z.string() }).nullable(),
    }),
  ),
});

onBothDatabases("Watching", (databases) => {
  let typeform: TypeformStandIn;
  let world: Harness;
  let database: TestDatabase;
  let passed: number;

  beforeEach(async () => {
    passed = 0;
    typeform = await startTypeform({ forms: [definition("Form1")], now: () => Date.now() + passed });
    database = await databases.make();
    const settings = { TYPEFORM_API_BASE: typeform.url };
    world = await startHarness(formFromTypeform(definition("Form1")), { fetch, settings, database });
  });
  afterEach(async () => {
    await world.close();
    await typeform.close();
    await database.remove();
  });

  const passTime = (ms: number) => {
    passed += ms;
    world.passTime(ms);
  };
  const connect = () =>
    world.operator("forms/connect", { tool: "typeform", accessToken: typeform.grants.personalToken() });
  const find = () => watchFinder(world.context).run();
  const shown = async (look: boolean) => seenSchema.parse(await world.operator("forms/changes", { look })).forms;
  const rename = (id: string, title: string) => typeform.edit(id, (form) => ({ ...form, title }));
  const alerts = async () => {
    await evaluateAlerts(world.context);
    return (await listAlerts(world.context, portalId)).alerts.filter(({ status }) => status === "open");
  };
  /** One more published Flow of a form at Typeform. */
  const addForm = async (number: number) => {
    const id = `More${number}`;
    typeform.forms.set(id, definition(id, `Form ${number}`));
    const ids = { flow_id: `flw_more${number}`, version_id: `ver_more${number}` };
    const at = { endpoint_id: `ep_more${number}`, connection_id: "con_1", meta_flow_id: `8${number}` };
    await world.context.store
      .of(portalId)
      .commit(flowWrites(world.context, portalId, formFromTypeform(definition(id, `Form ${number}`)), ids, at));
  };

  it("a Flow from before sources were kept is found, and compared with what it was published as", async () => {
    await connect();
    await find();
    expect(await shown(true)).toMatchObject([{ flowId: "flw_1", status: "unchanged", changes: [] }]);
    rename("Form1", "How was it?");
    expect(await shown(true)).toMatchObject([{ status: "changed", changes: [{ kind: "form_reworded" }] }]);
  });

  it("a form that was imported by its public link is read by that, where no account is connected", async () => {
    await find();
    rename("Form1", "How was it?");
    expect(await shown(true)).toMatchObject([{ status: "changed", problem: null }]);
    typeform.edit("Form1", (form) => ({ ...form, settings: { is_public: false } }));
    expect(await shown(true)).toMatchObject([{ problem: { code: "forms.no_account" } }]);
    for (let looks = 0; looks < 4; looks += 1) await shown(true);
    // Nobody connected one, so nobody is told.
    expect((await alerts()).map(({ kind }) => kind)).toEqual(["form_changed"]);
  });

  it("however many forms changed, there is one alert; dismissed, or undone at the tool, they are over", async () => {
    await connect();
    for (const number of [2, 3]) await addForm(number);
    await find();
    for (const id of ["Form1", "More2", "More3"]) rename(id, `${id} renamed`);
    await shown(true);
    expect(await alerts()).toMatchObject([
      {
        kind: "form_changed",
        count: 3,
        affected: expect.stringMatching(/^3 changes, in "Feedback" \(1\), "Form 2" \(1\)/),
      },
    ]);
    await world.operator("forms/changes/dismiss", { flowId: "flw_more2" });
    rename("More3", "Form 3");
    await shown(true);
    expect(await alerts()).toMatchObject([{ kind: "form_changed", count: 1 }]);
    await world.operator("forms/changes/dismiss", { flowId: "flw_1" });
    await alerts();
    passTime(settleMs + minute);
    expect(await alerts()).toEqual([]);
    expect((await shown(false)).map(({ status }) => status).toSorted()).toEqual([
      "dismissed",
      "dismissed",
      "unchanged",
    ]);
  });

  it("an account that takes the tokens no more is told once for all its forms, and is over when it is connected again", async () => {
    await connect();
    await addForm(2);
    await find();
    await shown(true);
    typeform.grants.withdraw();
    typeform.edit("Form1", (form) => ({ ...form, settings: { is_public: false } }));
    typeform.edit("More2", (form) => ({ ...form, settings: { is_public: false } }));
    // As often as forms that cannot be read would be told of by themselves.
    for (let looks = 0; looks < 3; looks += 1) await shown(true);
    expect(await alerts()).toMatchObject([
      { kind: "token_refused", subject: "typeform", fix: expect.stringContaining("forms connect") },
    ]);
    await connect();
    expect((await shown(true)).map(({ problem }) => problem)).toEqual([null, null]);
    await alerts();
    passTime(settleMs + minute);
    expect(await alerts()).toEqual([]);
  });

  it("a form that no adapter can read keeps no other from its turn", async () => {
    await connect();
    await addForm(2);
    await find();
    typeform.edit("Form1", () => ({ id: "Form1", title: "x", fields: "none" }));
    rename("More2", "Changed");
    const forms = await shown(true);
    expect(forms.find(({ flowId }) => flowId === "flw_1")?.problem).not.toBeNull();
    expect(forms.find(({ flowId }) => flowId === "flw_more2")).toMatchObject({ status: "changed", problem: null });
  });

  it("of two processes that look at once, one reads", async () => {
    await connect();
    await find();
    const due = await watchOf(world.context, portalId, "flw_1");
    if (!due) throw new Error("It is watched.");
    const taken = await Promise.all([
      lease(world.context, portalId, [due], minute),
      lease(world.context, portalId, [due], minute),
    ]);
    expect(taken.filter((each) => each !== undefined)).toHaveLength(1);
    // While somebody is at it, it is not due, and nobody takes it over.
    expect(await dueWatches(world.context, portalId, "typeform", { soonMs: 0, limit: 9 })).toEqual([]);
    expect(await world.operator("forms/changes/take", { flowId: "flw_1" })).toMatchObject({
      kind: "refused",
      code: "forms.busy",
    });
  });

  it("what a tool tells while somebody looks asks for another look, whatever that one says", async () => {
    const { context } = world;
    const tenant = context.store.of(portalId);
    const watched = { flowId: "flw_1", tool: "surveymonkey" as const, formId: "4711", marker: "2026", lookedAt: null };
    await tenant.commit(watchWrites(context, portalId, watched));
    const due = await watchOf(context, portalId, "flw_1");
    const [leased] = (due && (await lease(context, portalId, [due], 10 * minute))) ?? [];
    if (!leased) throw new Error("Nobody else is at it.");
    passTime(1);
    const told = { portalId, personId: undefined, kind: "survey_updated", body: { formId: "4711" } };
    await tenant.commit(await handleFormTold("surveymonkey")(context, told));
    const asked = (await watchOf(context, portalId, "flw_1"))?.next_at ?? 0;
    await endLook(
      context,
      portalId,
      leased,
      { ...noProblem, state: "seen" },
      { next_at: asked + 86_400_000, marker: "2027" },
    );
    expect(await watchOf(context, portalId, "flw_1")).toMatchObject({
      state: "seen",
      marker: null,
      next_at: asked,
      leased_until: 0,
    });
    // A lease that ran out writes nothing.
    await endLook(context, portalId, leased, { state: "late" }, { next_at: 1, marker: "2028" });
    expect(await watchOf(context, portalId, "flw_1")).toMatchObject({ state: "seen", next_at: asked });
  });
});

describe("routes", () => {
  it("refuse what they do not know, and a wrong token", async () => {
    const world = await startHarness();
    const unknown = { kind: "refused", code: "forms.not_watched" };
    for (const [what, more] of [
      ["take", {}],
      ["dismiss", {}],
      ["automatic", { automatic: "safe" }],
    ] as const) {
      expect(await world.operator(`forms/changes/${what}`, { flowId: "none", ...more })).toMatchObject(unknown);
    }
    expect(await world.operator("forms/changes/automatic", { flowId: "none", automatic: "all" })).toMatchObject({
      code: "bad_request",
    });
    expect(await world.operator("forms/changes", { portalId: "999" })).toMatchObject({ code: "unknown_portal" });
    // Without an app or a topic there is no door.
    for (const path of ["surveymonkey/4417203", "google-forms"]) {
      expect((await fetch(`${world.url}/webhooks/${path}`, { method: "POST", body: "{}" })).status).toBe(404);
    }
    await world.close();
  });
});
