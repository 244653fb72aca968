/** Who did what stands on the audit trail, over every door; and the command line's roles and trail. */
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { pageHold, sendFlow } from "../../../src/app/packages/contract/index.ts";
import { flowella } from "../../e2e/command-line.ts";
import { consultationAnswers, startWorld, type World } from "../../e2e/world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const me = `user:${demoPortal.users[0].userId}`;
const trailSchema = z.object({
  kind: z.literal("audit"),
  entries: z.array(z.object({ at: z.iso.datetime(), actor: z.string(), action: z.string(), subject: z.string() })),
});
const trail = async (since?: string) =>
  trailSchema.parse(await world.operator("/operator/audit", { since })).entries.map((entry) => {
    return `${entry.actor} ${entry.action} ${entry.subject}`;
  });
const newest = async () => (await trail()).at(-1);

describe("the audit trail", () => {
  it("begins with who installed, what was set and what was connected", async () => {
    expect((await trail()).slice(0, 4)).toEqual([
      `${me} connected hubspot`,
      "operator settings-changed all",
      "operator settings-changed consent",
      "operator connected whatsapp",
    ]);
  });

  it("tells of publishing, pausing, sending and replaying, by whom, once each", async () => {
    const flow = await world.publishForm("consultation");
    expect(await newest()).toBe(`operator published ${flow.flowId}`);
    world.approveTemplate(flow);
    await world.settle();
    const hold = (what: string, key: string) =>
      world.cardCall(pageHold.path, { flowId: flow.flowId, what, idempotencyKey: `audit-hold-key-${key}` });
    await hold("pause", "1");
    expect(await newest()).toBe(`${me} paused ${flow.flowId}`);
    await world.operator("/operator/flows/resume", { flowId: flow.flowId });
    expect(await newest()).toBe(`operator resumed ${flow.flowId}`);

    const { contactId } = world.facts.customer;
    const sending = { contactId, flowId: flow.flowId, idempotencyKey: "audit-send-key-1" };
    await world.cardCall(sendFlow.path, sending);
    // HubSpot's proxy repeats by itself.
    await world.cardCall(sendFlow.path, sending);
    const sent = (await trail()).filter((line) => line.includes(" sent "));
    expect(sent).toEqual([expect.stringMatching(new RegExp(`^${me} sent snd_`))]);
    const before = await trail();
    await world.operator("/operator/replay");
    expect(await trail()).toEqual(before);
  });

  it("keeps no word of what was said, and stays when a person is erased", async () => {
    const flow = await world.publishForm("consultation");
    const stranger = world.stranger();
    await world.fillIn(flow, stranger, consultationAnswers);
    await world.deliver();
    const text = JSON.stringify(await world.operator("/operator/audit"));
    for (const word of ["Stella", "Ferrara", stranger.waId, "ferrara.example"]) expect(text).not.toContain(word);
  });

  it("tells of what came since a moment", async () => {
    world.passTime(3_600_000);
    const since = new Date(world.now()).toISOString();
    await world.operator("/operator/settings/change", { change: { timeZone: "Europe/Rome", timeline: false } });
    expect(await trail(since)).toEqual(["operator settings-changed timeZone,timeline"]);
  });
});

describe("the command line", () => {
  const printed = async (...args: string[]) => {
    const env = { FLOWELLA_OPERATOR_TOKEN: world.operatorToken };
    const all = [...args, "--portal", world.portalId, "--server", world.url];
    const { code, out, err } = await flowella(all, { env, cwd: tmpdir() });
    return { code, said: code === 0 ? z.looseObject({ kind: z.string() }).parse(JSON.parse(out)) : { says: err } };
  };

  it("gives and takes roles, and shows them with the teams' names", async () => {
    expect((await printed("roles", "grant", "--team", "5301", "--rights", "see-identity,send")).code).toBe(0);
    expect((await printed("roles", "grant", "--user", "61200482", "--rights", "admin")).code).toBe(0);
    await printed("roles", "everyone", "--rights", "none", "--contacts", "own-and-team");
    expect((await printed("roles", "show")).said).toEqual({
      kind: "roles",
      everyone: [],
      grants: [
        { to: { kind: "team", id: "5301" }, rights: ["send", "see-identity"] },
        { to: { kind: "user", id: "61200482" }, rights: ["admin"] },
      ],
      contacts: "own-and-team",
      installer: String(demoPortal.users[0].userId),
      teams: [
        { id: "5301", name: "Showroom" },
        { id: "5302", name: "Customer service" },
      ],
    });
    const revoked = await printed("roles", "revoke", "--user", "61200482");
    expect(revoked.said).toMatchObject({ grants: [{ to: { kind: "team", id: "5301" } }] });
    const changes = (await trail()).filter((line) => line.includes("roles-changed"));
    expect(changes).toEqual([
      "operator roles-changed roles:grant.team.5301",
      "operator roles-changed roles:grant.user.61200482",
      "operator roles-changed roles:everyone,contacts",
      "operator roles-changed roles:grant.user.61200482",
    ]);
  });

  it("lists the trail", async () => {
    const { said } = await printed("audit", "list", "--since", "2020-01-01");
    expect(trailSchema.parse(said).entries[0]).toMatchObject({ actor: me, action: "connected", subject: "hubspot" });
  });

  it.each([
    [["roles", "grant", "--user", "5", "--rights", "root"], /There is no right "root"/],
    [["roles", "grant", "--rights", "send"], /--user or --team/],
    [["roles", "grant", "--user", "paola@casa-lume.example", "--rights", "send"], /no id of HubSpot's/],
    [["roles", "everyone"], /Say what to change/],
    [["audit", "list", "--since", "yesterday"], /Write it as/],
  ])("%j says what is wrong", async (args, says) => {
    const { code, said } = await printed(...args);
    expect(code).toBe(1);
    expect(said).toEqual({ says: expect.stringMatching(says) });
  });
});
