/** From a portal in trouble to one message per channel; test/postgres/alerts.all.test.ts runs the same on PostgreSQL. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { OutsideError } from "../../../core/errors.ts";
import { settleMs } from "../../../server/alerts/decide.ts";
import { evaluateAlerts } from "../../../server/alerts/evaluate.ts";
import { alertEventSchema, changeSettings, listAlerts, mute } from "../../../server/alerts/index.ts";
import { leaseMs, sendWaits } from "../../../server/alerts/sleeper.ts";
import { alertLane } from "../../../server/alerts/store.ts";
import { replay } from "../../../server/delivery/replay.ts";
import { eventWrites } from "../../../server/insight/events.ts";
import { type Row, write } from "../../../server/store/index.ts";
import { sendRow } from "../rows.ts";
import { type AlertGround, startAlertGround } from "./ground.ts";

let ground: AlertGround;
let secret: string;
const hour = 3_600_000;

beforeEach(async () => {
  ground = await startAlertGround();
  const change = { mail: "ops@example.com", webhook: { url: ground.hookUrl }, newSecret: false, task: {} };
  secret = (await changeSettings(ground.context, ground.portalId, change)).secret ?? "";
});
afterEach(() => ground.close());

const listed = () => listAlerts(ground.context, ground.portalId);
const tenant = () => ground.context.store.of(ground.portalId);
const statuses = async (channel: string) =>
  (await listed()).alerts
    .flatMap(({ messages }) => messages)
    .filter((message) => message.channel === channel)
    .map(({ notice, status }) => `${notice} ${status}`);

async function outage(submissions: number): Promise<string[]> {
  const ids = await ground.plant(ground.portalId, submissions, Math.min(submissions, 20));
  await ground.kill(ids, "hubspot.unavailable");
  return ids;
}

describe("an outage", () => {
  it("of 1,000 dead letters is one mail, one event and one task, however many processes look", async () => {
    await outage(1_000);
    await ground.look(3);
    await ground.look(3);
    await Promise.all([ground.send(), ground.send(), ground.send()]);
    await ground.send();
    expect([ground.mails.length, ground.hooks.length, ground.tasks.length]).toEqual([1, 1, 1]);
    expect(ground.mails[0]).toMatchObject({
      to: "ops@example.com",
      subject: "[Flowella] Deliveries to hubspot were given up (hubspot.unavailable)",
    });
    expect(ground.mails[0]?.text).toContain('1000 deliveries given up, in "A short form" (1000).');
    expect(ground.mails[0]?.text).toContain("flowella replay --portal 100 --code hubspot.unavailable");
    const { alerts } = await listed();
    expect(alerts).toMatchObject([{ kind: "dead_letters", status: "open", count: 1_000 }]);
  });

  it("is told in an event that the receiver can verify, and that names no person", async () => {
    await outage(2);
    await ground.look();
    await ground.send();
    const [hook] = ground.hooks;
    const signed = { "webhook-id": "", "webhook-timestamp": "", "webhook-signature": "" };
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"] as const)
      signed[name] = String(hook?.headers[name]);
    const event = alertEventSchema.parse(new Webhook(secret).verify(hook?.body ?? "", signed));
    expect(event).toMatchObject({
      type: "alert.opened",
      data: {
        alert: { kind: "dead_letters", notice: "opened", count: 2 },
        flows: [{ name: "A short form", count: 2 }],
        code: "hubspot.unavailable",
      },
    });
    const all = JSON.stringify([ground.mails, ground.tasks, hook?.body]);
    expect(all).not.toMatch(/39350|Stella/);
  });

  it("that grows is told again after some hours, and makes no second task", async () => {
    await outage(3);
    await ground.look();
    await ground.send();
    await outage(3);
    await ground.look();
    await ground.send();
    expect(ground.mails).toHaveLength(1);
    ground.passTime(6 * hour);
    await ground.look();
    await ground.send();
    await ground.look();
    await ground.send();
    expect([ground.mails.length, ground.hooks.length, ground.tasks.length]).toEqual([2, 2, 1]);
    expect(ground.mails[1]?.subject).toMatch(/Still open, and more: /);
    expect(ground.hooks[0]?.headers["webhook-id"]).not.toBe(ground.hooks[1]?.headers["webhook-id"]);
  });

  it("is over by itself after a replay, once it has stayed away, and opens anew when it is back", async () => {
    const ids = await outage(3);
    await ground.look();
    await ground.send();
    await replay(ground.context, ground.portalId);
    await ground.look();
    // It fails again at once: the same alert.
    await ground.kill(ids, "hubspot.unavailable");
    ground.passTime(settleMs);
    await ground.look();
    expect((await listed()).alerts).toMatchObject([{ status: "open" }]);
    await replay(ground.context, ground.portalId);
    await ground.look();
    ground.passTime(settleMs);
    await ground.look(2);
    await ground.send();
    expect((await listed()).alerts).toMatchObject([{ status: "over" }]);
    expect([ground.mails.length, ground.hooks.length, ground.tasks.length]).toEqual([2, 2, 1]);
    expect(ground.mails[1]?.subject).toBe("[Flowella] Over: Deliveries to hubspot were given up (hubspot.unavailable)");
    expect(JSON.parse(ground.hooks[1]?.body ?? "{}")).toMatchObject({ type: "alert.resolved" });
    await ground.kill(ids, "hubspot.unavailable");
    await ground.look();
    await ground.send();
    expect((await listed()).alerts.map(({ status }) => status)).toEqual(["open", "over"]);
    expect(ground.mails).toHaveLength(3);
  });
});

describe("a channel that fails", () => {
  it("keeps no other from its turn, is shown, and is tried again", async () => {
    ground.fail.mail = () => Promise.reject(new OutsideError("no", { code: "mail.failed", remedy: "retry" }));
    await outage(1);
    await ground.look();
    await ground.send();
    expect([ground.mails.length, ground.hooks.length, ground.tasks.length]).toEqual([0, 1, 1]);
    const { channels } = await listed();
    expect(channels[0]).toMatchObject({
      channel: "mail",
      waiting: 1,
      last: { status: "waiting", code: "mail.failed" },
    });
    ground.fail = {};
    await ground.send();
    expect(ground.mails).toHaveLength(0);
    ground.passTime(sendWaits[0]);
    await ground.send();
    await ground.send();
    expect(ground.mails).toHaveLength(1);
    expect(await statuses("mail")).toEqual(["opened sent"]);
  });

  it("for good is given up with its code", async () => {
    ground.fail.mail = () => Promise.reject(new OutsideError("no", { code: "mail.refused", remedy: "give-up" }));
    await outage(1);
    await ground.look();
    await ground.send();
    ground.passTime(24 * hour);
    await ground.send();
    const { channels } = await listed();
    expect(channels[0]).toMatchObject({ waiting: 0, last: { status: "failed", code: "mail.refused", attempts: 1 } });
  });

  it("tells nothing that is over meanwhile, but that it was", async () => {
    ground.fail.mail = () => Promise.reject(new OutsideError("no", { code: "mail.failed", remedy: "retry" }));
    await outage(1);
    await ground.look();
    await ground.send();
    await replay(ground.context, ground.portalId);
    await ground.look();
    ground.passTime(settleMs);
    await ground.look();
    ground.fail = {};
    await ground.send();
    expect(ground.mails.map(({ subject }) => subject)).toEqual([expect.stringMatching(/Over: /)]);
    expect(await statuses("mail")).toEqual(["opened skipped", "resolved sent"]);
  });

  it("that answers the webhook with 500 gets the same webhook-id again", async () => {
    ground.statuses.push(500);
    await outage(1);
    await ground.look();
    await ground.send();
    ground.passTime(sendWaits[0]);
    await ground.send();
    const ids = ground.hooks.map(({ headers }) => headers["webhook-id"]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ground.hooks[0]?.body).toBe(ground.hooks[1]?.body);
    expect(await statuses("webhook")).toEqual(["opened sent"]);
  });

  it("makes no second task where a first may have landed, unless it can look", async () => {
    const landsUnheard = () => {
      ground.fail = {};
      ground.tasks.push({ subject: "landed", body: "", dueAt: 0, contactIds: [] });
      return Promise.reject(new OutsideError("no", { code: "hubspot.timeout", remedy: "retry", mayHaveLanded: true }));
    };
    ground.fail.task = landsUnheard;
    await outage(1);
    await ground.look();
    await ground.send();
    ground.passTime(hour);
    await ground.send();
    expect(ground.tasks).toHaveLength(1);
    expect(await statuses("task")).toEqual(["opened unconfirmed"]);

    // On a contact's record it is looked for: this one did not land, so it is made.
    await changeSettings(ground.context, ground.portalId, { task: { contactId: "77" }, newSecret: false });
    ground.fail.task = landsUnheard;
    const ids = await ground.plant(ground.portalId, 1);
    await ground.kill(ids, "hubspot.recaptcha");
    await ground.look();
    await ground.send();
    ground.passTime(sendWaits[0]);
    await ground.send();
    expect(ground.tasks.filter(({ contactIds }) => contactIds.includes("77"))).toHaveLength(1);
  });
});

describe("a process that dies between sending and recording", () => {
  /** Its channel takes the message, and the process never gets to write that down. */
  async function dieAfterSending(channel: "mail" | "webhook" | "task"): Promise<void> {
    const { context } = ground;
    const commit = tenant().commit;
    let commits = 0;
    const of = context.store.of;
    const dying = {
      ...tenant(),
      commit: (batch: Parameters<typeof commit>[0]) => {
        commits += 1;
        return commits === 1 ? commit(batch) : Promise.reject(new Error("killed"));
      },
    };
    Object.assign(context.store, { of: () => dying });
    await expect(ground.process().sleeper.run(alertLane(ground.portalId, channel))).rejects.toThrow("killed");
    Object.assign(context.store, { of });
  }

  it("repeats a mail once at most, a webhook under the same id, a task not at all", async () => {
    await outage(1);
    await ground.look();
    for (const channel of ["mail", "webhook", "task"] as const) await dieAfterSending(channel);
    await ground.send();
    // The lease still stands.
    expect([ground.mails.length, ground.hooks.length, ground.tasks.length]).toEqual([1, 1, 1]);
    ground.passTime(leaseMs + 1);
    await dieAfterSending("mail");
    ground.passTime(leaseMs + 1);
    await ground.send();
    expect([ground.mails.length, ground.hooks.length, ground.tasks.length]).toEqual([2, 2, 1]);
    expect(new Set(ground.hooks.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await statuses("mail")).toEqual(["opened unconfirmed"]);
    expect(await statuses("webhook")).toEqual(["opened sent"]);
    expect(await statuses("task")).toEqual(["opened unconfirmed"]);
  });
});

describe("who is told", () => {
  it("nobody where no channel is set; whoever is set later hears of what is still open", async () => {
    const off = { mail: null, webhook: null, task: null, newSecret: false };
    await changeSettings(ground.context, ground.portalId, off);
    await outage(1);
    await ground.look();
    await ground.send();
    expect((await listed()).alerts).toMatchObject([{ status: "open", toldAt: null, messages: [] }]);
    await changeSettings(ground.context, ground.portalId, { mail: "late@example.com", newSecret: false });
    await ground.look();
    await ground.send();
    expect(ground.mails.map(({ to }) => to)).toEqual(["late@example.com"]);
  });

  it("nobody of a muted kind until the mute ends", async () => {
    await mute(ground.context, ground.portalId, "dead_letters", ground.context.now() + hour);
    await outage(1);
    await ground.look();
    await ground.send();
    expect(ground.mails).toHaveLength(0);
    expect(await listed()).toMatchObject({ alerts: [{ status: "open" }], mutes: [{ kind: "dead_letters" }] });
    ground.passTime(hour + 1);
    await ground.look();
    await ground.send();
    expect(ground.mails).toHaveLength(1);
  });

  it("with both secrets for a day after the webhook got a new one", async () => {
    const { secret: fresh } = await changeSettings(ground.context, ground.portalId, { newSecret: true });
    await outage(1);
    await ground.look();
    await ground.send();
    const { headers, body } = ground.hooks[0] ?? { headers: {}, body: "" };
    const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    for (const each of [secret, fresh ?? ""]) expect(new Webhook(each).verify(body, signed)).toBeDefined();
  });
});

describe("what is an alert", () => {
  it("each kind says what happened, who is affected and what to do", async () => {
    const { context, portalId } = ground;
    const { db } = tenant();
    const at = context.now();
    const [first = "", second = "", third = ""] = await ground.plant(portalId, 4);
    await ground.kill([first], "outbound.private_address");
    await ground.kill([second], "webhook.gone");
    const target = (submission: string, destination: string) =>
      write(db.updateTable("steps").set({ destination }).where("submission_id", "=", submission), 1);
    const state = { state: "well" as const, failures: 0, reason: null, paused_since: null, probes: 0, probe_at: 0 };
    const endpoint = { url_sealed: "x", events: "[]", secret_sealed: "x", created_at: at, updated_at: at };
    await tenant().commit([
      target(first, "webhook:whk_private"),
      target(second, "webhook:whk_gone"),
      ...["webhook:whk_private", "webhook:whk_gone"].map((destination) =>
        write(db.insertInto("destination_states").values({ ...state, destination, updated_at: at }), 1),
      ),
      write(
        db.insertInto("webhook_endpoints").values({
          ...endpoint,
          id: "whk_gone",
          status: "disabled",
          reason: "gone",
          previous_secret_sealed: null,
          previous_until: null,
        }),
        1,
      ),
      write(
        db
          .updateTable("destination_states")
          .set({ state: "paused", reason: "hubspot.unavailable", paused_since: at, probe_at: at })
          .where("destination", "=", "hubspot"),
        1,
      ),
      write(
        db.insertInto("conflicts").values({
          id: "cfl_1",
          person_id: "per",
          submission_id: third,
          candidates_sealed: "x",
          status: "open",
          created_at: at,
        }),
        1,
      ),
      write(
        db.insertInto("inbox").values({
          id: "inb_1",
          person_id: null,
          source: "whatsapp",
          kind: "x",
          dedupe_key: "k",
          body_sealed: "x",
          status: "dead",
          attempts: 11,
          next_at: at,
          leased_until: 0,
          received_at: at,
        }),
        1,
      ),
    ]);
    await ground.look();
    const { alerts } = await listed();
    const seen = alerts.map(({ kind, subject, count }) => [kind, subject, count]).toSorted();
    expect(seen).toEqual([
      ["conflicts", "", 1],
      ["destination_paused", "hubspot", 2],
      ["inbox_dead", "whatsapp", 1],
      ["private_address", "webhook:whk_private", 1],
      ["webhook_gone", "whk_gone", 1],
    ]);
    for (const { title, says, affected, fix } of alerts) {
      expect([title, says, affected].every((part) => part.length > 10)).toBe(true);
      expect(fix).toMatch(/flowella |log/);
    }

    const revisions = () => tenant().all(db.selectFrom("alerts").select(["kind", "revision"]).orderBy("id"));
    const before = await revisions();
    await ground.look();
    expect(await revisions()).toEqual(before);

    // Enabled again, it is still to be replayed: that is not over.
    const enable = db.updateTable("webhook_endpoints").set({ status: "active", reason: null });
    await tenant().commit([write(enable, 1)]);
    await ground.look();
    const kinds = (await listed()).alerts.map(({ kind, subject }) => `${kind} ${subject}`);
    expect(kinds).toContain("dead_letters webhook:whk_gone/webhook.gone");
  });

  it("answers that wait for a portal that left; its other alerts stay as they are", async () => {
    const { context, portalId } = ground;
    await outage(1);
    await ground.plant(portalId, 2, 2);
    await ground.look();
    const every = context.store.everyPortal();
    const left = every.db.updateTable("portals").set({ status: "gone", gone_at: context.now() });
    await every.commit([write(left.where("id", "=", portalId), 1)]);
    ground.passTime(settleMs);
    await ground.look();
    ground.passTime(settleMs);
    await ground.look();
    const { alerts } = await listed();
    const open = alerts.filter(({ status }) => status === "open").map(({ kind, count }) => [kind, count]);
    expect(open.toSorted()).toEqual([
      ["dead_letters", 1],
      ["departed", 2],
    ]);
    expect(alerts.find(({ kind }) => kind === "departed")?.fix).toContain("https://flows.example.com/oauth/install");
  });
});

describe("a Flow that people stop finishing", () => {
  const flow = { flow_id: "flw_100", version_id: "ver" };
  let sent = 0;

  /** So many messages, one a `everyMs`, the newest so long ago; `finished` within a minute, or never begun. */
  async function messages(
    count: number,
    { agoMs, everyMs = 1_000, finished = false, source = "operator" }: MessagesOf,
  ): Promise<void> {
    const { context, portalId } = ground;
    const { db, commit } = tenant();
    const batch = Array.from({ length: count }, (_, index) => {
      const at = context.now() - agoMs - index * everyMs;
      sent += 1;
      const row = { ...sendRow(`snd_${sent}`, "per", flow, at), source };
      const about = { flow_id: flow.flow_id, send_id: row.id };
      const event = (kind: "sent" | "accepted", when: number) =>
        eventWrites({ ...context, now: () => when }, portalId, about, [{ kind }]);
      return [
        write(db.insertInto("sends").values(row), 1),
        ...event("sent", at),
        ...(finished ? event("accepted", at + 60_000) : []),
      ];
    });
    await commit(batch.flat());
  }

  interface MessagesOf {
    readonly agoMs: number;
    readonly everyMs?: number;
    readonly finished?: boolean;
    readonly source?: Row<"sends">["source"];
  }

  const look = async () => {
    await evaluateAlerts(ground.context, "figures");
    const { alerts } = await listed();
    return alerts.map(({ kind, status }) => `${kind} ${status}`);
  };

  it("is told where more messages than are looked at are too young to say anything", async () => {
    await messages(60, { agoMs: 40 * hour, finished: true });
    await messages(20, { agoMs: 7 * hour });
    await messages(1_100, { agoMs: hour / 4 });
    expect(await look()).toEqual(["flow_stopped open"]);
  });

  it("is not told of a broadcast, however many people leave it", async () => {
    await messages(60, { agoMs: 40 * hour, finished: true });
    await messages(20, { agoMs: 7 * hour, source: "broadcast" });
    expect(await look()).toEqual([]);
  });

  it("stays told while too few try for anybody to say, and is over once nobody has for 14 days", async () => {
    await messages(60, { agoMs: 60 * hour, finished: true });
    await messages(20, { agoMs: 7 * hour, everyMs: hour });
    expect(await look()).toEqual(["flow_stopped open"]);
    ground.passTime(13 * 24 * hour + 12 * hour);
    for (let looks = 0; looks < 2; looks += 1) {
      expect(await look()).toEqual(["flow_stopped open"]);
      ground.passTime(settleMs);
    }
    ground.passTime(24 * hour);
    await look();
    ground.passTime(settleMs);
    expect(await look()).toEqual(["flow_stopped over"]);
  });
});
