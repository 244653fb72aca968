import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { checkExchange, playedFault } from "./check.ts";
import { exchange, type MadeUp } from "./exchange.ts";
import { demand, readSpecs, type Spec, type Specs, type Vendor } from "./specs.ts";
import { contractSummary } from "./summary.ts";

/** A vendor of our own, small enough to be read: it has one of everything that the harness has to understand. */
const spec = (id: string): Spec => ({
  id,
  openapi: "3.0.1",
  servers: [{ url: "https://vendor.example/api" }],
  paths: {
    "/things": {
      get: {
        parameters: [
          { name: "limit", in: "query", required: true, schema: { type: "integer", maximum: 50 } },
          { name: "kinds", in: "query", schema: { type: "array", items: { type: "string", enum: ["red", "blue"] } } },
          { name: "archived", in: "query", schema: { type: "boolean" } },
        ],
        responses: { "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Page" } } } } },
      },
      post: {
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/NewThing" } } },
        },
        responses: {
          "201": { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
          default: { $ref: "#/components/responses/Error" },
        },
      },
    },
    "/things/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        responses: { "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } } },
      },
      delete: { responses: { "204": {} } },
    },
    "/things/search": {
      get: { responses: { "200": { content: { "application/json": { schema: { type: "array" } } } } } },
    },
    "/shapes": {
      post: {
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Shape" } } } },
        responses: { "204": {} },
      },
    },
    "/forms": {
      post: {
        requestBody: {
          content: {
            "application/x-www-form-urlencoded": {
              schema: {
                type: "object",
                required: ["grant"],
                properties: { grant: { type: "string", enum: ["code"] } },
              },
            },
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file"],
                properties: { file: { type: "string", format: "binary" } },
              },
            },
          },
        },
        responses: { "204": {} },
      },
    },
  },
  components: {
    schemas: {
      NewThing: {
        type: "object",
        required: ["name", "properties"],
        properties: {
          name: { type: "string" },
          size: { type: "string", enum: ["small", "large"] },
          note: { type: "string", nullable: true },
          properties: { type: "object", additionalProperties: { type: "string" } },
        },
      },
      Thing: {
        type: "object",
        required: ["id", "createdAt"],
        properties: {
          id: { type: "string" },
          createdAt: { type: "string", format: "date-time" },
          count: { type: "integer" },
        },
      },
      Page: {
        type: "object",
        required: ["results"],
        properties: { results: { type: "array", items: { $ref: "#/components/schemas/Thing" } } },
      },
      Error: { type: "object", required: ["message"], properties: { message: { type: "string" } } },
      Shape: {
        oneOf: [{ $ref: "#/components/schemas/Circle" }, { $ref: "#/components/schemas/Square" }],
        discriminator: {
          propertyName: "type",
          mapping: { circle: "#/components/schemas/Circle", square: "#/components/schemas/Square" },
        },
      },
      Named: { type: "object", required: ["type"], properties: { type: { type: "string" }, name: { type: "string" } } },
      Circle: {
        allOf: [
          { $ref: "#/components/schemas/Named" },
          {
            type: "object",
            additionalProperties: false,
            required: ["radius"],
            properties: { radius: { type: "number" } },
          },
        ],
      },
      Square: {
        allOf: [
          { $ref: "#/components/schemas/Named" },
          { type: "object", required: ["side"], properties: { side: { type: "number" } } },
        ],
      },
    },
    responses: { Error: { content: { "*/*": { schema: { $ref: "#/components/schemas/Error" } } } } },
  },
});

const specs: Specs = { present: true, specs: { hubspot: [spec("hubspot/test")], meta: [spec("meta/test")] } };
const problemsOf = (call: string, made: MadeUp = {}, vendor: Vendor = "hubspot") =>
  checkExchange(exchange(call, made), vendor, specs).problems.map(
    ({ part, at, message }) => `${part} ${at}: ${message}`,
  );

const thing = { id: "1", createdAt: "2026-11-20T10:00:00Z" };

describe("a call that keeps the contract", () => {
  it.each<[string, MadeUp]>([
    [
      "GET /api/things",
      { query: { limit: "10", kinds: "red,blue", archived: "false" }, answers: { results: [thing] } },
    ],
    ["GET /api/things/17", { answers: { ...thing, more: "than documented" } }],
    ["GET /api/things/search", { answers: [] }],
    [
      "POST /api/things",
      { sends: { name: "a", note: null, properties: { colour: "red" } }, status: 201, answers: thing },
    ],
    ["POST /api/things", { sends: { name: "a", properties: {} }, status: 409, answers: { message: "there is one" } }],
    ["DELETE /api/things/17", { status: 204 }],
    ["POST /api/shapes", { sends: { type: "circle", name: "c", radius: 1 }, status: 204 }],
    [
      "POST /api/forms",
      { raw: { type: "application/x-www-form-urlencoded; charset=utf-8", text: "grant=code" }, status: 204 },
    ],
  ])("%s", (call, made) => {
    expect(problemsOf(call, made)).toEqual([]);
  });

  it("sends a file as multipart", () => {
    const text =
      '--b1\r\nContent-Disposition: form-data; name="file"; filename="flow.json"\r\nContent-Type: application/json\r\n\r\n' +
      '{"a":"\\r\\n\\r\\n"}\r\n--b1--\r\n';
    expect(
      problemsOf("POST /api/forms", { raw: { type: "multipart/form-data; boundary=b1", text }, status: 204 }),
    ).toEqual([]);
  });
});

describe("a planted mistake", () => {
  it.each<[string, string, MadeUp, RegExp]>([
    ["an unknown path", "GET /api/thing", {}, /^call \/: matches no documented operation/],
    ["an undocumented method", "PUT /api/things/17", {}, /^call \/: matches no/],
    ["a missing prefix", "GET /things/17", {}, /^call \/: matches no/],
    ["a missing query parameter", "GET /api/things", { answers: { results: [] } }, /^query \/limit: is required/],
    [
      "an unknown query parameter",
      "GET /api/things",
      { query: { limit: "1", page: "2" }, answers: { results: [] } },
      /^query \/page: is no parameter/,
    ],
    [
      "a query number out of range",
      "GET /api/things",
      { query: { limit: "51" }, answers: { results: [] } },
      /^query \/limit: must be <= 50/,
    ],
    [
      "a query number that is none",
      "GET /api/things",
      { query: { limit: "many" }, answers: { results: [] } },
      /^query \/limit: must be integer/,
    ],
    [
      "a wrong query list",
      "GET /api/things",
      { query: { limit: "1", kinds: "red,green" }, answers: { results: [] } },
      /^query \/kinds: must be equal to one of/,
    ],
    [
      "a wrong enum",
      "POST /api/things",
      { sends: { name: "a", size: "huge", properties: {} }, status: 201, answers: thing },
      /^request \/size: .*small, large/,
    ],
    [
      "a missing key",
      "POST /api/things",
      { sends: { name: "a" }, status: 201, answers: thing },
      /^request \/: .*'properties'/,
    ],
    [
      "a wrong type inside a map",
      "POST /api/things",
      { sends: { name: "a", properties: { count: 1 } }, status: 201, answers: thing },
      /^request \/properties\/count: must be string/,
    ],
    [
      "a null that is not allowed",
      "POST /api/things",
      { sends: { name: null, properties: {} }, status: 201, answers: thing },
      /^request \/name: must be string/,
    ],
    [
      "a body where none is taken",
      "DELETE /api/things/17",
      { sends: { force: true }, status: 204 },
      /^request \/: has a body/,
    ],
    ["no body where one is needed", "POST /api/things", { status: 201, answers: thing }, /^request \/: has no body/],
    [
      "the wrong encoding",
      "POST /api/things",
      { raw: { type: "text/plain", text: "{}" }, status: 201, answers: thing },
      /^request \/: is sent as text\/plain/,
    ],
    [
      "a body that is no JSON",
      "POST /api/things",
      { raw: { type: "application/json", text: "{" }, status: 201, answers: thing },
      /^request \/: is no JSON/,
    ],
    [
      "a wrong form value",
      "POST /api/forms",
      { raw: { type: "application/x-www-form-urlencoded", text: "grant=password" }, status: 204 },
      /^request \/grant: must be equal/,
    ],
    [
      "a missing form part",
      "POST /api/forms",
      { raw: { type: "multipart/form-data; boundary=b", text: "--b--" }, status: 204 },
      /^request \/: .*'file'/,
    ],
    [
      "a wrong type in a response",
      "GET /api/things/17",
      { answers: { ...thing, count: "3" } },
      /^response \/count: must be integer/,
    ],
    [
      "a wrong format in a response",
      "GET /api/things/17",
      { answers: { ...thing, createdAt: "today" } },
      /^response \/createdAt: .*date-time/,
    ],
    [
      "a missing key deep in a response",
      "GET /api/things",
      { query: { limit: "1" }, answers: { results: [{ id: "1" }] } },
      /^response \/results\/0: .*'createdAt'/,
    ],
    ["an undescribed status", "GET /api/things/17", { status: 202, answers: thing }, /^response \/: has status 202/],
    ["no body in a response", "GET /api/things/17", {}, /^response \/: has no body/],
    ["a body with a 204", "DELETE /api/things/17", { status: 204, answers: {} }, /^response \/: has a body/],
    [
      "an unknown alternative",
      "POST /api/shapes",
      { sends: { type: "star" }, status: 204 },
      /^request \/type: .*circle, square/,
    ],
    [
      "a key that a closed alternative does not have",
      "POST /api/shapes",
      { sends: { type: "circle", radius: 1, side: 2 }, status: 204 },
      /^request \/: .*side/,
    ],
  ])("%s is found", (_, call, made, expected) => {
    const found = problemsOf(call, made);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  it("names only the alternative that is meant", () => {
    expect(problemsOf("POST /api/shapes", { sends: { type: "square", side: "2" }, status: 204 })).toEqual([
      "request /side: must be number",
    ]);
  });

  it("prefers the literal path to the one with an id", () => {
    expect(problemsOf("GET /api/things/search", { answers: thing })).toEqual(["response /: must be array"]);
  });
});

describe("exceptions", () => {
  it("skip a call by name and with its reason", () => {
    const submit = exchange("POST /submissions/v3/integration/secure/submit/1/abc", { sends: {}, answers: {} });
    expect(checkExchange(submit, "hubspot", specs)).toMatchObject({
      operation: "hubspot: form submission",
      skipped: expect.stringContaining("OpenAPI"),
      problems: [],
    });
    expect(checkExchange(submit, "meta", specs).problems).toHaveLength(1);
  });

  it("look away from a disagreement at one vendor only, and from nothing beside it", () => {
    const wrong = { sends: { name: "a", properties: {} }, status: 400 };
    expect(problemsOf("POST /api/things", { ...wrong, answers: {} })).toEqual([]);
    expect(problemsOf("POST /api/things", { ...wrong, answers: {} }, "meta")).toHaveLength(1);
    expect(problemsOf("POST /api/things", { ...wrong, answers: { message: 1 } })).toHaveLength(1);
  });
});

describe("faults that a test has played", () => {
  it.each([
    [500, "{}", true],
    [200, "", true],
    [204, "", false],
    [200, "{}", false],
    [400, '{"message":"m"}', false],
  ])("status %s with body %j: %s", (status, responseBody, expected) => {
    expect(playedFault({ ...exchange("GET /api/things"), status, responseBody })).toBe(expected);
  });
});

describe("absent documents", () => {
  const absent = readSpecs(path.join(tmpdir(), "flowella-no-such-folder"));

  it("skip every call with the reason", () => {
    expect(absent.present).toBe(false);
    const report = checkExchange(exchange("GET /things/17"), "hubspot", absent);
    expect(report).toEqual({ operation: "GET /things/{id}", skipped: expect.stringContaining("absent"), problems: [] });
  });

  it("are a failure where they are required", () => {
    expect(() => demand(absent, true)).toThrow(/FLOWELLA_REQUIRE_SPECS/);
    expect(demand(absent, false)).toBe(absent);
    expect(demand(specs, true)).toBe(specs);
  });
});

describe("contractSummary", () => {
  it("counts distinct operations over all reports", () => {
    const one = { problems: [], operations: { checked: ["GET /a", "GET /b"], skipped: ["page"] } };
    const other = { problems: [], operations: { checked: ["GET /b", "GET /c"], skipped: ["page"] } };
    expect(contractSummary(one, other)).toMatch(/^contract: 3 operations checked, 1 skipped/);
  });
});
