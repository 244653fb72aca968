/** The figures that are read from the database: what they say about queues, keys, tokens and connections that are in trouble. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { saveConnection } from "../../../server/portals/connections.ts";
import { type Row, write } from "../../../server/store/index.ts";
import { createMetrics } from "../../../server/telemetry/metrics.ts";
import { stateReader } from "../../../server/telemetry/state.ts";
import { type Harness, portalId, sampleForm, startHarness } from "../harness.ts";
import { addPortal, flowWrites } from "../rows.ts";
import { type Figures, figuresOf } from "./figures.ts";

const hour = 3_600_000;
const other = "7788990";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await addPortal(harness.context, other);
});
afterAll(() => harness?.close());

async function read(): Promise<Figures> {
  const context = { ...harness.context, metrics: createMetrics() };
  await stateReader(context)();
  return figuresOf(await context.metrics.registry.metrics());
}

function step(
  id: string,
  status: Row<"steps">["status"],
  handedInAt: number,
  nextAt: number,
  destination = "hubspot",
): Omit<Row<"steps">, "request_id"> {
  return {
    id,
    person_id: "per_1",
    submission_id: `sub_${id}`,
    revision: 1,
    step: "contact",
    target: "",
    destination,
    lane: `per_1/${destination}`,
    seq: handedInAt * 100,
    after: "[]",
    status,
    reason: null,
    attempts: 0,
    failures: 0,
    begun_at: null,
    running_since: null,
    replay_id: null,
    next_at: nextAt,
    updated_at: handedInAt,
  };
}

const place = (destination: string, probeAt = 0): Row<"destination_states"> => ({
  destination,
  state: probeAt === 0 ? "well" : "paused",
  failures: 0,
  reason: null,
  paused_since: null,
  probes: 0,
  probe_at: probeAt,
  updated_at: 0,
});

const update = (id: string, status: Row<"inbox">["status"], receivedAt: number) => ({
  id,
  person_id: null,
  source: "whatsapp" as const,
  kind: "status",
  dedupe_key: id,
  body_sealed: "-",
  status,
  attempts: 1,
  next_at: receivedAt,
  received_at: receivedAt,
});

const facts = (connectionId: string, token: object, now: number) => ({
  connection_id: connectionId,
  facts: JSON.stringify({ account: { token }, numbers: [] }),
  told: "{}",
  read_at: now,
  due_at: now + hour,
  failures: 0,
  updated_at: now,
});

const connectedElsewhere = "con_9";
/** An account of the other portal's. */
async function connectElsewhere(): Promise<void> {
  const { context } = harness;
  const account = {
    id: connectedElsewhere,
    portalId: other,
    system: "whatsapp" as const,
    externalId: "204000000000009",
    metaAppId: null,
    secrets: { accessToken: "token" },
  };
  await context.store.of(other).commit([saveConnection(context, account, await context.vault.portal(other))]);
}

describe("the figures from the database", () => {
  it("are nought where nothing waits, and absent where there is nothing to tell", async () => {
    const { value } = await read();
    expect(value("flowella_database_readable")).toBe(1);
    for (const name of ["steps", "inbox_updates", "outbox_due", "destinations_paused", "tokens_refused"]) {
      expect([name, value(`flowella_${name}`)]).toEqual([name, 0]);
    }
    for (const name of ["steps_oldest_ready", "steps_overdue", "inbox_oldest_waiting", "outbox_overdue"]) {
      expect([name, value(`flowella_${name}_seconds`)]).toEqual([name, 0]);
    }
    expect(value("flowella_token_expiry_seconds")).toBeUndefined();
    expect(value("flowella_alerts_open")).toBeUndefined();
  });

  it("say how much waits, how long, and what is about to end, of all portals together", async () => {
    const { store, now } = harness.context;
    const at = now();
    for (const [portal, count] of [
      [portalId, 2],
      [other, 1],
    ] as const) {
      const { db, commit } = store.of(portal);
      const ready = Array.from({ length: count }, (_, i) => step(`r${i}`, "ready", at - (i + 2) * hour, at - hour));
      await commit([
        write(db.insertInto("destination_states").values(place("hubspot")), 1),
        ...ready.map((row) => write(db.insertInto("steps").values(row), 1)),
        write(db.insertInto("steps").values(step("future", "ready", at, at + hour)), 1),
        write(db.insertInto("steps").values(step("done", "done", at - 99 * hour, at - 99 * hour)), 1),
        write(db.insertInto("steps").values(step("dead", "dead", at - 50 * hour, at)), 1),
        write(db.insertInto("inbox").values(update("old", "waiting", at - 3 * hour)), 1),
        write(db.insertInto("inbox").values(update("handled", "done", at - 9 * hour)), 1),
        write(db.insertInto("inbox").values(update("dead", "dead", at - 9 * hour)), 1),
      ]);
    }
    const { db, commit } = store.of(portalId);
    await connectElsewhere();
    const tenant = store.of(other);
    await tenant.commit([
      write(tenant.db.insertInto("account_states").values(facts(connectedElsewhere, { state: "refused" }, at)), 1),
    ]);
    await commit([
      write(db.insertInto("account_states").values(facts("con_1", { state: "valid", expires: at + 48 * hour }, at)), 1),
      write(db.updateTable("flow_keys").set({ created_at: at - 100 * 24 * hour })),
    ]);
    const { value } = await read();
    const about = (name: string, labels?: Record<string, string>) => Math.round((value(name, labels) ?? -1) / 3600);
    expect(value("flowella_steps", { status: "ready" })).toBe(5);
    expect(value("flowella_steps", { status: "dead" })).toBe(2);
    expect(about("flowella_steps_oldest_ready_seconds")).toBe(3);
    expect(about("flowella_steps_overdue_seconds")).toBe(1);
    expect(value("flowella_inbox_updates", { status: "waiting" })).toBe(2);
    expect(value("flowella_inbox_updates", { status: "dead" })).toBe(2);
    expect(about("flowella_inbox_oldest_waiting_seconds")).toBe(3);
    expect(about("flowella_token_expiry_seconds", { system: "whatsapp" })).toBe(48);
    expect(value("flowella_tokens_refused")).toBe(1);
    expect(about("flowella_flow_key_age_seconds")).toBe(100 * 24);
    expect(value("flowella_connections", { system: "whatsapp", status: "active" })).toBe(2);
  });

  it("call nothing late that is not to go yet: behind a retry, before a probe, held, or in somebody's hands", async () => {
    const { store, now } = harness.context;
    const at = now();
    const { db, commit } = store.of(portalId);
    const gone = store.of(other);
    await commit([
      write(db.deleteFrom("steps")),
      write(db.insertInto("steps").values(step("retried", "ready", at - 9 * hour, at + hour)), 1),
      write(db.insertInto("steps").values(step("behind", "ready", at - 8 * hour, at - 8 * hour)), 1),
      write(db.insertInto("destination_states").values(place("webhook:paused", at + hour)), 1),
      write(db.insertInto("steps").values(step("paused", "ready", at - 9 * hour, at - 9 * hour, "webhook:paused")), 1),
      write(db.insertInto("destination_states").values(place("webhook:busy")), 1),
      write(db.insertInto("steps").values(step("busy", "ready", at - 9 * hour, at - 9 * hour, "webhook:busy")), 1),
      write(db.insertInto("lanes").values({ lane: "per_1/webhook:busy", holder: "me", until: at + hour }), 1),
    ]);
    const every = store.everyPortal();
    const portals = (status: "active" | "gone") => every.db.updateTable("portals").set({ status });
    await every.commit([write(portals("gone").where("id", "=", other), 1)]);
    expect((await read()).value("flowella_steps_overdue_seconds")).toBe(0);

    // The probe's time has come, two hours ago, and nobody went.
    const probe = db.updateTable("destination_states").set({ probe_at: at - 2 * hour });
    await commit([write(probe.where("destination", "=", "webhook:paused"), 1)]);
    expect(Math.round(((await read()).value("flowella_steps_overdue_seconds") ?? 0) / 3600)).toBe(2);

    await gone.commit([write(gone.db.updateTable("steps").set({ next_at: at - 5 * hour }))]);
    await every.commit([write(portals("active").where("id", "=", other), 1)]);
    expect(Math.round(((await read()).value("flowella_steps_overdue_seconds") ?? 0) / 3600)).toBe(5);
  });

  it("count the numbers whose key keeps Flows from opening, as people's alerts do", async () => {
    const { db, commit, first } = harness.context.store.of(portalId);
    const flow = await first(db.selectFrom("flows").select("connection_id"));
    const sender: Row<"senders"> = {
      id: "106",
      connection_id: flow?.connection_id ?? "",
      display_number: "+39 02 5550 106",
      key_status: "valid",
      key_id: null,
      key_code: null,
      key_checked_at: null,
      created_at: 1,
    };
    await commit([write(db.insertInto("senders").values(sender), 1)]);
    const amiss = async (change: Partial<Pick<Row<"senders">, "key_status" | "key_code" | "key_checked_at">>) => {
      await commit([write(db.updateTable("senders").set({ key_code: null, key_checked_at: 1, ...change }), 1)]);
      return (await read()).value("flowella_numbers_without_our_key");
    };
    for (const status of ["foreign", "mismatch", "none"] as const) {
      expect([status, await amiss({ key_status: status })]).toEqual([status, 1]);
    }
    expect(await amiss({ key_status: "failed", key_code: "whatsapp.permission" })).toBe(1);
    expect(await amiss({ key_status: "failed", key_code: "whatsapp.timeout" })).toBe(0);
    expect(await amiss({ key_status: "none", key_checked_at: null })).toBe(0);
    expect(await amiss({ key_status: "valid" })).toBe(0);
    await commit([write(db.updateTable("flows").set({ status: "draft" }))]);
    expect(await amiss({ key_status: "foreign" })).toBe(0);
  });

  it("ring no more for an account that was given up, nor for a portal that left", async () => {
    const { store, now } = harness.context;
    const at = now();
    const ringing = async () => {
      const { value } = await read();
      const days = (name: string, labels?: Record<string, string>) => {
        const seconds = value(name, labels);
        return seconds === undefined ? undefined : Math.round(seconds / 86_400);
      };
      return {
        refused: value("flowella_tokens_refused"),
        untilEnd: days("flowella_token_expiry_seconds", { system: "whatsapp" }),
        keyAge: days("flowella_flow_key_age_seconds"),
        keysAmiss: value("flowella_numbers_without_our_key"),
        paused: value("flowella_destinations_paused"),
      };
    };
    const { db, commit } = store.of(portalId);
    const gone = store.of(other);
    const connected = { connection_id: connectedElsewhere };
    const key: Row<"flow_keys"> = {
      ...connected,
      id: "key_9",
      public_pem: "-",
      private_sealed: "-",
      status: "active",
      retire_at: null,
      created_at: at - 450 * 24 * hour,
    };
    const sender: Row<"senders"> = {
      ...connected,
      id: "109",
      display_number: "+39 02 5550 109",
      key_status: "foreign",
      key_id: null,
      key_code: null,
      key_checked_at: 1,
      created_at: 1,
    };
    const flow = { flow_id: "flw_9", version_id: "ver_9" };
    await commit([
      write(db.deleteFrom("destination_states")),
      write(db.updateTable("account_states").set({ facts: facts("con_1", { state: "refused" }, at).facts })),
      write(db.updateTable("flow_keys").set({ created_at: at - 500 * 24 * hour })),
    ]);
    const ended = facts("", { state: "refused", expires: at - 48 * hour }, at).facts;
    await gone.commit([
      write(gone.db.deleteFrom("destination_states")),
      write(gone.db.insertInto("destination_states").values(place("webhook:down", at + hour)), 1),
      write(gone.db.updateTable("account_states").set({ facts: ended })),
      write(gone.db.insertInto("flow_keys").values(key), 1),
      write(gone.db.insertInto("senders").values(sender), 1),
      ...flowWrites(harness.context, other, sampleForm, flow, {
        ...connected,
        endpoint_id: "ep_9",
        meta_flow_id: "79",
      }),
    ]);
    expect(await ringing()).toEqual({ refused: 2, untilEnd: -2, keyAge: 500, keysAmiss: 1, paused: 1 });

    await harness.operator("whatsapp/disconnect", { connectionId: "con_1" });
    expect(await ringing()).toEqual({ refused: 1, untilEnd: -2, keyAge: 450, keysAmiss: 1, paused: 1 });

    const every = store.everyPortal();
    const left = every.db.updateTable("portals").set({ status: "gone", gone_at: at }).where("id", "=", other);
    await every.commit([write(left, 1)]);
    expect(await ringing()).toEqual({ refused: 0, untilEnd: undefined, keyAge: 0, keysAmiss: 0, paused: 0 });
  });

  it("are read once, however many look at the same time", async () => {
    let reads = 0;
    const { store } = harness.context;
    const everyPortal: typeof store.everyPortal = () => {
      reads += 1;
      return store.everyPortal();
    };
    const look = stateReader({ ...harness.context, metrics: createMetrics(), store: { ...store, everyPortal } });
    await Promise.all([look(), look(), look()]);
    const once = reads;
    await look();
    expect(once).toBeGreaterThan(0);
    expect(reads).toBe(once);
  });

  it("say so where the database does not answer", async () => {
    const everyPortal = () => {
      throw new Error("away");
    };
    const away = { ...harness.context.store, everyPortal };
    const context = { ...harness.context, metrics: createMetrics(), store: away };
    await stateReader(context)();
    expect(figuresOf(await context.metrics.registry.metrics()).value("flowella_database_readable")).toBe(0);
  });
});
