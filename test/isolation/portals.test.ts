/**
 * One portal's signed identity, and its id at the operator's routes, with every id of another one: no answer holds anything
 * of the other portal, and nothing of it changes. The routes are those that the server's routers have, so that a new one
 * fails here until it is thought of.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { signatureV3 } from "../../sandbox/hubspot/index.ts";
import { createServer } from "../../server/app.ts";
import type { World } from "../e2e/world.ts";
import { testContext } from "../server/context.ts";
import { calls, requestsFor } from "./contract-calls.ts";
import { rules } from "./contract-table.ts";
import { type Dump, dumpOf } from "./dump.ts";
import { type Asked, elsewhere, operatorAsks, pageAsks, workflowAsks } from "./route-table.ts";
import { type Route, routesOf } from "./routes.ts";
import { asking, idsOf, markersOf, twoPortals } from "./two-portals.ts";

let world: World;
let before: Dump;
let markers: readonly string[];
let ids: Readonly<Record<string, string>>;
let routes: readonly Route[];
const answered: { readonly route: string; readonly request: string; readonly answer: string }[] = [];

beforeAll(async () => {
  const { context } = await testContext();
  const server = createServer(context);
  routes = routesOf(server.app);
  await server.stop();
  await context.store.close();
  world = await twoPortals();
  before = await dumpOf(world, world.portalId);
  markers = markersOf(before, await dumpOf(world, asking));
  ids = idsOf(before, world);
}, 180_000);
afterAll(() => world?.close());

const paths = () => [...new Set(routes.map(({ path }) => path))];
const contractPaths = calls.map(({ path }) => path);
const recordSchema = z.record(z.string(), z.unknown());

/** Words of the other portal in an answer, besides those that the request named itself. */
function leaked(request: string, answer: string): string[] {
  return markers.filter((marker) => answer.includes(marker) && !request.includes(marker));
}

async function note(route: string, request: unknown, response: Response): Promise<string> {
  const answer = await response.text();
  const asked = JSON.stringify(request);
  answered.push({ route, request: asked, answer });
  expect([route, leaked(asked, answer)]).toEqual([route, []]);
  return answer;
}

it("every route is the contract's, the operator's, a workflow's, or explained", () => {
  const known = [
    ...contractPaths,
    ...Object.keys(operatorAsks),
    ...Object.keys(workflowAsks(asking, {})),
    ...Object.values(pageAsks).flatMap((forms) => Object.keys(forms)),
    ...Object.keys(elsewhere),
  ];
  expect(paths().filter((path) => !known.includes(path))).toEqual([]);
  expect(known.filter((path) => !paths().includes(path))).toEqual([]);
});

it("the full portal has something in what is asked for", () => {
  const empty = Object.keys(before).filter((table) => before[table]?.length === 0);
  // What only a form tool's account, Pipedrive, a secure page, a repeated number or a workflow would fill.
  const allowed = [
    "account_states",
    "alert_messages",
    "alert_mutes",
    "alert_subject_mutes",
    "alerts",
    "consent_wordings",
    "consents",
    "bookings",
    "code_counts",
    "codes",
    "contact_numbers",
    "document_links",
    "erasure_places",
    "erasures",
    "health_events",
    "hubspot_copies",
    "hubspot_removals",
    "number_conflicts",
    "page_actions",
    "phone_tests",
    "pipedrive_accounts",
    "places",
    "portal_firsts",
    "property_writes",
    "reservations",
    "secure_links",
    "secure_questions",
    "sender_rules",
    "suppressions",
    "reminders",
    "verifications",
    "workflow_executions",
    "write_backs",
    "kyc_records",
    "lead_owners",
    "owner_turns",
  ];
  expect(empty.filter((table) => !allowed.includes(table))).toEqual([]);
});

it("the full portal itself is told what the other one must not be", async () => {
  const answers = await Promise.all([
    world.cardCall("/hubspot/page/results", {}).then((response) => response.text()),
    world.operator("/operator/submissions", { results: true }).then((answer) => JSON.stringify(answer)),
  ]);
  for (const answer of answers) expect(leaked("", answer).length).toBeGreaterThan(3);
  // That the operator looked at results stands on the audit trail, of the portal that was looked at.
  before = await dumpOf(world, world.portalId);
});

describe("with the other portal's ids", () => {
  let keys = 0;
  const newKey = () => {
    keys += 1;
    return { idempotencyKey: `isolation-key-${String(keys).padStart(6, "0")}` };
  };

  it("the contract's calls tell nothing", async () => {
    for (const call of calls) {
      for (const made of requestsFor(call, { ...ids, ...newKey() })) {
        const request = recordSchema.parse(made);
        const response = await world.cardCall(call.path, request, { portalId: Number(asking) });
        const status = response.status;
        const answer = await note(call.path, request, response);
        expect([call.name, status, /page\.bad_request|"forbidden"/.test(answer)]).toEqual([call.name, 200, false]);
      }
    }
  });

  it("the pages behind a connect link tell nothing and take no other portal's", async () => {
    for (const page of ["whatsapp", "hubspot"] as const) {
      const minted = await world.operator("/operator/connect/link", { portalId: asking, page });
      const { url } = z.object({ url: z.string() }).parse(minted);
      const opened = await fetch(url, { redirect: "manual" });
      const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
      for (const [path, form] of Object.entries(pageAsks[page])) {
        const request = { ...ids, wabaId: ids["accountId"] ?? "", ...form };
        const body = path.endsWith("/signup") ? JSON.stringify(request) : new URLSearchParams(request).toString();
        const response = await fetch(`${world.url}${path}`, { method: "POST", headers: { cookie }, body });
        expect([path, response.status === 401 || response.status >= 500]).toEqual([path, false]);
        await note(path, request, response);
      }
      await note(`/connect/${page}`, {}, await fetch(`${world.url}/connect/${page}`, { headers: { cookie } }));
    }
  });

  it("a workflow's calls tell nothing", async () => {
    for (const [path, request] of Object.entries(workflowAsks(asking, ids))) {
      const url = `${world.url}${path}`;
      const body = JSON.stringify(request);
      const at = world.now();
      const headers = {
        "content-type": "application/json",
        "x-hubspot-signature-v3": signatureV3(world.config.HUBSPOT_CLIENT_SECRET, "POST", url, body, at),
        "x-hubspot-request-timestamp": String(at),
      };
      const response = await fetch(url, { method: "POST", headers, body });
      expect([path, response.status]).toEqual([path, 200]);
      await note(path, request, response);
    }
    await world.settle();
  });

  it("the operator's routes tell nothing and take no other portal's", async () => {
    const notUnderstood: unknown[] = [];
    for (const [path, asked] of Object.entries(operatorAsks)) {
      for (const more of several(asked)) {
        const request = { ...ids, to: { contactId: ids["contactId"] }, ...newKey(), ...more, portalId: asking };
        const response = await fetch(`${world.url}${path}`, {
          method: "POST",
          headers: { authorization: `Bearer ${world.operatorToken}`, "content-type": "application/json" },
          body: JSON.stringify(request),
        });
        const status = response.status;
        const answer = await note(path, request, response);
        if (status !== 200) notUnderstood.push([path, status, answer]);
      }
    }
    expect(notUnderstood).toEqual([]);
  });

  it("and nothing of the other portal has changed", async () => {
    expect(answered.length).toBeGreaterThan(calls.length);
    expect(await dumpOf(world, world.portalId)).toEqual(before);
  });
});

it("questions change nothing in the portal that asks them", async () => {
  const asked = calls.filter(({ name }) => rules[name]?.again === "question");
  const own = await dumpOf(world, world.portalId);
  for (const call of asked) {
    for (const made of requestsFor(call, ids)) await world.cardCall(call.path, recordSchema.parse(made));
  }
  // That a card was opened for the first time ticks off a step of the first run, and whoever looks at figures has the
  // web form's submissions read for the next one.
  const noticed = ["portal_firsts", "insight_quality"];
  const butNoticed = (dump: object) => Object.entries(dump).filter(([table]) => !noticed.includes(table));
  expect(butNoticed(await dumpOf(world, world.portalId))).toEqual(butNoticed(own));
});

const several = (asked: Asked) => (Array.isArray(asked) ? asked : [asked]);
