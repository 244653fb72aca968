/** Submissions on their way to a receiver of the business, which fails in every way that receivers fail. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { submissionEventSchema } from "../../connectors/webhook/index.ts";
import { type Behaviour, startWebhookReceiver, type WebhookReceiver } from "../../sandbox/webhook-receiver/index.ts";
import { fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let receiver: WebhookReceiver;
let flow: PublishedFlow;
const feedback = { firstname: "Stella", visit_rating: "good" };
const addedSchema = z.object({ kind: z.literal("added"), id: z.string(), secret: z.string() });

async function addWebhook(to: WebhookReceiver = receiver, events?: string[]): Promise<{ id: string; secret: string }> {
  const endpoint = { url: to.url, ...(events && { events }) };
  const added = addedSchema.parse(await world.operator("/operator/webhooks/add", { endpoint }));
  to.accept(added.secret);
  return added;
}

async function begin(): Promise<void> {
  world = await startWorld({ settings: { WEBHOOK_TIMEOUT_MS: "1000" } });
  receiver = await startWebhookReceiver({ now: world.now });
  flow = await world.publishForm("feedback");
}
async function end(): Promise<void> {
  await world.close();
  await receiver.close();
}

const events = () => [...receiver.kept().values()].map((body) => submissionEventSchema.parse(body));

/** The newest submission's step for this endpoint, as `status: reason`. */
const webhookStep = async () => (await world.steps())["webhook"];

describe("a receiver that fails", () => {
  beforeAll(async () => {
    await begin();
    await addWebhook();
  });
  afterAll(end);

  const moved = "http://127.0.0.1:9/elsewhere";
  const failures: [string, Behaviour[]][] = [
    ["500", [{ kind: "status", status: 500 }]],
    ["500, but it landed", [{ kind: "status", status: 500, landed: true }]],
    ["502 again and again", Array.from({ length: 3 }, () => ({ kind: "status", status: 502, landed: true }))],
    ["cut off", [{ kind: "cut" }]],
    ["cut off, but it landed", [{ kind: "cut", landed: true }]],
    ["silent", [{ kind: "silent" }]],
    ["silent, but it landed", [{ kind: "silent", landed: true }]],
    ["slow beyond the time-out, but it landed", [{ kind: "slow", ms: 60_000, landed: true }]],
    ["429 with Retry-After", [{ kind: "status", status: 429, headers: { "retry-after": "30" } }]],
    ["503 without it", [{ kind: "status", status: 503 }]],
    ["a redirect, until somebody mends it", [{ kind: "redirect", location: moved }]],
    [
      "404, as during a deployment",
      [
        { kind: "status", status: 404 },
        { kind: "status", status: 404 },
      ],
    ],
  ];
  it.each(failures)("%s: it comes again with the same id, and is kept once", async (_name, behaviours) => {
    const [before, kept] = [receiver.received.length, receiver.kept().size];
    receiver.failNext(...behaviours);
    await world.fillIn(flow, world.stranger(), feedback);
    await world.deliver();
    expect(await webhookStep()).toBe("done");
    const requests = receiver.received.slice(before);
    expect(requests).toHaveLength(behaviours.length + 1);
    expect(new Set(requests.map(({ webhookId }) => webhookId)).size).toBe(1);
    expect(receiver.kept().size).toBe(kept + 1);
    expect(receiver.turnedAway).toEqual([]);
  });

  it.each<[string, Behaviour]>([
    ["a body without end", { kind: "drip", everyMs: 20 }],
    ["a body too large", { kind: "large", bytes: 5_000_000 }],
  ])("%s after 200 counts as taken", async (_name, behaviour) => {
    const before = receiver.received.length;
    receiver.failNext(behaviour);
    await world.fillIn(flow, world.stranger(), feedback);
    await world.deliver();
    expect(await webhookStep()).toBe("done");
    expect(receiver.received).toHaveLength(before + 1);
  });

  it("one event per accepted submission, each with its own id and times of its own", async () => {
    const submissions = await world.submissions();
    const sent = events();
    expect(sent.map(({ data }) => data.submission.id).sort()).toEqual(submissions.map(({ id }) => id).sort());
    expect(new Set(receiver.received.map(({ webhookId }) => webhookId)).size).toBe(submissions.length);
    expect(receiver.received.every(({ webhookId }) => /^msg_[\w-]{32}$/.test(webhookId))).toBe(true);
    // The time is the attempt's, so that a late one is still fresh.
    for (const { timestamp, at } of receiver.received) expect(Math.abs(Number(timestamp) - at / 1000)).toBeLessThan(60);
  });
});

describe("a webhook", () => {
  beforeEach(begin);
  afterEach(end);

  it("carries the submission as documented", async () => {
    await addWebhook();
    const customer = world.stranger();
    await world.fillIn(flow, customer, feedback);
    await world.deliver();
    const [submission] = await world.submissions();
    const [event] = events();
    expect(event).toMatchObject({
      type: "submission.accepted",
      data: {
        submission: { id: submission?.id, revision: 1 },
        flow: { id: flow.flowId, version: 1 },
        form: { tool: "hubspot", id: world.facts.formIds.feedback },
        customer: { whatsapp: customer.waId },
        files: [],
      },
    });
    expect(event?.timestamp).toBe(event?.data.submission.acceptedAt);
    expect(event?.data.answers).toContainEqual(
      expect.objectContaining({
        field: "firstname",
        value: "Stella",
        source: expect.objectContaining({ id: "firstname" }),
      }),
    );
    expect(event?.data.answers).toContainEqual(
      expect.objectContaining({ field: "visit_rating", chosen: [expect.objectContaining({ value: "good" })] }),
    );
  });

  it("several endpoints get their own delivery, and one that fails holds up neither the other nor HubSpot", async () => {
    const second = await startWebhookReceiver({ now: world.now });
    await addWebhook();
    await addWebhook(second);
    receiver.behaviour = () => ({ kind: "status", status: 500 });
    await world.fillIn(flow, world.stranger(), feedback);
    await world.settle();
    expect(second.kept().size).toBe(1);
    expect((await world.steps())["contact"]).toBe("done: made");
    receiver.behaviour = () => ({ kind: "take" });
    await world.deliver();
    expect(receiver.kept().size).toBe(1);
    const ids = [...receiver.kept().keys(), ...second.kept().keys()];
    expect(new Set(ids).size).toBe(2);
    await second.close();
  });

  it("does not wait for HubSpot", async () => {
    await addWebhook();
    world.hubspot.api.failNext({ path: /\/objects\//, times: 1_000, answer: { kind: "status", status: 500 } });
    await world.fillIn(flow, world.stranger(), feedback);
    await world.settle();
    expect(receiver.kept().size).toBe(1);
    expect((await world.steps())["identify"]).toMatch(/^ready/);
  });

  it("Retry-After is waited for, to the second", async () => {
    await addWebhook();
    receiver.failNext({ kind: "status", status: 429, headers: { "retry-after": "90" } });
    await world.fillIn(flow, world.stranger(), feedback);
    await world.settle();
    expect(await webhookStep()).toBe("ready: webhook.rate_limited");
    world.passTime(85_000);
    await world.settle();
    expect(receiver.received).toHaveLength(1);
    world.passTime(6_000);
    await world.settle();
    expect(await webhookStep()).toBe("done");
  });

  it("410 disables the endpoint, a dead letter says so, and a replay lands it once it is enabled", async () => {
    const { id } = await addWebhook();
    receiver.failNext({ kind: "status", status: 410 });
    await world.fillIn(flow, world.stranger(), feedback);
    await world.deliver();
    expect(await webhookStep()).toBe("dead: webhook.gone");
    expect(await world.operator("/operator/webhooks")).toMatchObject([{ id, status: "disabled", reason: "gone" }]);
    await world.fillIn(flow, world.stranger(), feedback);
    await world.deliver();
    expect(await webhookStep()).toBeUndefined();
    expect(receiver.received).toHaveLength(1);

    await world.operator("/operator/webhooks/enable", { id });
    await world.operator("/operator/replay");
    await world.deliver();
    expect(receiver.kept().size).toBe(1);
    expect(new Set(receiver.received.map(({ webhookId }) => webhookId)).size).toBe(1);
  });

  it("what is refused for good becomes a dead letter after six attempts", async () => {
    await addWebhook();
    receiver.behaviour = () => ({ kind: "status", status: 422 });
    await world.fillIn(flow, world.stranger(), feedback);
    await world.settle();
    for (let hours = 0; hours < 12 && (await webhookStep())?.startsWith("ready"); hours += 1) {
      world.passTime(3_600_000);
      await world.settle();
    }
    expect(await webhookStep()).toBe("dead: webhook.refused");
    expect(receiver.received).toHaveLength(6);
  });

  it("a correction is an event of its own about the same submission", async () => {
    await addWebhook();
    const reopen = { kind: "change", until: world.now() + 3_600_000 };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { reopen } });
    // A process may notice settings a moment later.
    world.passTime(2_000);
    const customer = world.stranger();
    await world.fillIn(flow, customer, feedback);
    await world.deliver();
    await fillEveryScreen(await customer.openFlow(), { ...feedback, visit_rating: "very_good" });
    await world.deliver();
    const [first, second] = events();
    expect(receiver.kept().size).toBe(2);
    expect(second).toMatchObject({ type: "submission.corrected", data: { submission: { revision: 2 } } });
    expect(second?.data.submission.id).toBe(first?.data.submission.id);
    expect(second?.data.answers).toContainEqual(
      expect.objectContaining({ chosen: [expect.objectContaining({ value: "very_good" })] }),
    );
  });

  it("only what an endpoint asked for", async () => {
    await addWebhook(receiver, ["submission.corrected"]);
    await world.fillIn(flow, world.stranger(), feedback);
    await world.deliver();
    expect(await webhookStep()).toBe("skipped: event-not-wanted");
    expect(receiver.received).toEqual([]);
  });

  it("a secret changes while events are under way, and none is turned away", async () => {
    const { id, secret } = await addWebhook();
    const rotated = z
      .object({ secret: z.string() })
      .parse(await world.operator("/operator/webhooks/rotate", { id, overlapHours: 2 }));
    // The receiver has only the old one, then only the new one.
    await world.fillIn(flow, world.stranger(), feedback);
    await world.deliver();
    expect(receiver.kept().size).toBe(1);
    receiver.accept(rotated.secret);
    receiver.drop(secret);
    await world.fillIn(flow, world.stranger(), feedback);
    await world.deliver();
    expect(receiver.kept().size).toBe(2);
    const again = await world.operator("/operator/webhooks/rotate", { id });
    expect(again).toMatchObject({ kind: "refused", code: "webhook.rotating" });
    // After its hours, the old one signs no more.
    world.passTime(2 * 3_600_000 + 1);
    await world.fillIn(flow, world.stranger(), feedback);
    await world.deliver();
    expect(receiver.received.map(({ signature }) => signature.split(" ").length)).toEqual([2, 2, 1]);
    expect(receiver.turnedAway).toEqual([]);
  });

  it("after a leak the old secret ends at once", async () => {
    const { id, secret } = await addWebhook();
    const rotated = await world.operator("/operator/webhooks/rotate", { id, atOnce: true });
    receiver.drop(secret);
    receiver.accept(z.object({ secret: z.string() }).parse(rotated).secret);
    await world.fillIn(flow, world.stranger(), feedback);
    await world.deliver();
    expect(receiver.received[0]?.signature).not.toContain(" ");
    expect(receiver.kept().size).toBe(1);
  });

  it.each([
    ["disable", "skipped: endpoint-disabled"],
    ["remove", "skipped: endpoint-removed"],
  ])("%s: what waits is skipped with the reason", async (action, expected) => {
    const { id } = await addWebhook();
    receiver.failNext({ kind: "status", status: 500 });
    await world.fillIn(flow, world.stranger(), feedback);
    await world.settle();
    await world.operator(`/operator/webhooks/${action}`, { id });
    await world.deliver();
    expect(await webhookStep()).toBe(expected);
    expect(receiver.received).toHaveLength(1);
  });

  it("survives a new start of the server", async () => {
    await addWebhook();
    receiver.failNext({ kind: "cut", landed: true });
    await world.fillIn(flow, world.stranger(), feedback);
    await world.stop();
    await world.start();
    await world.deliver();
    expect(await webhookStep()).toBe("done");
    expect(receiver.kept().size).toBe(1);
    expect(receiver.received).toHaveLength(2);
  });
});
