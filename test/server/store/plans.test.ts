/** What is asked for about one person, or one message, does not walk over what the portal has of all others. */
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Context } from "../../../server/context.ts";
import { stateOfSubmissions } from "../../../server/delivery/state.ts";
import { messageByWamid } from "../../../server/messages/store.ts";
import { nothingStopped } from "../../../server/rescue/property.ts";
import { sendsOf } from "../../../server/sending/store.ts";
import { createStore, type Engine, type Row, write } from "../../../server/store/index.ts";
import { sqlite, type TestDatabase } from "../../databases/index.ts";
import { testContext } from "../context.ts";
import { sendRow, sessionRow } from "../rows.ts";

const portalId = "4417203";
const flow = { flow_id: "flw_1", version_id: "ver_1" };
const messages = 4_000;

let database: TestDatabase;
let engine: Engine;
let context: Context;
let plan: string[] = [];

beforeAll(async () => {
  database = await sqlite.make();
  await fill(await database.open());
  // It is counted at the start.
  engine = await database.open();
  const read: Engine["read"] = async (query) => {
    plan.push(JSON.stringify(await engine.read({ ...query, sql: `explain query plan ${query.sql}` })));
    return engine.read(query);
  };
  const made = await testContext();
  await made.context.store.close();
  context = { ...made.context, store: createStore({ ...engine, read }) };
});
afterAll(async () => {
  await engine?.close();
  await database?.remove();
});

async function fill(into: Engine): Promise<void> {
  const store = createStore(into);
  const { db, commit } = store.of(portalId);
  const numbers = Array.from({ length: messages }, (_, number) => number);
  const sends = numbers.map((number) => sendRow(`snd_${number}`, `per_${number}`, flow, number));
  for (const send of sends) {
    const session = sessionRow(`ses_${send.id}`, send, send.id, 1_000);
    await commit([
      write(db.insertInto("sends").values(send)),
      write(db.insertInto("sessions").values(session)),
      write(db.insertInto("stops").values(stopRow(session))),
      write(db.insertInto("submissions").values(submissionRow(session))),
      write(db.insertInto("chat_messages").values(messageRow(send))),
    ]);
  }
  await store.close();
}

function stopRow({ id, person_id, send_id, created_at: at }: Row<"sessions">): Row<"stops"> {
  return {
    session_id: id,
    round: 1,
    person_id,
    ...flow,
    screen: "PAGE_A",
    stopped_at: at,
    expires_at: at + 1,
    state: "stopped",
    answers: "kept",
    reminder: "none",
    reason: null,
    remind_at: null,
    send_id,
    updated_at: at,
  };
}

function submissionRow({ id, person_id, send_id, created_at }: Row<"sessions">): Row<"submissions"> {
  return {
    id: `sub_${id}`,
    person_id,
    ...flow,
    send_id,
    session_id: id,
    round: 1,
    revision: 1,
    answers_sealed: "",
    emptied_revision: 1,
    rung: null,
    accepted_at: created_at,
  };
}

function messageRow({ id, person_id, created_at: at }: Row<"sends">): Row<"chat_messages"> {
  return {
    id: `msg_${id}`,
    person_id,
    sender_id: "106",
    author: "customer",
    kind: "text",
    body_sealed: "",
    key: id,
    status: "received",
    reason: null,
    wamid: `wamid.${id}`,
    user_id: null,
    at,
    kept_at: at,
    updated_at: at,
  };
}

it.each<[string, () => Promise<unknown>, RegExp]>([
  ["where somebody stopped", () => nothingStopped(context, portalId, "per_17", "flw_1"), /stops_by_person/],
  ["what somebody was sent", () => sendsOf(context, portalId, ["per_17"], 20), /sends_by_portal_id_person_id/],
  ["a message by WhatsApp's id of it", () => messageByWamid(context, portalId, "wamid.snd_17"), /messages_by_wamid/],
  ["the newest submissions", () => stateOfSubmissions(context, portalId, { limit: 5 }), /submissions_by_time/],
])("%s is found by its index", async (_what, ask, index) => {
  plan = [];
  await ask();
  const all = plan.join("\n");
  expect(all).toMatch(index);
  // A sort of what an index has found is fine; a walk over the portal is not.
  expect(all.match(/"SC[^"]*"|"SEARCH (?:stops|sends|sessions|chat_messages)[^"]*\(portal_id=\?\)"/g) ?? []).toEqual(
    [],
  );
});
