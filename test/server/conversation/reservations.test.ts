/** Limited places, against the real endpoint and its database: never one too many, never one held twice. */
import { afterEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { withLimits } from "../../../core/conversation/index.ts";
import type { Form } from "../../../core/form/types.ts";
import { releasePlaces } from "../../../server/conversation/reservations.ts";
import { type Harness, portalId, sampleForm, startHarness } from "../harness.ts";

const slots = ["mon-9", "mon-10", "tue-9"];
const question = { required: true, source: { id: "x", type: "sample" } };

/** How many come, then the slot. */
const visit: Form = {
  ...sampleForm,
  title: "A visit",
  sections: [
    { id: "who", title: "Who comes", items: ["full_name", "guests"] },
    { id: "when", title: "When", items: ["slot"] },
  ],
  fields: {
    full_name: { ...question, id: "full_name", title: "Your name", kind: "short_text" },
    guests: { ...question, id: "guests", title: "How many are you?", kind: "number", min: 1, max: 9 },
    slot: {
      ...question,
      id: "slot",
      title: "Which slot?",
      kind: "single_choice",
      allowOther: false,
      choices: slots.map((id) => ({ id, label: `Slot ${id}`, value: id })),
    },
  },
};

/** The slot first, then how many come. */
const slotFirst: Form = { ...visit, sections: visit.sections.toReversed() };

type Capacity = Parameters<typeof withLimits>[1];

let house: Harness;
afterEach(() => house.close());

async function operator(path: string, body: Record<string, unknown>) {
  const response = await fetch(`${house.url}/operator/${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${house.context.config.FLOWELLA_OPERATOR_TOKEN}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ portalId, flowId: "flw_1", ...body }),
  });
  // A change is seen within a second by every process.
  house.passTime(1_001);
  return response.json();
}

async function opened(form: Form, capacity: Capacity, settings: Record<string, unknown> = {}): Promise<void> {
  house = await startHarness(withLimits(form, capacity));
  expect(await operator("flows/settings", { settings: { capacity, ...settings } })).toMatchObject({ kind: "changed" });
}

interface Customer {
  open(): Promise<Answer>;
  back(screen: number): Promise<Answer>;
  submit(screen: number, data: Record<string, unknown>): Promise<Answer>;
}
type Answer = Awaited<ReturnType<Harness["exchange"]>>;

/** The house makes one token at a time. */
let lastToken: Promise<string> = Promise.resolve("");

async function customer(): Promise<Customer> {
  lastToken = lastToken.then(() => house.newToken());
  const flow_token = await lastToken;
  const say = (action: string, screen?: number, data?: Record<string, unknown>) =>
    house.exchange({
      version: "3.0",
      action,
      flow_token,
      ...(screen !== undefined && { screen: house.screens[screen] }),
      ...(data && { data }),
    });
  return {
    open: () => say("INIT"),
    back: (screen) => say("BACK", screen),
    submit: (screen, data) => say("data_exchange", screen, data),
  };
}

const customers = (count: number) => Promise.all(Array.from({ length: count }, customer));
const people = (guests = 1) => ({ full_name: "Giulia", guests: String(guests) });

/** Up to the slot's screen, which comes last. */
async function waiting(guests = 1): Promise<Customer> {
  const one = await customer();
  await one.open();
  await one.submit(0, people(guests));
  return one;
}

/** Past the introduction and the slot, which is chosen first. */
async function chosen(slot: string): Promise<Customer> {
  const one = await customer();
  await one.open();
  await one.submit(0, {});
  expect(await one.submit(1, { slot })).toMatchObject({ clear: { screen: house.screens[2] } });
  return one;
}

const isAccepted = ({ clear }: Answer) => JSON.stringify(clear).includes('"SUCCESS"');
const wordsOf = ({ clear }: Answer) => /"error_m(?:essage|sg)":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(clear))?.[1];
const accepted = { status: 200, clear: expect.objectContaining({ screen: "SUCCESS" }) };

async function places(): Promise<Record<string, number>> {
  const { places: all } = await operator("flows/places", {});
  return Object.fromEntries(
    all.map(({ field, choice, taken }: Record<string, unknown>) => [field === "" ? "all" : choice, taken]),
  );
}

async function held() {
  const { db, all } = house.context.store.everyPortal();
  return all(db.selectFrom("reservations").selectAll().where("status", "=", "held"));
}

async function submissions() {
  const { db, all } = house.context.store.everyPortal();
  return all(db.selectFrom("submissions").selectAll().orderBy("accepted_at").orderBy("id"));
}

describe("many at once", () => {
  it.each([
    ["places of the form", [{ total: 7 }], 7],
    ["places of one choice", [{ field: "slot", each: 5 }], 5],
    ["both", [{ total: 4 }, { field: "slot", each: 6 }], 4],
  ] as const)("get exactly as many %s as there are, and the others are told", async (_name, capacity, most) => {
    await opened(visit, [...capacity]);
    const waiters = await Promise.all(Array.from({ length: 24 }, () => waiting()));
    const answers = await Promise.all(waiters.map((one) => one.submit(1, { slot: "mon-9" })));
    expect(answers.filter(isAccepted)).toHaveLength(most);
    for (const answer of answers.filter((each) => !isAccepted(each))) {
      expect({ status: answer.status, words: wordsOf(answer) }).toEqual({
        status: 200,
        words: expect.stringMatching(/just been taken|no place left/),
      });
    }
    expect(await submissions()).toHaveLength(most);
    expect(await held()).toHaveLength(most * capacity.length);
    expect(Object.values(await places()).filter((taken) => taken > 0)).toEqual(capacity.map(() => most));
  });

  it("hold one place each, however often the same answers arrive", async () => {
    await opened(visit, [{ total: 3 }]);
    const one = await waiting();
    const answers = await Promise.all([1, 2, 3, 4].map(() => one.submit(1, { slot: "mon-9" })));
    expect(answers).toEqual(answers.map(() => accepted));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveProperty("size", 1);
    expect(await places()).toEqual({ all: 1 });
  });
});

describe("a choice that is full", () => {
  it("is left out for those who come later", async () => {
    await opened(visit, [{ field: "slot", choices: { "mon-9": 1, "mon-10": 0 } }]);
    await (await waiting()).submit(1, { slot: "mon-9" });
    const late = await customer();
    await late.open();
    const shown = JSON.stringify((await late.submit(0, people())).clear);
    expect(slots.filter((slot) => shown.includes(`"${slot}"`))).toEqual(["tue-9"]);
  });

  it("is left out when it has too few places for as many as come", async () => {
    await opened(visit, [{ field: "slot", each: 4, choices: { "tue-9": 9 }, amountField: "guests" }]);
    await (await waiting(2)).submit(1, { slot: "mon-9" });
    const many = await customer();
    await many.open();
    const shown = JSON.stringify((await many.submit(0, people(3))).clear);
    expect(slots.filter((slot) => shown.includes(`"${slot}"`))).toEqual(["mon-10", "tue-9"]);
  });

  it("brings the loser's screen back with what is left, and another choice is accepted", async () => {
    await opened(visit, [{ field: "slot", each: 1 }]);
    const [first, second] = [await waiting(), await waiting()];
    await first.submit(1, { slot: "mon-9" });
    const lost = await second.submit(1, { slot: "mon-9" });
    expect(lost).toMatchObject({ status: 200, clear: { screen: house.screens[1] } });
    expect(wordsOf(lost)).toBe("“Slot mon-9” has just been taken. Please choose another.");
    expect(JSON.stringify(lost.clear)).not.toContain('"mon-9"');
    expect(await second.submit(1, { slot: "mon-10" })).toEqual(accepted);
    const { db, all } = house.context.store.everyPortal();
    const rejected = await all(db.selectFrom("events").select(["field_id", "code"]).where("kind", "=", "rejected"));
    expect(rejected).toEqual([{ field_id: "slot", code: "taken" }]);
  });

  it("asks to go back where it was chosen on an earlier screen, and loses nothing that was typed", async () => {
    await opened(slotFirst, [{ field: "slot", each: 2, amountField: "guests" }]);
    const [one, other] = [await chosen("mon-9"), await chosen("mon-9")];
    expect(await other.submit(2, people(2))).toEqual(accepted);
    const lost = await one.submit(2, people(1));
    expect(wordsOf(lost)).toBe("“Slot mon-9” has just been taken. Please go back and choose another.");
    expect(lost).toMatchObject({ status: 200, clear: { screen: house.screens[2] } });
    const back = await one.back(2);
    expect(back).toMatchObject({ clear: { screen: house.screens[1] } });
    expect(JSON.stringify(back.clear)).not.toContain('"mon-9"');
    expect(JSON.stringify((await one.submit(1, { slot: "tue-9" })).clear)).toContain("Giulia");
    expect(await one.submit(2, people(1))).toEqual(accepted);
  });

  it("is not jumped over by somebody who comes back half-way", async () => {
    await opened(slotFirst, [{ field: "slot", each: 1 }]);
    const [one, other] = [await chosen("mon-9"), await chosen("mon-9")];
    await one.open();
    // As long as it is free, the way goes on where it stopped.
    expect(await one.submit(0, {})).toMatchObject({ clear: { screen: house.screens[2] } });
    await other.submit(2, people());
    await one.open();
    const stopped = await one.submit(0, {});
    expect(stopped).toMatchObject({ clear: { screen: house.screens[1] } });
    expect(JSON.stringify(stopped.clear)).not.toContain('"mon-9"');
  });

  it("says how many are left to whoever wants more", async () => {
    await opened(slotFirst, [{ total: 5, amountField: "guests" }]);
    const [one, other] = await customers(2);
    for (const each of [one, other]) {
      await each?.open();
      await each?.submit(0, { slot: "mon-9" });
    }
    await one?.submit(1, people(3));
    expect(wordsOf((await other?.submit(1, people(3))) ?? { status: 0, clear: {} })).toBe(
      "Only 2 places are left. Please take fewer, or choose another.",
    );
    expect(await other?.submit(1, people(2))).toEqual(accepted);
    expect(await places()).toEqual({ all: 5 });
  });
});

describe("a form that is full", () => {
  it("is not opened any more, in the business's own words", async () => {
    const words = { full: "All {person} seats are gone." };
    await opened(visit, [{ total: 1 }], { words, person: "0511 234" });
    await (await waiting()).submit(1, { slot: "mon-9" });
    expect(await (await customer()).open()).toEqual({
      status: 427,
      clear: { error_msg: "All 0511 234 seats are gone." },
    });
  });

  it("names whom to ask", async () => {
    await opened(visit, [{ total: 0 }], { person: "0511 234" });
    expect(wordsOf(await (await customer()).open())).toBe(
      "There is no place left. Please write to us in the chat. Or ask us: 0511 234",
    );
  });
});

describe("a correction", () => {
  const change = { reopen: { kind: "change", until: Date.now() + 86_400_000 } };

  async function corrected(one: Customer, slot: string, guests = 1) {
    await one.open();
    await one.submit(0, people(guests));
    return one.submit(1, { slot });
  }

  it("frees the old place and takes the new one", async () => {
    await opened(visit, [{ field: "slot", each: 2, amountField: "guests" }], change);
    const one = await waiting(2);
    await one.submit(1, { slot: "mon-9" });
    expect(await corrected(one, "tue-9", 1)).toEqual(accepted);
    expect(await places()).toEqual({ "mon-9": 0, "tue-9": 1 });
    expect(await held()).toMatchObject([{ amount: 1 }]);
    expect(await corrected(one, "tue-9", 2)).toEqual(accepted);
    expect(await places()).toEqual({ "mon-9": 0, "tue-9": 2 });
  });

  it("to a place that is full is refused in words, and the old one stays", async () => {
    await opened(visit, [{ field: "slot", each: 1 }], change);
    const [one, other] = [await waiting(), await waiting()];
    await one.submit(1, { slot: "mon-9" });
    await one.open();
    await one.submit(0, people());
    // Taken while it stood in the list.
    await other.submit(1, { slot: "tue-9" });
    expect(wordsOf(await one.submit(1, { slot: "tue-9" }))).toMatch(/“Slot tue-9” has just been taken/);
    expect(await places()).toEqual({ "mon-9": 1, "tue-9": 1 });
    expect((await submissions())[0]).toMatchObject({ revision: 1 });
    expect(await corrected(one, "mon-10")).toEqual(accepted);
    expect(await places()).toEqual({ "mon-9": 0, "mon-10": 1, "tue-9": 1 });
  });

  it("keeps the place that it has, also where the business has lowered the limit since", async () => {
    await opened(visit, [{ total: 2, amountField: "guests" }], change);
    const one = await waiting(2);
    const reply = await one.submit(1, { slot: "mon-9" });
    await operator("flows/settings", { settings: { ...change, capacity: [{ total: 1, amountField: "guests" }] } });
    expect(await one.submit(1, { slot: "mon-9" })).toEqual(reply);
    expect(await corrected(one, "tue-9", 2)).toEqual(reply);
    expect(await places()).toEqual({ all: 2 });
  });

  it("asks anew for places that the business gave to others", async () => {
    await opened(visit, [{ field: "slot", each: 1 }], change);
    const one = await waiting();
    await one.submit(1, { slot: "mon-9" });
    const [submission] = await submissions();
    const released = await operator("flows/release", { submissionId: submission?.id });
    expect(released).toEqual({ kind: "released", reservations: 1 });
    expect(await operator("flows/release", { submissionId: submission?.id })).toMatchObject({ kind: "refused" });
    await (await waiting()).submit(1, { slot: "mon-9" });
    expect(wordsOf(await one.submit(1, { slot: "mon-9" }))).toMatch(/just been taken/);
    expect(await corrected(one, "tue-9")).toEqual(accepted);
    expect(await places()).toEqual({ "mon-9": 1, "tue-9": 1 });
  });
});

it("a further round takes places of its own", async () => {
  await opened(visit, [{ total: 2 }], { reopen: { kind: "again" } });
  const one = await waiting();
  await one.submit(1, { slot: "mon-9" });
  await one.open();
  await one.submit(0, people());
  expect(await one.submit(1, { slot: "mon-9" })).toEqual(accepted);
  expect(await places()).toEqual({ all: 2 });
  expect(await one.open()).toMatchObject({ status: 427 });
});

it("limits that do not go with the form are refused with the reason", async () => {
  house = await startHarness(visit);
  const capacity = [{ field: "slot", choices: { "wed-9": 2 }, amountField: "full_name" }];
  expect(await operator("flows/settings", { settings: { capacity } })).toMatchObject({
    kind: "refused",
    message: expect.stringMatching(/no option with the value wed-9.*full_name does not say how many/),
  });
  expect(await operator("flows/settings", { settings: { capacity: [{ field: "slot", each: 1 }] } })).toMatchObject({
    kind: "changed",
    notices: [expect.stringContaining("Publish the form again")],
  });
});

it("no row tells in plain text what somebody chose", async () => {
  await opened(visit, [{ field: "slot", each: 3 }]);
  await (await waiting()).submit(1, { slot: "mon-9" });
  const { db, all } = house.context.store.everyPortal();
  const rows = [await all(db.selectFrom("places").selectAll()), await all(db.selectFrom("reservations").selectAll())];
  expect(rows.flat()).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain("mon-9");
});

it("what is taken is always what is held, and never more than there is, whatever happens at once", async () => {
  const until = Date.now() + 86_400_000;
  const limit = { each: 3, total: 7 };
  const capacity: Capacity = [{ field: "slot", each: limit.each, amountField: "guests" }, { total: limit.total }];
  await opened(visit, capacity, { reopen: { kind: "change", until } });
  const act = fc.record({
    who: fc.nat(5),
    slot: fc.constantFrom(...slots),
    guests: fc.integer({ min: 1, max: 4 }),
    release: fc.boolean(),
  });
  const seen = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { maxLength: 5 }), async (rounds) => {
      const crowd = await customers(6);
      for (const round of rounds) {
        await Promise.all(
          round.map(async ({ who, slot, guests, release }) => {
            const one = crowd[who];
            await one?.open();
            await one?.submit(0, people(guests));
            const answer = await one?.submit(1, { slot });
            if (answer && isAccepted(answer)) seen.accepted += 1;
            else seen.refused += 1;
            expect(answer?.status === 200 || answer?.status === 427).toBe(true);
            const [some] = release ? await submissions() : [];
            if (some) await releasePlaces(house.context, portalId, some.id);
          }),
        );
        const taken = await places();
        const rows = await held();
        const sum = rows.reduce((total, { amount }) => total + amount, 0);
        expect(Object.values(taken).reduce((total, each) => total + each, 0)).toBe(sum);
        for (const slot of slots) expect(taken[slot] ?? 0).toBeLessThanOrEqual(limit.each);
        expect(taken["all"] ?? 0).toBeLessThanOrEqual(limit.total);
      }
      for (const { id } of await submissions()) await releasePlaces(house.context, portalId, id);
      expect(Object.values(await places()).every((taken) => taken === 0)).toBe(true);
    }),
    { numRuns: 12, seed: 5, endOnFailure: true },
  );
  expect(seen.accepted).toBeGreaterThan(20);
  expect(seen.refused).toBeGreaterThan(10);
});
