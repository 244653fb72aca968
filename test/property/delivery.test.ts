/**
 * The delivery state machine: no sequence of crashes, lease expiries, clock jumps and errors loses or doubles a delivery
 * beyond the windows that docs/delivery.md names. The real worker and store run against a destination that does what it
 * is told.
 *
 * A failure prints its seed, its path and the commands that are left of it; FLOWELLA_TEST_SEED (and
 * FLOWELLA_TEST_PATH) run it again.
 */
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Context } from "../../server/context.ts";
import { testContext } from "../server/context.ts";
import { type Fate, fates } from "./delivery-destination.ts";
import { type Moment, moments } from "./delivery-processes.ts";
import { type DeliveryWorld, startDeliveryWorld, type Working } from "./delivery-world.ts";

const full = process.env["FLOWELLA_TEST_ALL"] === "1";
const runs = full ? 3_000 : 200;
/** So often each moment of a crash, and each fate of a call, must have been met. */
const least = full ? 100 : 2;

let context: Context;
beforeAll(async () => {
  ({ context } = await testContext());
});
afterAll(() => context.store.close());

interface Model {
  submissions: number;
}
type Command = fc.AsyncCommand<Model, DeliveryWorld>;

function command(name: string, act: (world: DeliveryWorld) => Promise<void> | void, needs = 1): Command {
  return {
    check: ({ submissions }) => submissions >= needs,
    run: async (_model, world) => {
      await act(world);
      expect(await world.problems()).toEqual([]);
    },
    toString: () => name,
  };
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const accepting = fc.tuple(fc.nat(2), fc.nat(5)).map(([customer, sharing]): Command => {
  const accept = command(`accept(${customer}, ${sharing === 0})`, (world) => world.accept(customer, sharing === 0), 0);
  return {
    ...accept,
    run: async (model, world) => {
      model.submissions += 1;
      await accept.run(model, world);
    },
  };
});
const working = fc
  .record({
    fates: fc.array(fc.constantFrom<Fate>("fine", ...fates), { maxLength: 8 }),
    workers: fc.constantFrom(1 as const, 2 as const),
    death: fc.option(fc.record({ moment: fc.constantFrom<Moment>(...moments), nth: fc.integer({ min: 1, max: 3 }) }), {
      nil: undefined,
    }),
  })
  .map((how: Working) => command(`work(${JSON.stringify(how)})`, (world) => world.work(how)));
const passing = fc
  .constantFrom(1_000, 3_000, 11_000, 31_000, 3 * minute, 7 * hour, 4 * day)
  .map((ms) => command(`passTime(${ms})`, (world) => world.passTime(ms)));
const jumping = fc
  .constantFrom(-3 * day, -hour, -20_000, 20_000, hour, 3 * day)
  .map((ms) => command(`jump(${ms})`, (world) => world.jump(ms)));

const commands = fc.commands(
  [
    accepting,
    accepting,
    fc.nat(9).map((which) => command(`correct(${which})`, (world) => world.correct(which))),
    working,
    working,
    working,
    passing,
    passing,
    jumping,
    fc.constant(command("restart()", (world) => world.restart())),
    fc.constant(command("goOn()", (world) => world.goOn())),
    fc
      .oneof(fc.nat(5), fc.constant("all" as const))
      .map((which) => command(`replay(${which})`, (world) => world.replay(which))),
    fc.boolean().map((topic) => command(`editMapping(${topic})`, (world) => world.editMapping(topic))),
    fc.constant(command("decide()", (world) => world.decide())),
  ],
  { maxCommands: 30, size: "max" },
);

it(`loses nothing, doubles nothing and keeps the order, in ${runs} sequences of what can go wrong`, async () => {
  const deaths = new Map<string, number>();
  const calls = new Map<string, number>();
  let submissions = 0;
  await fc.assert(
    fc.asyncProperty(commands, fc.integer(), async (list, seed) => {
      const world = await startDeliveryWorld(context, diceOf(seed));
      const model = { submissions: 0 };
      try {
        await fc.asyncModelRun(() => ({ model, real: world }), list);
        expect(await world.settleAll()).toEqual([]);
      } finally {
        world.close();
      }
      submissions += model.submissions;
      for (const [moment, times] of world.deaths) deaths.set(moment, (deaths.get(moment) ?? 0) + times);
      for (const [fate, times] of world.destination.calls) calls.set(fate, (calls.get(fate) ?? 0) + times);
    }),
    { numRuns: runs, ...chosenRun() },
  );
  process.stdout.write(
    `${JSON.stringify({ runs, submissions, ...Object.fromEntries(deaths), ...Object.fromEntries(calls) })}\n`,
  );
  // Every moment and every fate was met, so that the run says something.
  for (const moment of moments) expect([moment, (deaths.get(moment) ?? 0) >= least]).toEqual([moment, true]);
  for (const fate of fates) expect([fate, (calls.get(fate) ?? 0) >= least]).toEqual([fate, true]);
}, 1_200_000);

it("lets a replayed older revision look again once a newer one has found its contact", async () => {
  const world = await startDeliveryWorld(context, diceOf(-1_230_305_517));
  try {
    await world.accept(0, true);
    await world.work({ fates: ["401"], workers: 1 });
    await world.accept(1, false);
    await world.accept(0, false);
    await world.correct(0);
    await world.replay(0);
    expect(await world.settleAll()).toEqual([]);
  } finally {
    world.close();
  }
});

it("keeps the newest answers where HubSpot makes the contact of a newer form submission only later", async () => {
  const world = await startDeliveryWorld(context, diceOf(-10));
  try {
    await world.accept(0, false);
    await world.accept(1, true);
    await world.accept(0, false);
    await world.work({ fates: ["refused for good"], workers: 1, death: { moment: "before the record", nth: 2 } });
    await world.work({ fates: [], workers: 1 });
    await world.replay("all");
    await world.work({ fates: ["500"], workers: 1 });
    await world.restart();
    expect(await world.settleAll()).toEqual([]);
  } finally {
    world.close();
  }
});

function chosenRun(): { seed?: number; path?: string } {
  const { FLOWELLA_TEST_SEED: seed, FLOWELLA_TEST_PATH: path } = process.env;
  return { ...(seed && { seed: Number(seed) }), ...(path && { path }) };
}

/** The same numbers in [0, 1) for the same seed (mulberry32). */
function diceOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
