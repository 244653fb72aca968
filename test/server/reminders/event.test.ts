/** An event's places and its reminders, from the customer's last screen to the message: on both databases. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { z } from "zod";
import { withLimits } from "../../../core/conversation/index.ts";
import { rsvp } from "../../../core/use-cases/rsvp/index.ts";
import { keysOfPerson } from "../../../server/consent/keys-of.ts";
import { suppressWrites } from "../../../server/consent/suppression.ts";
import { outboxWrites } from "../../../server/people/outbox.ts";
import { windowWrite } from "../../../server/sending/window.ts";
import { type Row, write } from "../../../server/store/index.ts";
import { answeredWrite, askedFor } from "../../../server/verification/store.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";

const hour = 3_600_000;
const places = 100;
const form = withLimits(rsvp.form("en"), rsvp.settings("en").capacity ?? []);
const messageSchema = z.looseObject({ to: z.string(), type: z.string() });

onBothDatabases("an event", (databases) => {
  let database: TestDatabase;
  let house: Harness;
  let startsAt: number;
  let sent: z.infer<typeof messageSchema>[];
  /** What WhatsApp answers, one after the other; then it takes everything. */
  let answers: (() => Response)[];
  /** What WhatsApp has made of the templates' category, where it has. */
  let category: string | undefined;

  beforeEach(async () => {
    lastToken = Promise.resolve("");
    sent = [];
    answers = [];
    category = undefined;
    database = await databases.make();
    house = await startHarness(form, { database, fetch: (url, init) => graph(String(url), init) });
    startsAt = house.context.now() + 72 * hour;
    const { db, commit } = house.context.store.of(portalId);
    const key = { key_status: "none" as const, key_id: null, key_code: null, key_checked_at: null };
    const sender = { id: "106", connection_id: "con_1", display_number: "+39 06 555 0106", ...key, created_at: 1 };
    await commit([write(db.insertInto("senders").values(sender), 1)]);
    const event = { field: "event", amountField: "party", agreedBy: "remind_me" };
    const times = { evening: startsAt, afternoon: startsAt + 48 * hour };
    const settings = { ...rsvp.settings("en"), event: { ...event, startsAt: times } };
    expect(await house.operator("flows/settings", { flowId: "flw_1", settings })).toMatchObject({ kind: "changed" });
  });
  afterEach(async () => {
    await house.close();
    await database.remove();
  });

  async function graph(url: string, init: RequestInit = {}): Promise<Response> {
    if (url.includes("/message_templates")) {
      return Response.json({ data: templates.map((each) => (category ? { ...each, category } : each)) });
    }
    if (!url.endsWith("/106/messages")) return refusal(100, 400);
    const answer = answers.shift();
    if (answer !== cutOff && answer) return answer();
    sent.push(messageSchema.parse(JSON.parse(String(init.body))));
    return answer ? answer() : Response.json({ messages: [{ id: `wamid.${sent.length}` }] });
  }

  const refusal = (code: number, status: number) => Response.json({ error: { code, message: "No." } }, { status });

  let lastToken: Promise<string> = Promise.resolve("");

  /** The message can be opened for as long as the Flow's settings say. */
  async function longToken(): Promise<string> {
    const token = await house.newToken();
    const { db, commit } = house.context.store.of(portalId);
    const until = startsAt + 90 * 24 * hour;
    const short = db.updateTable("sessions").set({ expires_at: until }).where("expires_at", "<", until);
    await commit([write(short)]);
    return token;
  }

  async function guest() {
    lastToken = lastToken.then(longToken);
    const flow_token = await lastToken;
    const say = async (action: string, screen?: number, data?: Record<string, unknown>) => {
      const at = screen === undefined ? {} : { screen: house.screens[screen] };
      const { clear } = await house.exchange({ version: "3.0", action, flow_token, ...at, ...(data && { data }) });
      return JSON.stringify(clear);
    };
    const fillIn = async (event: string, party: number) => {
      await say("INIT");
      await say("data_exchange", 0, {});
      await say("data_exchange", 1, { event });
      if (event === "none") return;
      await say("data_exchange", 2, { party: String(party) });
      await say("data_exchange", 3, { food: [], access: "" });
    };
    /** The last screen. @returns whether it was accepted */
    const send = async (agrees = true) =>
      (await say("data_exchange", 4, agrees ? { remind_me: true } : {})).includes('"SUCCESS"');
    const answer = async (event: string, party: number, agrees = event !== "none") => {
      await fillIn(event, party);
      return send(agrees);
    };
    return { fillIn, send, answer };
  }

  /** Guests on the last screen. The first of each size has walked there; the others' sessions are made alike. */
  async function waiting(all: readonly { event: string; size: number }[]) {
    const { vault, store } = house.context;
    const { db, first, commit } = store.of(portalId);
    const walked = new Map<string, Partial<Row<"sessions">> & { content: string }>();
    const made = [];
    for (const { event, size } of all) {
      const one = await guest();
      // The others have opened theirs.
      const newest = await first(db.selectFrom("sessions").selectAll().where("state", "=", "sent"));
      if (!newest) throw new Error("The guest has no session.");
      const sealer = await vault.person(portalId, newest.person_id);
      const known = walked.get(`${event}/${size}`);
      if (known) {
        const { content, ...like } = known;
        const alike = { ...like, answers_sealed: sealer.seal(content, "sessions.answers") };
        await commit([write(db.updateTable("sessions").set(alike).where("id", "=", newest.id), 1)]);
      } else {
        await one.fillIn(event, size);
        const row = await first(db.selectFrom("sessions").selectAll().where("id", "=", newest.id));
        const { state = "open", screen = null, revision = 0, answers_sealed } = row ?? {};
        walked.set(`${event}/${size}`, {
          state,
          screen,
          revision,
          content: sealer.open(answers_sealed ?? "", "sessions.answers"),
        });
      }
      made.push({ ...one, size });
    }
    return made;
  }

  async function taken(): Promise<Record<string, number>> {
    const placesSchema = z.object({ places: z.array(z.object({ choice: z.string(), taken: z.number() })) });
    const seen = placesSchema.parse(await house.operator("flows/places", { flowId: "flw_1" }));
    return Object.fromEntries(seen.places.map((place) => [place.choice, place.taken]));
  }

  async function reminders() {
    const one = z.object({ status: z.string(), reason: z.string(), dueAt: z.string() });
    return z.object({ reminders: z.array(one) }).parse(await house.operator("reminders", {})).reminders;
  }

  async function onlyPerson(): Promise<string> {
    const { db, first } = house.context.store.everyPortal();
    return (await first(db.selectFrom("submissions").select("person_id")))?.person_id ?? "";
  }

  /** The customer has written, so that a text may go. */
  async function customerWrites(): Promise<void> {
    const { context } = house;
    const opens = windowWrite(context, portalId, await onlyPerson(), "106", context.now());
    await context.store.of(portalId).commit([opens]);
  }

  /** Moves the clock to so many hours before the event, and waits until everything that is due was done. */
  async function hoursBefore(hours: number): Promise<void> {
    house.passTime(startsAt - hours * hour - house.context.now());
    await house.server.idle();
  }

  async function named(): Promise<void> {
    const naming = { kind: "event", name: "event_tomorrow" };
    expect(await house.operator("reminders/template", naming)).toMatchObject({
      kind: "named",
      languages: ["en", "it"],
    });
  }

  const dueFor = (at: number) => new Date(at - 24 * hour).toISOString();

  it("fills exactly its places when 500 answer at once, and each party takes its own size", async () => {
    const guests = await waiting(Array.from({ length: 500 }, () => ({ event: "evening", size: 1 })));
    const parties = await waiting(Array.from({ length: 60 }, (_, at) => ({ event: "afternoon", size: 1 + (at % 6) })));
    const [had, seats] = await Promise.all([
      Promise.all(guests.map((one) => one.send())),
      Promise.all(parties.map(async (one) => ({ size: one.size, accepted: await one.send() }))),
    ]);
    expect(had.filter((accepted) => accepted)).toHaveLength(places);
    const sum = seats.filter(({ accepted }) => accepted).reduce((total, { size }) => total + size, 0);
    expect(sum).toBeLessThanOrEqual(places);
    // Whoever was refused would not have fitted.
    for (const { size } of seats.filter(({ accepted }) => !accepted)) expect(size).toBeGreaterThan(places - sum);
    expect(await taken()).toEqual({ evening: places, afternoon: sum });
    const { db, all } = house.context.store.everyPortal();
    const put = await all(db.selectFrom("reminders").select("status"));
    const accepted = places + seats.filter((seat) => seat.accepted).length;
    expect(put).toEqual(Array.from({ length: accepted }, () => ({ status: "waiting" })));
  });

  it("gives places back and moves its reminder with a correction, and takes it back where nobody comes", async () => {
    const one = await guest();
    expect(await one.answer("evening", 3)).toBe(true);
    expect(await taken()).toMatchObject({ evening: 3 });
    const waiting = { status: "waiting", reason: "due_later" };
    expect(await reminders()).toEqual([expect.objectContaining({ ...waiting, dueAt: dueFor(startsAt) })]);
    expect(await one.answer("afternoon", 2)).toBe(true);
    expect(await taken()).toMatchObject({ evening: 0, afternoon: 2 });
    const afternoon = dueFor(startsAt + 48 * hour);
    expect(await reminders()).toEqual([expect.objectContaining({ ...waiting, dueAt: afternoon })]);
    expect(await one.answer("none", 0)).toBe(true);
    expect(await taken()).toMatchObject({ evening: 0, afternoon: 0 });
    expect(await reminders()).toEqual([expect.objectContaining({ status: "cancelled" })]);
    expect(await one.answer("evening", 1)).toBe(true);
    expect(await reminders()).toEqual([expect.objectContaining({ ...waiting, dueAt: dueFor(startsAt) })]);
    const { id = "" } = (await submissions())[0] ?? {};
    expect(await house.operator("flows/release", { submissionId: id })).toMatchObject({ kind: "released" });
    expect(await reminders()).toEqual([expect.objectContaining({ status: "cancelled" })]);
    await house.server.start();
    await hoursBefore(20);
    expect(sent).toEqual([]);
  });

  /** While this lasts HubSpot has to be asked before anybody is written to, and it is not connected. */
  async function hubspotAway(away: boolean): Promise<void> {
    const quietHours = quietAround(startsAt + 12 * hour);
    const settings = away ? { quietHours, timeZoneProperty: "zone" } : {};
    expect(await house.operator("consent/settings/save", { settings })).toMatchObject({ kind: "saved" });
  }

  it("outlasts HubSpot's absence while it helps, and says in the end why it did not go", async () => {
    const [one, other] = [await guest(), await guest()];
    await one.answer("evening", 1);
    await other.answer("afternoon", 1);
    await named();
    await house.server.start();
    await hubspotAway(true);
    for (const hours of [23.9, 23.8, 23, 22, 20, 18, 16, 14]) await hoursBefore(hours);
    const waits = { status: "waiting", reason: "hubspot.not_connected" };
    expect(await reminders()).toContainEqual(expect.objectContaining(waits));
    await hubspotAway(false);
    await hoursBefore(12);
    expect(sent).toHaveLength(1);
    await hubspotAway(true);
    for (const hours of [-24.1, -30, -40, -47.9, -49]) await hoursBefore(hours);
    expect(await reminders()).toContainEqual(expect.objectContaining({ ...waits, status: "ended" }));
    expect(sent).toHaveLength(1);
  });

  it("is forgotten in the end, with all that led to it, and nothing that still waits is", async () => {
    const one = await guest();
    await one.answer("evening", 1);
    await named();
    await house.server.start();
    await hoursBefore(23.9);
    expect(sent).toHaveLength(1);
    const { context } = house;
    const { db, all, commit } = context.store.of(portalId);
    const personId = await onlyPerson();
    const [submission] = await submissions();
    const check = { person_id: personId, submission_id: submission?.id ?? "", endpoint_id: "whe_1", revision: 1 };
    const asked = await askedFor(context, portalId, check);
    await askedFor(context, portalId, { ...check, revision: 2 });
    await commit([answeredWrite(context, portalId, asked.id, { decision: "approved" })]);
    const later = { kind: "held_send" as const, key: "later", personId, reason: "frequency_cap", payload: {} };
    await commit(await outboxWrites(context, portalId, { ...later, at: startsAt + 4_800 * hour }));
    const kept = async () => ({
      outbox: (await all(db.selectFrom("person_outbox").select(["kind", "status"]).orderBy("kind"))).map(
        ({ kind, status }) => `${kind} ${status}`,
      ),
      checks: (await all(db.selectFrom("verifications").select("status"))).map(({ status }) => status).sort(),
      reminders: (await reminders()).length,
    });
    await house.server.chores();
    const before = await kept();
    expect(before).toMatchObject({ checks: ["answered", "asked"], reminders: 1 });
    expect(before.outbox).toContain("reminder done");
    await hoursBefore(-2_400);
    await house.server.chores();
    const after = await kept();
    expect(after).toMatchObject({ checks: ["asked"], reminders: 0 });
    expect(after.outbox).toContain("held_send waiting");
    expect(after.outbox).not.toContain("reminder done");
  });

  async function submissions() {
    const { db, all } = house.context.store.everyPortal();
    return all(db.selectFrom("submissions").select("id"));
  }

  it("reminds once, at the time that was answered last, in a text where the customer wrote within 24 hours", async () => {
    const one = await guest();
    await one.answer("afternoon", 2);
    await one.answer("evening", 2);
    await house.server.start();
    await hoursBefore(25);
    expect(sent).toEqual([]);
    await customerWrites();
    await hoursBefore(23.9);
    await hoursBefore(12);
    expect(sent).toEqual([expect.objectContaining({ type: "text" })]);
    expect(JSON.stringify(sent)).toMatch(/Evening event.*Places kept for you: 2/);
    expect(await reminders()).toEqual([expect.objectContaining({ status: "sent" })]);
    expect(await one.answer("evening", 1)).toBe(true);
    await hoursBefore(-50);
    expect(sent).toHaveLength(1);
  });

  it("goes outside the 24 hours as the template that the portal named, and not at all without one or an agreement", async () => {
    const [agreed, not] = [await guest(), await guest()];
    await agreed.answer("evening", 2);
    await not.answer("afternoon", 2, false);
    expect(await reminders()).toHaveLength(1);
    await house.server.start();
    await hoursBefore(23.9);
    expect(await reminders()).toEqual([expect.objectContaining({ status: "ended", reason: "no_template" })]);
    await named();
    await agreed.answer("afternoon", 2);
    await hoursBefore(-24.1);
    const event = { type: "text", text: "Afternoon event" };
    const body = { type: "body", parameters: [event, { type: "text", text: expect.stringMatching(/20\d\d at /) }] };
    const template = { name: "event_tomorrow", language: { code: "en" }, components: [body] };
    expect(sent).toEqual([expect.objectContaining({ type: "template", template })]);
  });

  it("keeps quiet at night, and for whoever wrote STOP", async () => {
    await house.operator("consent/settings/save", { settings: { quietHours: quietAround(startsAt - 24 * hour) } });
    const [one, other] = [await guest(), await guest()];
    await one.answer("evening", 1);
    await named();
    await house.server.start();
    await hoursBefore(23.9);
    expect(await reminders()).toEqual([expect.objectContaining({ status: "waiting", reason: "quiet_hours" })]);
    await hoursBefore(20);
    expect(sent).toHaveLength(1);
    await other.answer("afternoon", 1);
    const { context } = house;
    const { db, all } = context.store.everyPortal();
    for (const { id } of await all(db.selectFrom("people").select("id"))) {
      const keys = await keysOfPerson(context, portalId, id);
      const stop = { scope: "everything" as const, via: "word" as const, since: context.now() };
      await context.store.of(portalId).commit(suppressWrites(context, portalId, keys, stop));
    }
    await hoursBefore(-30);
    expect(sent).toHaveLength(1);
    expect(await reminders()).toContainEqual(expect.objectContaining({ status: "ended", reason: "opted_out" }));
  });

  it("is an offer where WhatsApp says that its template is one, and then not for whoever wants none", async () => {
    const [one, other] = [await guest(), await guest()];
    await one.answer("evening", 1);
    await other.answer("afternoon", 1);
    await named();
    const { context } = house;
    const { db, all, commit } = context.store.of(portalId);
    for (const { id } of await all(db.selectFrom("people").select("id"))) {
      const stop = { scope: "marketing" as const, via: "operator" as const, since: context.now() };
      await commit(suppressWrites(context, portalId, await keysOfPerson(context, portalId, id), stop));
    }
    await house.server.start();
    await hoursBefore(23.9);
    expect(sent).toHaveLength(1);
    category = "MARKETING";
    await hoursBefore(-24.1);
    expect(sent).toHaveLength(1);
    expect(await reminders()).toContainEqual(
      expect.objectContaining({ status: "ended", reason: "opted_out_of_marketing" }),
    );
  });

  it("is tried again after a plain refusal, and never after a call that got no answer", async () => {
    const [one, other] = [await guest(), await guest()];
    await one.answer("evening", 1);
    await other.answer("afternoon", 1);
    await named();
    await house.server.start();
    answers = [() => refusal(130429, 429), () => refusal(4, 400)];
    await hoursBefore(23.9);
    expect(sent).toEqual([]);
    expect(await reminders()).toContainEqual(
      expect.objectContaining({ status: "waiting", reason: "whatsapp.throughput" }),
    );
    await hoursBefore(23.5);
    await hoursBefore(23);
    expect(sent).toHaveLength(1);
    answers = [cutOff];
    await hoursBefore(-24.1);
    await hoursBefore(-24.2);
    expect(await reminders()).toContainEqual(expect.objectContaining({ status: "sending" }));
    await hoursBefore(-25);
    await hoursBefore(-26);
    expect(await reminders()).toContainEqual(expect.objectContaining({ status: "ended", reason: "unconfirmed" }));
    expect(sent).toHaveLength(2);
  });
});

/** WhatsApp took it, and nobody heard so. */
function cutOff(): Response {
  throw new TypeError("The connection was cut.");
}

/** An hour and a half on both sides, in UTC and in Italy, where the guests are from. */
function quietAround(at: number): { from: string; to: string } {
  const clock = (moment: number) =>
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Rome" }).format(moment);
  return { from: clock(at - 1.5 * hour), to: clock(at + 1.5 * hour) };
}

const templates = [
  {
    id: "1",
    name: "event_tomorrow",
    language: "en",
    status: "APPROVED",
    category: "UTILITY",
    components: bodyOf("Tomorrow: {{1}}, {{2}}."),
  },
  { id: "2", name: "event_tomorrow", language: "it", status: "APPROVED", components: bodyOf("Domani: {{1}}.") },
  { id: "3", name: "event_tomorrow", language: "de", status: "PENDING", components: bodyOf("Morgen: {{1}}.") },
];

function bodyOf(text: string) {
  return [{ type: "BODY", text }];
}
