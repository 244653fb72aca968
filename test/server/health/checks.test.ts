/** Checks of what lies in our own database and configuration: one thing broken at a time, on a server without a world. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Context } from "../../../server/context.ts";
import { examine } from "../../../server/health/doctor.ts";
import { forgetOldEvents, healthEvents, healthLog, healthWrite } from "../../../server/health/events.ts";
import type { CheckName, Finding } from "../../../server/health/finding.ts";
import { hubspotAccess } from "../../../server/portals/hubspot.ts";
import { metaApps } from "../../../server/portals/meta-apps.ts";
import { write } from "../../../server/store/index.ts";
import { createVault } from "../../../server/vault/index.ts";
import { rewrapBatch } from "../../../server/vault/rewrap.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";

let house: Harness;
beforeEach(async () => {
  house = await startHarness();
});
afterEach(() => house.close());

async function findings(check: CheckName, context: Context = house.context): Promise<Finding[]> {
  const parts = { context, apps: metaApps(context), hubspot: hubspotAccess(context), health: healthLog(context) };
  return (await examine(parts)).findings.filter((finding) => finding.check === check);
}

const states = async (check: CheckName, context?: Context) =>
  (await findings(check, context)).map(({ state }) => state);
const tenant = () => house.context.store.of(portalId);

describe("the public address", () => {
  it("must be https for a live server", async () => {
    const live = (url: string): Context => ({
      ...house.context,
      world: "live",
      config: { ...house.context.config, PUBLIC_BASE_URL: url },
      fetch: async () => Response.json({ status: "ok" }),
    });
    expect(await states("public_address", live("https://flows.example.com"))).toEqual(["ok"]);
    expect(await findings("public_address", live("http://flows.example.com"))).toMatchObject([
      { state: "broken", who: "operator", says: expect.stringContaining("not https") },
    ]);
  });
});

describe("the database", () => {
  it("must take a write", async () => {
    expect(await states("database")).toEqual(["ok"]);
    const { store } = house.context;
    const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    const every = { ...store.everyPortal(), commit: () => Promise.reject(full) };
    const broken: Context = { ...house.context, store: { ...store, everyPortal: () => every } };
    expect(await findings("database", broken)).toMatchObject([{ state: "broken", who: "operator" }]);
  });

  it("keeps nothing of the trial", async () => {
    await states("database");
    const every = house.context.store.everyPortal();
    expect(await every.all(every.db.selectFrom("oauth_states").selectAll())).toEqual([]);
  });
});

describe("the master key", () => {
  const withKeys = (masterKey: Uint8Array, previousMasterKey?: Uint8Array): Context => ({
    ...house.context,
    config: {
      ...house.context.config,
      FLOWELLA_MASTER_KEY_PREVIOUS: previousMasterKey && Buffer.from(previousMasterKey).toString("base64"),
    },
    vault: createVault({ ...house.context, masterKey, previousMasterKey }),
  });

  it("must open every portal's key, and is followed through its change", async () => {
    const newKey = Buffer.alloc(32, 9);
    const oldKey = Buffer.from(house.context.config.FLOWELLA_MASTER_KEY, "base64");
    expect(await states("master_key")).toEqual(["ok"]);
    const both = withKeys(newKey, oldKey);
    expect(await findings("master_key", both)).toMatchObject([
      { state: "warn", says: expect.stringContaining("2 of 2"), fix: expect.stringContaining("keys rewrap") },
    ]);
    await rewrapBatch(both);
    expect(await findings("master_key", both)).toMatchObject([
      { state: "warn", says: expect.stringContaining("still configured") },
    ]);
    // Without connections nothing else of the portal needs its key.
    const { db, commit } = house.context.store.everyPortal();
    await commit([write(db.deleteFrom("connections"))]);
    expect(await states("master_key", withKeys(newKey))).toEqual(["ok"]);
    expect(await states("master_key", withKeys(oldKey))).toEqual(["broken"]);
  });
});

describe("a portal", () => {
  it("without a WhatsApp account is to be looked at", async () => {
    await tenant().commit([write(tenant().db.updateTable("connections").set({ status: "refused" }), 1)]);
    expect(await states("whatsapp_connected")).toEqual(["warn"]);
  });

  it("that is asked for alone is examined alone", async () => {
    const parts = {
      context: house.context,
      apps: metaApps(house.context),
      hubspot: hubspotAccess(house.context),
      health: healthLog(house.context),
    };
    const { findings: found } = await examine(parts, "another");
    expect(found.some((finding) => finding.portalId !== undefined)).toBe(false);
  });
});

describe("what waits", () => {
  const person = "per_1";
  const at = () => house.context.now();

  it("for somebody's word is to be looked at", async () => {
    expect(await states("conflicts")).toEqual(["ok"]);
    const row = {
      id: "cnf_1",
      person_id: person,
      submission_id: "sub_1",
      candidates_sealed: "",
      status: "open" as const,
      created_at: at() - 3 * 24 * 3_600_000,
    };
    await tenant().commit([write(tenant().db.insertInto("conflicts").values(row), 1)]);
    expect(await findings("conflicts")).toMatchObject([
      { state: "warn", who: "hubspot-admin", says: expect.stringContaining("for 3 days") },
    ]);
    await tenant().commit([write(tenant().db.updateTable("conflicts").set({ status: "decided" }), 1)]);
    expect(await states("conflicts")).toEqual(["ok"]);
  });

  it("in the inbox for long is to be looked at, and what was given up is broken", async () => {
    const row = {
      id: "inb_1",
      person_id: null,
      source: "whatsapp" as const,
      kind: "status",
      dedupe_key: "1",
      body_sealed: "",
      status: "waiting" as const,
      attempts: 3,
      next_at: at() + 3_600_000,
      received_at: at(),
    };
    await tenant().commit([write(tenant().db.insertInto("inbox").values(row), 1)]);
    expect(await states("inbox")).toEqual(["ok"]);
    house.passTime(20 * 60_000);
    expect(await states("inbox")).toEqual(["warn"]);
    await tenant().commit([write(tenant().db.updateTable("inbox").set({ status: "dead" }), 1)]);
    expect(await findings("inbox")).toMatchObject([{ state: "broken", who: "operator" }]);
  });
});

describe("health events", () => {
  const event = (occurrence: string) => ({
    occurrence,
    source: "meta" as const,
    kind: "ENDPOINT_LATENCY",
    subject: "flow" as const,
    subjectId: "flw_1",
    state: "active" as const,
    details: { threshold: 1000 },
  });

  it("told twice are one", async () => {
    const once = healthWrite(house.context, portalId, event("a"));
    await tenant().commit([once]);
    await tenant().commit([healthWrite(house.context, portalId, event("a"))]);
    await tenant().commit([healthWrite(house.context, portalId, event("b"))]);
    const kept = await healthEvents(house.context, portalId, 0);
    expect(kept.map(({ count }) => count).sort()).toEqual([1, 2]);
  });

  it("that come often are counted by the hour and written together", async () => {
    const log = healthLog(house.context);
    for (let count = 0; count < 50; count += 1) log.count(portalId, event("often"));
    await log.flush();
    log.count(portalId, event("often"));
    house.passTime(3_600_000);
    log.count(portalId, event("often"));
    await log.flush();
    const kept = await healthEvents(house.context, portalId, 0);
    expect(kept.map(({ count }) => count)).toEqual([1, 51]);
  });

  it("of another portal are nobody's here, and old ones are forgotten", async () => {
    await tenant().commit([healthWrite(house.context, portalId, event("a"))]);
    expect(await healthEvents(house.context, "another", 0)).toEqual([]);
    const every = house.context.store.everyPortal();
    await every.commit([forgetOldEvents(house.context)]);
    expect(await healthEvents(house.context, portalId, 0)).toHaveLength(1);
    house.passTime(91 * 24 * 3_600_000);
    await every.commit([forgetOldEvents(house.context)]);
    expect(await healthEvents(house.context, portalId, 0)).toEqual([]);
  });

  it("of phones hold no free text", async () => {
    const token = await house.newToken();
    const notice = { error: "payload-schema-error", error_message: "Ana Núñez, ana@example.org" };
    await house.exchange({ version: "3.0", action: "data_exchange", screen: "A", flow_token: token, data: notice });
    await house.exchange({
      version: "3.0",
      action: "INIT",
      screen: "?!",
      flow_token: token,
      data: { error: "Ana says no" },
    });
    const parts = {
      context: house.context,
      apps: metaApps(house.context),
      hubspot: hubspotAccess(house.context),
      health: healthLog(house.context),
    };
    await house.server.stop();
    const { events } = await examine(parts);
    expect(events.map(({ kind, details }) => ({ kind, details }))).toEqual(
      expect.arrayContaining([
        { kind: "client_error", details: { error: "payload-schema-error", screen: "A" } },
        { kind: "client_error", details: { error: "unnamed" } },
      ]),
    );
    expect(JSON.stringify(events)).not.toMatch(/Ana|ana@/);
  });
});
