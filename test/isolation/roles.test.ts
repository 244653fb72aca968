/**
 * Every call of the contract with every role: what the table says is allowed, everything else is `forbidden` with 200, and
 * then nothing is asked of HubSpot or WhatsApp and nothing is written. What is allowed names things that are not there, so
 * that one call changes nothing for the next.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { type Right, rights } from "../../core/rights/index.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { startWorld, type World } from "../e2e/world.ts";
import { calls, requestsFor } from "./contract-calls.ts";
import { type Rule, rules } from "./contract-table.ts";
import { dumpOf } from "./dump.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.publishForm("consultation");
});
afterAll(() => world.close());

const [, somebody] = demoPortal.users;
const caller = { userId: somebody?.userId ?? 0, userEmail: somebody?.email ?? "" };
const answerSchema = z.looseObject({ kind: z.string(), code: z.string().optional(), message: z.string().optional() });

let keys = 0;
async function ask(path: string, request: unknown) {
  const response = await world.cardCall(path, z.record(z.string(), z.unknown()).parse(request), caller);
  return { status: response.status, ...answerSchema.parse(await response.json()) };
}

const newKey = () => {
  keys += 1;
  return { idempotencyKey: `roles-test-key-${String(keys).padStart(6, "0")}` };
};

const give = (given: readonly Right[]) =>
  world.operator("/operator/settings/change", {
    change: { access: { everyone: [], grants: [{ to: { kind: "user", id: String(caller.userId) }, rights: given }] } },
  });

/** What the role comes to: an admin may everything but see identity data. */
const comesTo = (role: Right | "none"): readonly Right[] => {
  if (role === "none") return [];
  return role === "admin" ? rights.filter((right) => right !== "see-identity") : [role];
};

function allows({ needs }: Rule, role: Right | "none"): boolean {
  const held = comesTo(role);
  if (needs === "any") return held.length > 0;
  if (needs === "depends") throw new Error("A call that depends on what is asked has a test of its own.");
  return needs.some((right) => held.includes(right));
}

describe.each(["none", ...rights] as const)("with the role %s", (role) => {
  const inTable = calls.filter(({ name }) => rules[name] && rules[name].needs !== "depends");
  const isAllowed = (name: string) => allows(rules[name] ?? { needs: "any", again: "question" }, role);

  it("what it may not is forbidden in words, and leaves everything as it was", async () => {
    await give(comesTo(role));
    const before = await dumpOf(world, world.portalId);
    // Besides who somebody is: a server that was started anew asks that again.
    const asked = () =>
      [...world.hubspot.api.exchanges, ...world.whatsapp.exchanges].filter(
        ({ path }) => !/\/settings\/users\//.test(path),
      ).length;
    const exchanges = asked();
    for (const call of inTable.filter(({ name }) => !isAllowed(name))) {
      for (const request of requestsFor(call, newKey())) {
        const { status, kind, message } = await ask(call.path, request);
        expect([call.name, status, kind]).toEqual([call.name, 200, "forbidden"]);
        expect(message).toMatch(/admin/i);
      }
    }
    expect(asked()).toBe(exchanges);
    expect(await dumpOf(world, world.portalId)).toEqual(before);
  });

  it("what it may is answered", async () => {
    for (const call of inTable.filter(({ name }) => isAllowed(name))) {
      const [request] = requestsFor(call, newKey());
      const { status, kind, code } = await ask(call.path, request);
      expect([call.name, status, kind === "forbidden" || code === "page.bad_request"]).toEqual([call.name, 200, false]);
    }
  });

  it("a link to the page of HubSpot's permissions is for every role, one to connect WhatsApp for admins", async () => {
    const kinds = await Promise.all(
      ["hubspot", "whatsapp"].map(async (page) => (await ask("/hubspot/connect-link", { page })).kind),
    );
    const link = (may: boolean) => (may ? "link" : "forbidden");
    expect(kinds).toEqual([link(role !== "none"), link(role === "admin")]);
  });
});
