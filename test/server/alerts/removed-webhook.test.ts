/**
 * A receiver that was down until it was paused and given up, and whose webhook is then removed: nothing rings for it any
 * more. test/postgres/alerts-removed.all.test.ts runs the same there.
 */
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { z } from "zod";
import { startWebhookReceiver } from "../../../sandbox/webhook-receiver/index.ts";
import { settleMs } from "../../../server/alerts/decide.ts";
import { pauseAfter } from "../../../server/delivery/destinations.ts";
import { type PublishedFlow, startWorld, type World } from "../../e2e/world.ts";

const hour = 3_600_000;
const feedback = { firstname: "Stella", visit_rating: "good" };

let world: World;
let flow: PublishedFlow;

beforeAll(async () => {
  world = await startWorld();
  flow = await world.publishForm("feedback");
}, 120_000);
afterAll(() => world.close());

const alertsSchema = z.object({ alerts: z.array(z.object({ kind: z.string(), status: z.string() })) });
async function ringing(): Promise<string[]> {
  const { alerts } = alertsSchema.parse(await world.operator("/operator/alerts", { look: true }));
  return alerts.flatMap(({ kind, status }) => (status === "open" ? [kind] : [])).toSorted();
}

const deliveriesSchema = z.object({
  destinations: z.array(z.object({ destination: z.string(), state: z.string(), ready: z.number(), dead: z.number() })),
  deadLetters: z.array(z.object({ destination: z.string() })),
});
async function at(id: string) {
  const { destinations, deadLetters } = deliveriesSchema.parse(await world.operator("/operator/deliveries"));
  const isThere = ({ destination }: { readonly destination: string }) => destination === `webhook:${id}`;
  const { state = "", ready = 0, dead = 0 } = destinations.find(isThere) ?? {};
  return { state, ready, dead, letters: deadLetters.filter(isThere).length };
}

const webhookSteps = async () =>
  (await world.submissions()).flatMap(({ steps }) => steps.filter(({ step }) => step === "webhook"));

it.each([
  ["all of it was given up", pauseAfter],
  ["some of it still waited", pauseAfter - 1],
])(
  "stops ringing once it is removed, where %s",
  async (_, givenUp) => {
    const receiver = await startWebhookReceiver({ now: world.now });
    const added = await world.operator("/operator/webhooks/add", { endpoint: { url: receiver.url } });
    const { id } = z.object({ id: z.string() }).parse(added);
    await receiver.close();
    for (let times = 0; times < pauseAfter; times += 1) await world.fillIn(flow, world.stranger(), feedback);
    await world.settle();
    // A probe gives up what has been tried for three days, and is some step's first try.
    for (let probes = 0; probes < 30 && (await at(id)).dead < givenUp; probes += 1) {
      world.passTime(12 * hour);
      await world.settle();
    }
    expect(await at(id)).toEqual({ state: "paused", ready: pauseAfter - givenUp, dead: givenUp, letters: givenUp });
    expect(await ringing()).toEqual(["dead_letters", "destination_paused"]);

    await world.operator("/operator/webhooks/remove", { id });
    await world.settle();
    expect(await at(id)).toEqual({ state: "well", ready: 0, dead: 0, letters: 0 });
    const steps = (await webhookSteps()).slice(0, pauseAfter);
    expect(steps.map(({ status, reason }) => `${status}: ${reason}`)).toEqual(
      Array(pauseAfter).fill("skipped: endpoint-removed"),
    );
    // What was tried can still be seen.
    for (const { attempts } of steps) expect(attempts).toBeGreaterThan(0);
    await ringing();
    world.passTime(settleMs + 1);
    expect(await ringing()).toEqual([]);
  },
  120_000,
);
