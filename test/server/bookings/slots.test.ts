/** Slots under many customers at once, against the real endpoint and its database: no two get times that touch. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { bookingSource, overlap, serviceSchema } from "../../../core/bookings/index.ts";
import type { Form } from "../../../core/form/types.ts";
import { type GoogleStandIn, startGoogle } from "../../../sandbox/google/index.ts";
import { saveService } from "../../../server/bookings/services.ts";
import { saveToolConnection } from "../../../server/form-tools/connection.ts";
import { type Harness, portalId, sampleForm, startHarness } from "../harness.ts";

const question = { required: true, source: { id: "x", type: "sample" } };

/** A name, then a time. */
const visit: Form = {
  ...sampleForm,
  title: "A visit",
  sections: [
    { id: "who", title: "Who comes", items: ["full_name"] },
    { id: "when", title: "When", items: ["slot"] },
  ],
  fields: {
    full_name: { ...question, id: "full_name", title: "Your name", kind: "short_text" },
    slot: {
      ...question,
      id: "slot",
      title: "When?",
      kind: "dropdown",
      allowOther: false,
      choices: [{ id: "wish:any", label: "Any time", value: "wish:any" }],
      choicesFrom: { source: bookingSource("visit") },
    },
  },
};

let google: GoogleStandIn;
let house: Harness;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());
afterEach(() => house.close());

const allDay = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" }];

async function opened(calendar: Record<string, unknown>): Promise<void> {
  house = await startHarness(visit, { fetch, settings: { GOOGLE_CALENDAR_BASE: google.url } });
  const tokens = { accessToken: google.grants.personalToken() };
  await saveToolConnection(house.context, portalId, "google-calendar", tokens);
  const service = serviceSchema.parse({
    name: "visit",
    title: "A visit",
    timeZone: "Europe/Rome",
    noticeMinutes: 0,
    daysAhead: 2,
    calendar: { kind: "google", calendarId: "primary", hours: allDay, ...calendar },
  });
  await saveService(house.context, portalId, service);
}

const shownSchema = z.object({
  clear: z.object({
    screen: z.string(),
    data: z.looseObject({ choices_slot: z.array(z.object({ id: z.string() })), error_message: z.string().optional() }),
  }),
});

interface Customer {
  readonly slots: readonly string[];
  choose(slot: string): ReturnType<Harness["exchange"]>;
}

/** Up to the times, each on a phone of their own. */
async function customers(count: number): Promise<Customer[]> {
  const tokens: string[] = [];
  for (let made = 0; made < count; made += 1) tokens.push(await house.newToken());
  return Promise.all(
    tokens.map(async (flow_token): Promise<Customer> => {
      const say = (action: string, screen?: number, data?: Record<string, unknown>) =>
        house.exchange({
          version: "3.0",
          action,
          flow_token,
          ...(screen !== undefined && { screen: house.screens[screen] }),
          ...(data && { data }),
        });
      await say("INIT");
      const { clear } = shownSchema.parse(await say("data_exchange", 0, { full_name: "Giulia" }));
      const slots = clear.data.choices_slot.map(({ id }) => id);
      return { slots, choose: (slot) => say("data_exchange", 1, { slot }) };
    }),
  );
}

const isAccepted = ({ clear }: Awaited<ReturnType<Harness["exchange"]>>) => JSON.stringify(clear).includes('"SUCCESS"');

async function asked() {
  const { db, all } = house.context.store.everyPortal();
  return all(db.selectFrom("bookings").selectAll().orderBy("asked_start"));
}

async function heldGrains() {
  const { db, all } = house.context.store.everyPortal();
  return all(db.selectFrom("places").selectAll().where("taken", ">", 0));
}

describe("many customers at once", () => {
  it("who want the same time: one gets it, the others are shown what is left, and nothing of theirs is lost", async () => {
    await opened({ minutes: 30, bufferMinutes: 15 });
    const all = await customers(16);
    const wanted = all[0]?.slots[3] ?? "";
    const answers = await Promise.all(all.map((each) => each.choose(wanted)));
    expect(answers.filter(isAccepted)).toHaveLength(1);
    for (const answer of answers.filter((each) => !isAccepted(each))) {
      const { screen, data } = shownSchema.parse(answer).clear;
      expect(screen).toBe(house.screens[1]);
      expect(data.error_message).toContain("has just been taken");
      expect(data.choices_slot.map(({ id }) => id)).not.toContain(wanted);
    }
    expect((await asked()).map(({ asked_start }) => asked_start)).toEqual([Date.parse(wanted)]);
    // Half an hour and a quarter behind it, in grains of five minutes, each once.
    expect((await heldGrains()).map(({ taken }) => taken)).toEqual(Array.from({ length: 9 }, () => 1));
    // A second choice is taken without a word.
    const [loser] = all.filter((_each, index) => !isAccepted(answers[index] ?? { status: 0, clear: {} }));
    expect(isAccepted((await loser?.choose(all[0]?.slots[7] ?? "")) ?? { status: 0, clear: {} })).toBe(true);
  });

  it("whose times only touch: whoever is accepted overlaps nobody, and a time that is left can still be had", async () => {
    await opened({ minutes: 60, everyMinutes: 15 });
    const all = await customers(16);
    const slots = all[0]?.slots ?? [];
    // Neighbours a quarter of an hour apart, so that each wants what four others want a part of.
    const answers = await Promise.all(all.map((each, index) => each.choose(slots[index] ?? "")));
    const accepted = answers.filter(isAccepted).length;
    const booked = (await asked()).map(({ asked_start: start }) => ({
      start: start ?? 0,
      end: (start ?? 0) + 3_600_000,
    }));
    expect(booked).toHaveLength(accepted);
    expect(accepted).toBeGreaterThanOrEqual(3);
    const pairs = booked.flatMap((one, index) => booked.slice(index + 1).map((other) => overlap(one, other)));
    expect(pairs).not.toContain(true);
    expect(await heldGrains()).toHaveLength(12 * accepted);
  });
});

it("what was held of a time that is long past is forgotten, and nothing before", async () => {
  await opened({ minutes: 30 });
  const [customer] = await customers(1);
  expect(customer && isAccepted(await customer.choose(customer.slots[2] ?? ""))).toBe(true);
  house.passTime(60 * 24 * 3_600_000);
  await house.server.chores();
  expect(await heldGrains()).toHaveLength(6);
  house.passTime(14 * 24 * 3_600_000);
  await house.server.chores();
  const { db, all } = house.context.store.everyPortal();
  expect(await all(db.selectFrom("places").selectAll())).toEqual([]);
  expect(await all(db.selectFrom("reservations").selectAll())).toEqual([]);
  expect(await asked()).toHaveLength(1);
});
