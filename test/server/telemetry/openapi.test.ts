/** The server's own OpenAPI: every route it has, and nothing that an independent linter holds against it. */
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { z } from "zod";
import { program } from "../../../cli/program.ts";
import { routesOf } from "../../isolation/routes.ts";
import { type Harness, startHarness } from "../harness.ts";

const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(4),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) }).optional(),
});
const documentSchema = z.looseObject({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

let harness: Harness;
let text: string;
let document: z.infer<typeof documentSchema>;

beforeAll(async () => {
  harness = await startHarness(undefined, { settings: { PUBLIC_BASE_URL: "https://flows.casa-lume.test" } });
  const authorization = `Bearer ${harness.context.config.FLOWELLA_OPERATOR_TOKEN}`;
  text = await (await fetch(`${harness.url}/openapi.json`, { headers: { authorization } })).text();
  document = documentSchema.parse(JSON.parse(text));
});
afterAll(() => harness?.close());

async function problemsOf(source: string): Promise<string[]> {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source, config });
  return problems.map(
    ({ severity, ruleId, message, location }) => `${severity} ${ruleId}: ${message} ${location[0]?.pointer}`,
  );
}

describe("the server's OpenAPI", () => {
  it("has every route of the server, and no other", () => {
    const described = Object.entries(document.paths).flatMap(([route, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${route}`),
    );
    const there = routesOf(harness.server.app).map(
      ({ method, path: route }) => `${method} ${route.replace(/:(\w+)/g, "{$1}")}`,
    );
    expect(described.sort()).toEqual(there.sort());
    expect(described.length).toBeGreaterThan(200);
  });

  it("passes the linter's recommended rules", async () => {
    expect(await problemsOf(text)).toEqual([]);
  });

  it("would not pass with a route of unknown security, or a reference that leads nowhere", async () => {
    const broken = text
      .replace('"security":[{"operatorToken":[]}]', '"security":[{"nobody":[]}]')
      .replace('"$ref":"#/components/schemas/Refusal"', '"$ref":"#/components/schemas/Nothing"');
    const problems = (await problemsOf(broken)).join("\n");
    expect(problems).toContain("error security-defined");
    expect(problems).toContain("error no-unresolved-refs");
  });

  it("says of each operator's and card's route what its body is", () => {
    const open = Object.entries(document.paths).flatMap(([route, { post }]) => {
      if (!post || !/^\/(operator|hubspot)\//.test(route) || route === "/hubspot/webhooks") return [];
      const schema = post.requestBody?.content["application/json"]?.schema;
      return schema && Object.keys(schema).length > 0 && post.security.length === 1 ? [] : [route];
    });
    expect(open).toEqual([]);
    const send = document.paths["/operator/send"]?.["post"]?.requestBody?.content["application/json"]?.schema;
    expect(send).toMatchObject({ required: expect.arrayContaining(["portalId", "flowId", "to", "idempotencyKey"]) });
  });

  it("is the operator's alone", async () => {
    const response = await fetch(`${harness.url}/openapi.json`);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain("/operator/send");
  });

  it("is printed by the command line, too", async () => {
    let printed = "";
    const stdout = jest.spyOn(process.stdout, "write").mockImplementation((chunk) => {
      printed += String(chunk);
      return true;
    });
    await program()
      .parseAsync(["openapi"], { from: "user" })
      .finally(() => stdout.mockRestore());
    const withoutServer = (json: string) => ({ ...JSON.parse(json), servers: [] });
    expect(withoutServer(printed)).toEqual(withoutServer(text));
  });
});

describe("metrics of a live server", () => {
  it("are told to whoever has the token", async () => {
    const token = "prometheus-prometheus-prometheus-token";
    const live = await startHarness(undefined, { settings: { METRICS_TOKEN: token }, world: "live" });
    try {
      const ask = async (authorization?: string) => {
        const answer = await fetch(`${live.url}/metrics`, { headers: authorization ? { authorization } : {} });
        return [answer.status, (await answer.text()).includes("flowella_exchanges_total")];
      };
      expect(await ask()).toEqual([401, false]);
      expect(await ask("Bearer something-else")).toEqual([401, false]);
      expect(await ask(`Bearer ${token}`)).toEqual([200, true]);
      expect(await ask(`Bearer ${live.context.config.FLOWELLA_OPERATOR_TOKEN}`)).toEqual([200, true]);
    } finally {
      await live.close();
    }
  });
});
