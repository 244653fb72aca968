/** What every call of the contract must carry, checked against all that the package exports. */
import { describe, expect, it } from "@jest/globals";
import { subjectFields } from "../../server/rights/subjects.ts";
import { calls, fieldsOf, requestOf, requestsFor } from "./contract-calls.ts";
import { rules } from "./contract-table.ts";

it("every call has its line in the table, and every line its call", () => {
  expect(calls.map(({ name }) => name).sort()).toEqual(Object.keys(rules).sort());
  expect(new Set(calls.map(({ path }) => path)).size).toBe(calls.length);
});

describe("because HubSpot's fetch repeats by itself", () => {
  it.each(calls.map((call) => [call.name, call] as const))("%s: carries a key where it has to", (name, call) => {
    expect(requestOf(call).required.includes("idempotencyKey")).toBe(rules[name]?.again === "keyed");
  });
});

/** Fields that name no person: what lies behind them is the portal's, and lists of people in answers are filtered. */
const ofNobody = ["flowId", "formId", "senderId", "connectionId", "ticketId", "numberId", "listId", "entryId"];

describe("because the rule about contacts goes by the names of fields", () => {
  it.each(calls.map((call) => [call.name, call] as const))("%s: names nobody in another way", (_name, call) => {
    const ids = fieldsOf(requestOf(call)).filter((field) => /Ids?$/.test(field));
    const unknown = ids.filter((field) => {
      const name = field.split(".").at(-1) ?? "";
      return !subjectFields.includes(field) && !ofNobody.includes(name);
    });
    expect(unknown).toEqual([]);
  });
});

it("takes the requests that the other tests here make up", () => {
  const known = { idempotencyKey: "0123456789abcdef" };
  const refused = calls.flatMap((call) =>
    requestsFor(call, known).flatMap((request) =>
      call.request.safeParse(request).success ? [] : [[call.name, request]],
    ),
  );
  expect(refused).toEqual([]);
});
