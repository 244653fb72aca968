/** Pipedrive's client against its stand-in: what is sent, what is read, and what a refusal means. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createPipedrive, type Pipedrive } from "../../../connectors/pipedrive/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { type PipedriveStandIn, startPipedrive } from "../../../sandbox/pipedrive/index.ts";
import type { Failure } from "../../../sandbox/stand-in.ts";

let world: PipedriveStandIn;
let client: Pipedrive;
let field: string;
let token: string;
beforeEach(async () => {
  world = await startPipedrive({ burst: 1_000 });
  token = world.newApiToken();
  client = createPipedrive({ fetch, apiBase: world.url, credentials: async () => ({ kind: "api-token", token }) });
  field = (await client.createField("WhatsApp")).code;
});
afterEach(() => world.close());

async function errorOf(call: Promise<unknown>): Promise<OutsideError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof OutsideError) return error;
    throw error;
  }
  throw new Error("The call was expected to fail.");
}

it("sends an API token in its own header, and in no address", async () => {
  expect(await client.company()).toEqual({ id: String(world.company.id), name: "Casa Lume" });
  const last = world.standIn.exchanges.at(-1);
  expect(last?.requestHeaders).toMatchObject({ "x-api-token": token });
  expect(last?.requestHeaders).not.toHaveProperty("authorization");
  expect(JSON.stringify(last?.query)).not.toContain(token);
});

it("makes, reads and changes a person", async () => {
  const id = await client.createPerson({
    name: "Stella",
    emails: [{ value: "stella@ferrara.example", primary: true }],
    phones: [{ value: "+393205550001", primary: true }],
    custom_fields: { [field]: "393205550001" },
  });
  await client.updatePerson(id, { name: "Stella Ferrara" });
  expect(await client.person(id, field)).toEqual({
    id,
    name: "Stella Ferrara",
    emails: ["stella@ferrara.example"],
    phones: ["+393205550001"],
    waId: "393205550001",
    addedAt: expect.any(Number),
  });
  expect(await client.person("999", field)).toBeUndefined();
});

it("finds people by exactly one value, whatever its case", async () => {
  const { company } = world;
  const one = company.addPerson({ name: "A", email: "Stella@Ferrara.example" });
  company.addPerson({ name: "B", email: "stella@ferrara.example.org", phone: "+39 320" });
  const found = await client.find("email", "stella@ferrara.example", field);
  expect(found.map(({ id }) => id)).toEqual([String(one.id)]);
  expect(await client.find("phone", "+39320", field)).toEqual([]);
});

it("takes a value in another field for no WhatsApp id", async () => {
  const other = world.company.addField("Customer number", "varchar").code;
  world.company.addPerson({ name: "A", customFields: { [other]: "393205550001" } });
  const found = await client.find("custom_fields", "393205550001", field);
  expect(found.map(({ waId }) => waId)).toEqual([undefined]);
});

it("looks through the newest people that a search may not know yet, and no further than asked", async () => {
  for (let count = 0; count < 1_100; count += 1) world.company.addPerson({ name: `P${count}` });
  const newest = await client.madeSince(Date.now() - 60_000, field, 2);
  expect(newest).toHaveLength(1_000);
  expect(newest[0]?.name).toBe("P1099");
  expect(await client.madeSince(Date.now() + 60_000, field)).toEqual([]);
});

it("finds a note by a text in it, however many there are, and on this person alone", async () => {
  const { company } = world;
  const [one, two] = [company.addPerson({ name: "A" }), company.addPerson({ name: "B" })];
  expect(await client.findNote(String(one.id), "sub_1")).toBeUndefined();
  await client.createNote(String(one.id), "Hello<br>sub_1");
  for (let count = 0; count < 250; count += 1) company.addNote(one.id, `Call ${count}`);
  company.addNote(two.id, "sub_2");
  const found = await client.findNote(String(one.id), "sub_1");
  expect(company.notes.get(Number(found))).toMatchObject({ content: "Hello<br>sub_1" });
  expect(await client.findNote(String(one.id), "sub_2")).toBeUndefined();
  await client.updateNote(found ?? "", "Changed<br>sub_1");
  expect(company.notes.get(Number(found))).toMatchObject({ content: "Changed<br>sub_1", writes: 2 });
});

describe("a refusal", () => {
  const status = (code: number, more: Partial<Extract<Failure, { kind: "status" }>> = {}): Failure => ({
    kind: "status",
    status: code,
    ...more,
  });
  const meanings: [string, Failure, Partial<OutsideError>][] = [
    ["400: the value", status(400), { code: "pipedrive.refused", remedy: "give-up" }],
    ["401: the token", status(401), { code: "pipedrive.token_invalid", remedy: "authorise" }],
    ["402: the subscription", status(402), { code: "pipedrive.account_closed", remedy: "ask-admin" }],
    ["403: a right", status(403), { code: "pipedrive.forbidden", remedy: "ask-admin" }],
    [
      "403: the plan",
      status(403, { body: { success: false, code: "feature_capping_custom_fields_limit" } }),
      { code: "pipedrive.plan_full", remedy: "ask-admin" },
    ],
    [
      "403 that is not the API's: blocked",
      status(403, { body: "<html>" }),
      { code: "pipedrive.blocked", remedy: "retry", retryAfterMs: 600_000 },
    ],
    ["410: gone", status(410), { code: "pipedrive.not_found", remedy: "give-up" }],
    [
      "429: two seconds",
      status(429, { headers: { "x-ratelimit-reset": "2" } }),
      { code: "pipedrive.rate_limited", remedy: "retry", retryAfterMs: 2_000 },
    ],
    [
      "429: the day",
      status(429, { headers: { "x-daily-ratelimit-token-remaining": "0", "x-ratelimit-reset": "1" } }),
      { code: "pipedrive.rate_limited", remedy: "retry", retryAfterMs: 3_600_000 },
    ],
    ["500 on a write: perhaps", status(500), { code: "pipedrive.unavailable", remedy: "retry", mayHaveLanded: true }],
  ];
  it.each(meanings)("%s", async (_name, answer, meaning) => {
    world.standIn.failNext({ path: /\/persons$/, answer });
    expect(await errorOf(client.createPerson({ name: "Stella" }))).toMatchObject(meaning);
  });

  it("of what breaks off in the middle says that it may have landed", async () => {
    world.standIn.failNext({ path: /\/notes$/, answer: { kind: "cut", landed: true } });
    const person = world.company.addPerson({ name: "A" });
    const error = await errorOf(client.createNote(String(person.id), "Hello"));
    expect(error).toMatchObject({ code: "pipedrive.cut_off", remedy: "retry", mayHaveLanded: true });
    expect(world.company.notes.size).toBe(1);
  });

  it("of the stand-in's own limit says when it is over", async () => {
    await world.close();
    world = await startPipedrive({ burst: 1 });
    token = world.newApiToken();
    const paced: [string, number][] = [];
    const limited = createPipedrive({
      fetch,
      apiBase: world.url,
      credentials: async () => ({ kind: "api-token", token }),
      pace: { before: async () => undefined, full: async (kind, waitMs) => void paced.push([kind, waitMs]) },
    });
    await limited.company();
    const error = await errorOf(limited.find("email", "a@b.example", "x"));
    expect(error).toMatchObject({ code: "pipedrive.rate_limited", status: 429 });
    expect(paced).toEqual([["search", error.retryAfterMs]]);
  });
});
