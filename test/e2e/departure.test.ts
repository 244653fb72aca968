/** A portal that left: nothing is sent, what customers still answer is held, the installer is told, and then erased. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sandboxClientId } from "../../cli/sandbox-world.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { portalTables } from "../../server/portals/departure.ts";
import { rowsOf } from "./database.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

const day = 24 * 3_600_000;

let world: World;
let mail: MailServer;
let flow: PublishedFlow;
beforeEach(async () => {
  mail = await startMailServer();
  world = await startWorld({ settings: { SMTP_URL: mail.url, MAIL_FROM: "Flowella <flowella@example.com>" } });
  flow = await world.publishForm("consultation");
});
afterEach(async () => {
  await world.close();
  await mail.close();
});

const contactCount = () => world.portal().contacts.list().length;
const portal = async () => Object(await world.operator("/operator/portals"))[0];

/** A customer with a Flow that was delivered before the portal left. */
async function customerWithFlow() {
  const customer = world.stranger();
  customer.sendText("Hello");
  await world.settle();
  expect(await world.send(flow, { phone: `+${customer.waId}` })).toMatchObject({ kind: "sent" });
  return customer;
}

/** It removes the app; the next call to HubSpot finds out. */
async function leave(): Promise<void> {
  world.hubspot.uninstall(sandboxClientId, demoPortal.id);
  world.passTime(26 * 60_000);
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.settle();
  expect(await portal()).toMatchObject({ status: "gone" });
}

describe("once HubSpot refused to renew the tokens", () => {
  it("sends stop at once, delivered Flows are answered, and nobody calls HubSpot any more", async () => {
    const customer = await customerWithFlow();
    await leave();
    const calls = world.hubspot.api.exchanges.length;
    const stranger = { phone: `+${world.stranger().waId}` };
    const refused = { kind: "refused", code: "NOT_CONNECTED", message: expect.stringMatching(/Install the app again/) };
    expect(await world.send(flow, stranger)).toMatchObject(refused);

    const phone = await customer.openFlow();
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");
    world.passTime(day);
    await world.settle();
    expect(await world.submissions()).toHaveLength(2);
    expect(await world.steps()).toEqual({ identify: "ready" });
    expect(world.hubspot.api.exchanges).toHaveLength(calls);
    expect(contactCount()).toBe(200);
  });

  it("the installer is told once, where to bring it back and until when", async () => {
    mail.busy = 1;
    await leave();
    expect(await portal()).toMatchObject({ told: "not-yet" });
    world.passTime(20 * 60_000);
    await world.chores();
    await world.chores();
    expect(mail.mails).toHaveLength(1);
    const [told] = mail.mails;
    expect(told?.to).toBe(demoPortal.users[0].email);
    expect(told?.text).toContain(`${world.url}/oauth/install`);
    expect(told?.text).toContain(new Date(Object(await portal()).goneAt + 30 * day).toISOString().slice(0, 10));
    expect(told?.text).not.toMatch(/Stella|Ferrara/);
    expect(await portal()).toMatchObject({ told: "mailed" });
  });

  it("a new installation delivers what was held, from before and after, once", async () => {
    const customer = await customerWithFlow();
    await leave();
    await fillEveryScreen(await customer.openFlow(), { ...consultationAnswers, email: "second@example.com" });
    world.passTime(29 * day);
    await world.chores();
    expect((await world.install()).status).toBe(200);
    expect(await portal()).toMatchObject({ status: "active" });
    await world.deliver();
    const submissions = await world.submissions();
    expect(submissions).toHaveLength(2);
    for (const { steps } of submissions)
      expect(steps.map(({ status }) => status).filter((status) => status !== "done" && status !== "skipped")).toEqual(
        [],
      );
    expect(contactCount()).toBe(202);
    expect(await world.send(flow, { phone: `+${customer.waId}` })).not.toMatchObject({ code: "NOT_CONNECTED" });
  });

  it("after 30 days everything of it is erased, keys first; a later installation begins anew", async () => {
    await leave();
    world.passTime(29 * day);
    await world.chores();
    expect(await world.submissions()).toHaveLength(1);
    world.passTime(day);
    await world.chores();
    expect(await world.operator("/operator/portals")).toEqual([]);
    await world.stop();
    const tables = rowsOf(world.databaseFile, "select name from sqlite_master where type = 'table'").map(
      ({ name }) => name,
    );
    // A table that is added must be erased, too.
    const ofPortals = tables.filter((table) =>
      rowsOf(world.databaseFile, `select name from pragma_table_info('${table}')`).some(
        ({ name }) => name === "portal_id",
      ),
    );
    expect(ofPortals.filter((table) => !portalTables.some((each) => each === table))).toEqual([]);
    const left = tables.flatMap((table) => {
      const columns = rowsOf(world.databaseFile, `select name from pragma_table_info('${table}')`);
      if (!columns.some(({ name }) => name === "portal_id")) return [];
      const [count] = rowsOf(world.databaseFile, `select count(*) as rows from "${table}"`);
      return count?.["rows"] === 0 ? [] : [{ table, ...count }];
    });
    expect(left).toEqual([]);
    await world.start();
    expect((await world.install()).status).toBe(200);
    expect(await portal()).toMatchObject({ status: "active" });
    expect(await world.submissions()).toEqual([]);
  });
});

it("a missing scope is a dead letter that a new installation brings back to life", async () => {
  const body = { status: "error", category: "MISSING_SCOPES", message: "no" };
  world.hubspot.api.failNext({ path: /batch\/read$/, answer: { kind: "status", status: 403, body } });
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.deliver();
  expect(await world.steps()).toEqual({ identify: "dead: hubspot.forbidden" });
  expect((await world.install()).status).toBe(200);
  await world.deliver();
  expect(await world.steps()).toMatchObject({ identify: "done: unknown-person", contact: "done" });
});
