/** What did not land is listed with its reason in words, and is replayed: all, by Flow, by reason, or one. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { Fault } from "../../sandbox/stand-in.ts";
import { flowella } from "./command-line.ts";
import { consultationAnswers, fillEveryScreen, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const creating: Pick<Fault, "method" | "path"> = { method: "POST", path: /\/objects\/2026-03\/contacts$/ };
const listSchema = z.object({
  destinations: z.array(
    z.looseObject({
      destination: z.string(),
      state: z.string(),
      nextProbeAt: z.number().nullable(),
      ready: z.number(),
      dead: z.number(),
    }),
  ),
  deadLetters: z.array(
    z.looseObject({ stepId: z.string(), flowId: z.string(), step: z.string(), code: z.string(), says: z.string() }),
  ),
});
const list = async (filter = {}) => listSchema.parse(await world.operator("/operator/deliveries", filter));
const refuse = (status: number, body: unknown = {}) =>
  world.hubspot.api.failNext({ ...creating, answer: { kind: "status", status, body } });

/** Two Flows, three dead letters of two reasons. */
async function threeDead() {
  const feedback = await world.publishForm("feedback");
  const other = await world.publish({ tool: "typeform", definition: shortForm });
  for (const [flow, status] of [
    [feedback, 400],
    [feedback, 403],
    [other, 400],
  ] as const) {
    refuse(status, { status: "error", category: status === 403 ? "MISSING_SCOPES" : "VALIDATION_ERROR" });
    await world.fillIn(flow, world.stranger(), { firstname: "Stella", visit_rating: "good", first: "Stella" });
    await world.deliver();
  }
  return { feedback, other };
}

const shortForm = {
  id: "shortform",
  title: "Write to us",
  fields: [{ id: "a1", ref: "first", title: "First name", type: "short_text", properties: {} }],
};

describe("dead letters", () => {
  it("are listed with the reason in words, and no answer in them", async () => {
    await threeDead();
    const { deadLetters, destinations } = await list();
    expect(deadLetters.map(({ code }) => code).sort()).toEqual([
      "hubspot.forbidden",
      "hubspot.invalid",
      "hubspot.invalid",
    ]);
    for (const { says } of deadLetters) expect(says).toMatch(/(Install|Correct).*\./);
    expect(JSON.stringify(deadLetters)).not.toMatch(/Stella|good/);
    expect(destinations).toContainEqual(expect.objectContaining({ destination: "hubspot", state: "well", dead: 3 }));
  });

  it("are replayed by Flow and reason, and singly, with progress", async () => {
    const { feedback } = await threeDead();
    const filter = { flowId: feedback.flowId, code: "hubspot.invalid" };
    expect((await list(filter)).deadLetters).toHaveLength(1);
    const started = z
      .object({ kind: z.literal("replayed"), steps: z.literal(1), replayId: z.string() })
      .parse(await world.operator("/operator/deliveries/replay", filter));
    await world.deliver();
    expect(await world.operator("/operator/deliveries/progress", { replayId: started.replayId })).toEqual({
      landed: 1,
      dead: 0,
      waiting: 0,
    });
    const [one, another] = (await list()).deadLetters;
    expect(another).toBeDefined();
    refuse(400);
    await world.operator("/operator/deliveries/replay", { stepId: one?.stepId });
    await world.deliver();
    const left = (await list()).deadLetters.map(({ stepId }) => stepId);
    expect(left.sort()).toEqual([one?.stepId, another?.stepId].sort());
  });

  it("are shown and replayed from the command line, up to the end", async () => {
    await threeDead();
    const folder = await mkdtemp(path.join(tmpdir(), "flowella-cli-"));
    try {
      const run = (...args: string[]) =>
        flowella([...args, "--server", world.url, "--token-file", "-"], { input: world.operatorToken, cwd: folder });
      const shown = await run("deliveries");
      expect(shown).toMatchObject({ code: 0, err: "" });
      expect(shown.out).toContain(`Portal ${world.portalId}`);
      expect(shown.out).toMatch(/hubspot: 0 to do, 3 behind others, 0 ask a person, 3 given up/);
      expect(shown.out).toContain("Correct the mapping");
      const replayed = await run("replay", "--code", "hubspot.invalid", "--json");
      expect(JSON.parse(replayed.out)).toEqual({ portalId: world.portalId, steps: 2, landed: 2, dead: 0, waiting: 0 });
      expect((await list()).deadLetters.map(({ code }) => code)).toEqual(["hubspot.forbidden"]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("of another portal are not touched", async () => {
    await threeDead();
    expect(await world.operator("/operator/deliveries/replay", { portalId: "999" })).toMatchObject({ kind: "refused" });
    expect((await list()).deadLetters).toHaveLength(3);
  });

  it("are delivered with the mapping as it was edited since", async () => {
    const flow = await world.publishForm("consultation");
    const { customer } = world.facts;
    const mapping = z
      .object({ mapping: z.object({ entries: z.array(z.looseObject({ fieldId: z.string(), property: z.string() })) }) })
      .parse(await world.operator("/operator/mapping", { flowId: flow.flowId })).mapping;
    const body = { status: "error", category: "VALIDATION_ERROR" };
    world.hubspot.api.failNext({ method: "PATCH", path: /contacts/, answer: { kind: "status", status: 400, body } });
    await world.fillIn(flow, world.whatsapp.person(customer.waId), consultationAnswers);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "dead: hubspot.invalid" });
    const edited = {
      entries: mapping.entries.map((entry) =>
        entry.fieldId === "consultation_topic" ? { ...entry, property: "city", type: "text" } : entry,
      ),
    };
    const unfit = { entries: mapping.entries.map((entry) => ({ ...entry, fieldId: "shoe_size" })) };
    expect(await world.operator("/operator/mapping/edit", { flowId: flow.flowId, mapping: unfit })).toMatchObject({
      kind: "refused",
      code: "mapping_unfit",
      message: expect.stringContaining("shoe_size"),
    });
    expect(await world.operator("/operator/mapping/edit", { flowId: flow.flowId, mapping: edited })).toMatchObject({
      kind: "saved",
    });
    await world.operator("/operator/deliveries/replay");
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: expect.stringMatching(/^done/) });
    expect(world.portal().contacts.need(customer.contactId).properties["city"]).toBe("kitchen");
  });
});

describe("a destination that keeps failing", () => {
  it("is paused for that portal, costs the others no attempts, is probed by one, and then all go on", async () => {
    const flow = await world.publishForm("feedback");
    const outage: { -readonly [Key in keyof Fault]: Fault[Key] } = {
      path: /\/crm\//,
      times: 100_000,
      answer: { kind: "status", status: 503 },
    };
    const customers = Array.from({ length: 8 }, () => world.stranger());
    for (const customer of customers) {
      customer.sendText("Hello");
      await world.settle();
      await world.send(flow, { phone: `+${customer.waId}` });
    }
    world.hubspot.api.failNext(outage);
    for (const customer of customers) {
      await fillEveryScreen(await customer.openFlow(), { firstname: "Stella", visit_rating: "good" });
      await world.idle();
    }
    expect((await list()).destinations).toContainEqual(
      expect.objectContaining({ destination: "hubspot", state: "paused", reason: "hubspot.unavailable", ready: 8 }),
    );
    const failures = () => world.hubspot.api.exchanges.filter(({ status }) => status === 503).length;
    // Two may be on their way when the fifth fails.
    const before = failures();
    expect([5, 6]).toContain(before);
    const probeAt = (await list()).destinations.find(({ state }) => state === "paused")?.nextProbeAt ?? 0;
    world.passTime(Math.max(0, probeAt - world.now() - 10_000));
    await world.idle();
    expect(failures()).toBe(before);
    world.passTime(30_000);
    await world.idle();
    expect(failures()).toBe(before + 1);
    expect(contactsMade()).toBe(0);

    outage.path = /^nothing$/;
    world.passTime(60_000);
    await world.idle();
    expect((await list()).destinations).toContainEqual(
      expect.objectContaining({ destination: "hubspot", state: "well", ready: 0 }),
    );
    expect(contactsMade()).toBe(8);
  });

  const contactsMade = () => world.portal().contacts.list().length - 200;
});
