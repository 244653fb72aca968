/**
 * What the endpoint answers to every action in every state of a session, over HTTP through the whole app. The table is
 * the test, and stands in docs/flow-endpoint.md as it stands here.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { generateKeyPair } from "../../../connectors/whatsapp/wire/index.ts";
import { flowTokens } from "../../../server/conversation/tokens.ts";
import { beginRetiring, insertKey, readRing, retireKey } from "../../../server/keys/ring.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";

/**
 * `first`, `last`: that screen, `+`: filled in with what was typed, `!`: with a sentence about what is wrong. 427 with
 * the outcome as it is counted, and words for the customer; 421 with an empty body.
 */
const table = `
| session                         | ping   | INIT                 | BACK                 | first screen         | last screen          | other last answers   | wrong answers        | error notice | unknown action     |
|---------------------------------|--------|----------------------|----------------------|----------------------|----------------------|----------------------|----------------------|--------------|--------------------|
| no token                        | active | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | acknowledged | 427 unknown_action |
| a token that nobody signed      | active | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | acknowledged | 427 unknown_action |
| a token without a session       | active | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | acknowledged | 427 unknown_action |
| a token of another Flow         | active | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | acknowledged | 427 unknown_action |
| a token of another portal       | active | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | 427 unknown_token    | acknowledged | 427 unknown_action |
| sent, never opened              | active | first                | first                | last                 | last ! +             | last ! +             | first ! +            | acknowledged | 427 unknown_action |
| open                            | active | first                | first                | last                 | last ! +             | last ! +             | first ! +            | acknowledged | 427 unknown_action |
| waiting on the last screen      | active | first +              | first +              | last                 | SUCCESS              | SUCCESS              | first ! +            | acknowledged | 427 unknown_action |
| accepted, once                  | active | 427 already_accepted | first +              | last +               | SUCCESS as before    | 427 already_accepted | 427 already_accepted | acknowledged | 427 unknown_action |
| accepted, may be changed        | active | first +              | first +              | last +               | SUCCESS as before    | SUCCESS corrected    | first ! +            | acknowledged | 427 unknown_action |
| changed, may be changed         | active | first +              | first +              | last +               | SUCCESS as before    | SUCCESS corrected    | first ! +            | acknowledged | 427 unknown_action |
| accepted, again                 | active | first                | first +              | last +               | SUCCESS as before    | last ! +             | first ! +            | acknowledged | 427 unknown_action |
| expired                         | active | 427 expired          | 427 expired          | 427 expired          | 427 expired          | 427 expired          | 427 expired          | acknowledged | 427 unknown_action |
| accepted, then expired          | active | 427 expired          | 427 expired          | 427 expired          | SUCCESS as before    | 427 expired          | 427 expired          | acknowledged | 427 unknown_action |
| paused while on the last screen | active | 427 paused           | first +              | first ! +            | last ! +             | last ! +             | first ! +            | acknowledged | 427 unknown_action |
| closed                          | active | 427 closed           | 427 closed           | 427 closed           | 427 closed           | 427 closed           | 427 closed           | acknowledged | 427 unknown_action |
| open, key replaced, overlap     | active | first                | first                | last                 | last ! +             | last ! +             | first ! +            | acknowledged | 427 unknown_action |
| sent, key replaced and dropped  | 421    | 421                  | 421                  | 421                  | 421                  | 421                  | 421                  | 421          | 421                |
`;

const you = { full_name: "Giulia Bellandi", email: "giulia@example.org" };
const hourMs = 3_600_000;
const flowId = "flw_1";

interface Stage {
  readonly house: Harness;
  /** Of the session in question; undefined for a request without one. */
  token: string | undefined;
  /** The submission that was accepted before, if any. */
  accepted?: Accepted | undefined;
}

interface Accepted {
  readonly id: string;
  readonly revision: number;
}

const request = (token: string | undefined, action: string, rest: Record<string, unknown> = {}) => ({
  version: "3.0",
  action,
  ...(token !== undefined && { flow_token: token }),
  ...rest,
});
const submit = ({ token }: Stage, screen: string, data: Record<string, unknown>) =>
  request(token, "data_exchange", { screen, data });
const screens = ({ house }: Stage) => ({ first: house.screens[0] ?? "", last: house.screens[1] ?? "" });

/** By the head of its column. */
const actions: Readonly<Record<string, (stage: Stage) => Record<string, unknown>>> = {
  ping: () => ({ version: "3.0", action: "ping" }),
  INIT: ({ token }) => request(token, "INIT"),
  BACK: (stage) => request(stage.token, "BACK", { screen: screens(stage).last }),
  "first screen": (stage) => submit(stage, screens(stage).first, you),
  "last screen": (stage) => submit(stage, screens(stage).last, { topic: "kitchen" }),
  "other last answers": (stage) => submit(stage, screens(stage).last, { topic: "bath" }),
  "wrong answers": (stage) => submit(stage, screens(stage).first, { ...you, email: "no e-mail" }),
  "error notice": (stage) =>
    submit(stage, screens(stage).first, { error: "payload-schema-error", error_message: "prefill missing" }),
  "unknown action": ({ token }) => request(token, "navigate"),
};

const opened = async (stage: Stage) => {
  await stage.house.exchange(request(stage.token, "INIT"));
};
const waiting = async (stage: Stage) => {
  await opened(stage);
  await stage.house.exchange(submit(stage, screens(stage).first, you));
};
/** Hands in the last screen with these answers one after the other, from the first one on each time. */
const answered =
  (...topics: readonly string[]) =>
  async (stage: Stage) => {
    for (const topic of topics) {
      await waiting(stage);
      await stage.house.exchange(submit(stage, screens(stage).last, { topic }));
    }
    const { db, first } = stage.house.context.store.of(portalId);
    const newest = db.selectFrom("submissions").select(["id", "revision"]).orderBy("accepted_at", "desc").limit(1);
    stage.accepted = await first(newest);
  };
const accepted = answered("kitchen");
const withToken = (token: (house: Harness) => string | undefined | Promise<string>) => async (stage: Stage) => {
  stage.token = await token(stage.house);
};

/** How a session gets there, by the head of its row. */
const states: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  "no token": withToken(() => undefined),
  "a token that nobody signed": withToken(() => Buffer.alloc(34, 7).toString("base64url")),
  "a token without a session": withToken(({ context }) => flowTokens(context).issue()),
  "a token of another Flow": withToken((house) => house.newTokenOf("another Flow")),
  "a token of another portal": withToken((house) => house.newTokenOf("another portal")),
  "sent, never opened": async () => undefined,
  open: opened,
  "waiting on the last screen": waiting,
  "accepted, once": accepted,
  "accepted, may be changed": accepted,
  "changed, may be changed": answered("kitchen", "bath", "kitchen"),
  "accepted, again": accepted,
  expired: async (stage) => {
    await waiting(stage);
    stage.house.passTime(hourMs + 1);
  },
  "accepted, then expired": async (stage) => {
    await accepted(stage);
    stage.house.passTime(hourMs + 1);
  },
  "paused while on the last screen": async (stage) => {
    await stage.house.operator("flows/resume", { flowId });
    await waiting(stage);
    await stage.house.operator("flows/pause", { flowId });
  },
  closed: async (stage) => {
    await settings(stage.house, {});
    await waiting(stage);
    await settings(stage.house, { closesAt: stage.house.context.now() });
  },
  "open, key replaced, overlap": opened,
  "sent, key replaced and dropped": async () => undefined,
};

/** What holds for the Flow of a row. */
const setUp: Readonly<Record<string, (house: Harness) => Promise<unknown>>> = {
  "accepted, may be changed": (house) =>
    settings(house, { reopen: { kind: "change", until: house.context.now() + hourMs } }),
  "changed, may be changed": (house) =>
    settings(house, { reopen: { kind: "change", until: house.context.now() + hourMs } }),
  "accepted, again": (house) => settings(house, { reopen: { kind: "again" } }),
  "open, key replaced, overlap": (house) => replaceKey(house, "retiring"),
  "sent, key replaced and dropped": (house) => replaceKey(house, "retired"),
};

const settings = (house: Harness, changed: Record<string, unknown>) =>
  house.operator("flows/settings", { flowId, settings: changed });

/** A new key at every number; the one before is tried for a while, or not any more. */
async function replaceKey({ context }: Harness, old: "retiring" | "retired"): Promise<void> {
  const place = { portalId, connectionId: "con_1" };
  const [active] = await readRing(context, place);
  if (!active) throw new Error("There is no key yet.");
  const { commit } = context.store.of(portalId);
  await commit([beginRetiring(context, place, active.id)]);
  await commit([await insertKey(context, place, { ...(await generateKeyPair()), status: "active" })]);
  if (old === "retired") await commit([retireKey(context, place, active.id)]);
}

const [heads = [], , ...rows] = table
  .trim()
  .split("\n")
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const columns = heads.slice(1);

describe.each(rows.map(([state = "", ...answers]) => ({ state, answers })))("$state", ({ state, answers }) => {
  let house: Harness;
  beforeAll(async () => {
    house = await startHarness();
    await setUp[state]?.(house);
  });
  afterAll(() => house.close());

  it.each(columns.map((action, index) => [action, answers[index] ?? ""]))("%s: %s", async (action, answer) => {
    const stage: Stage = { house, token: await house.newToken() };
    await states[state]?.(stage);
    const request = actions[action]?.(stage);
    if (!request || !states[state]) throw new Error("The table names what nobody wrote.");
    expect(await shown(stage, request)).toBe(answer);
  });
});

/** The answer in the table's words. */
async function shown({ house, accepted: submission }: Stage, request: Record<string, unknown>): Promise<string> {
  const before = { state: await house.state(), outcomes: await outcomes(house) };
  const { status, clear } = await house.exchange(request);
  if (status !== 200) {
    // Whatever is refused changes nothing.
    expect(await house.state()).toEqual(before.state);
    const outcome = (await outcomes(house)).find((line) => !before.outcomes.includes(line))?.split('"')[1];
    const said = clear === undefined ? "" : ` ${refusalSchema.parse(clear).error_msg && outcome}`;
    return `${status}${said}`;
  }
  const { screen, data } = answerSchema.parse(clear);
  if (screen === "SUCCESS") return successOf(house, data, submission);
  if (data["status"] === "active") return "active";
  if (data["acknowledged"] === true) return "acknowledged";
  const name = screen === house.screens[0] ? "first" : screen === house.screens[1] ? "last" : `another screen`;
  const filledIn = ["Giulia Bellandi", "kitchen", "bath"].some((typed) => Object.values(data).includes(typed));
  return [name, ...("error_message" in data ? ["!"] : []), ...(filledIn ? ["+"] : [])].join(" ");
}

const refusalSchema = z.strictObject({ error_msg: z.string().min(1) });
const answerSchema = z.object({ screen: z.string().optional(), data: z.record(z.string(), z.unknown()) });
const successSchema = z.object({
  extension_message_response: z.object({ params: z.object({ flow_token: z.string(), submission_id: z.string() }) }),
});

/** Another submission, the one from before, or a further revision of it. */
async function successOf({ context }: Harness, data: unknown, before: Accepted | undefined): Promise<string> {
  const { submission_id: id } = successSchema.parse(data).extension_message_response.params;
  if (before?.id !== id) return "SUCCESS";
  const { db, first } = context.store.of(portalId);
  const now = await first(db.selectFrom("submissions").select("revision").where("id", "=", id));
  return now?.revision === before.revision ? "SUCCESS as before" : "SUCCESS corrected";
}

async function outcomes({ url }: Harness): Promise<string[]> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return metrics.split("\n").filter((line) => line.startsWith("flowella_exchanges_total{"));
}

it("stands in docs/flow-endpoint.md as it stands here", async () => {
  const doc = await readFile(path.join(import.meta.dirname, "../../../docs/flow-endpoint.md"), "utf8");
  expect(doc).toContain(table);
});
