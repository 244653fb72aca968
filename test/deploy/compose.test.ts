/** The files for Docker Compose, the proxy and a platform say what the server understands, and fit each other. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { parseYaml } from "@redocly/openapi-core";
import { z } from "zod";
import { configSchema, parseConfig } from "../../server/config.ts";

const root = path.resolve(import.meta.dirname, "../..");
const textOf = (file: string) => readFile(path.join(root, file), "utf8");

const serviceSchema = z.looseObject({
  environment: z.record(z.string(), z.string()).optional(),
  env_file: z.string().optional(),
  secrets: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  networks: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.literal("service_healthy") })).optional(),
});
const composeSchema = z.looseObject({
  services: z.record(z.string(), serviceSchema),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.unknown()),
});
const blueprintSchema = z.looseObject({
  services: z.array(
    z.looseObject({
      healthCheckPath: z.string(),
      maxShutdownDelaySeconds: z.number(),
      envVars: z.array(z.looseObject({ key: z.string(), value: z.string().optional() })),
    }),
  ),
});

/** What the server would be told, with something harmless for what is filled in. */
function told(environment: Readonly<Record<string, string>>): Record<string, string> {
  const stand: Record<string, string> = {
    FLOWELLA_MASTER_KEY: Buffer.alloc(32).toString("base64"),
    FLOWELLA_OPERATOR_TOKEN: "x".repeat(32),
    HUBSPOT_CLIENT_ID: "id",
    HUBSPOT_CLIENT_SECRET: "secret",
    DATABASE_URL: "postgres://flowella:password@database:5432/flowella",
    PUBLIC_BASE_URL: "https://flows.example.com",
  };
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      const plain = name.replace(/_FILE$/, "");
      return plain in stand ? [plain, stand[plain] ?? ""] : [name, value.replace(/\$\{[^:}]+:-(.*)\}/, "$1")];
    }),
  );
}

it("compose: every variable is one of the server's, none is missing, and every name leads somewhere", async () => {
  const compose = composeSchema.parse(parseYaml(await textOf("compose.yaml")));
  const servers = Object.entries(compose.services).filter(([name]) => name.startsWith("server-"));
  expect(servers).toHaveLength(2);
  for (const [, { environment = {}, env_file, stop_grace_period }] of servers) {
    // What else docs/operator.md names arrives by it.
    expect(env_file).toBe(".env");
    const settings = told(environment);
    for (const name of Object.keys(settings)) expect(Object.keys(configSchema.shape)).toContain(name);
    const parsed = parseConfig({ ...settings, NODE_ENV: "production" });
    if (parsed.kind !== "live") throw new Error(JSON.stringify(parsed));
    // The drain, and the 45 seconds in which everything in hand is finished.
    expect(Number.parseInt(stop_grace_period ?? "0", 10)).toBeGreaterThanOrEqual(parsed.config.DRAIN_SECONDS + 45);
    for (const value of Object.values(environment)) expect(value).not.toMatch(/postgres:\/\//);
  }
  for (const service of Object.values(compose.services)) {
    for (const secret of service.secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret);
    for (const network of service.networks ?? []) expect(Object.keys(compose.networks)).toContain(network);
    for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(other);
    for (const volume of service.volumes ?? [])
      if (!volume.startsWith(".")) expect(Object.keys(compose.volumes)).toContain(volume.split(":")[0]);
    const files = Object.entries(service.environment ?? {}).filter(([name]) => name.endsWith("_FILE"));
    for (const [, file] of files)
      expect((service.secrets ?? []).map((secret) => `/run/secrets/${secret}`)).toContain(file);
  }
  const script = await textOf("deploy/make-secrets.sh");
  for (const [name, { file }] of Object.entries(compose.secrets)) {
    expect(file).toBe(`deploy/secrets/${name}`);
    expect(script).toContain(name);
  }
  expect(await textOf(".gitignore")).toContain("/deploy/secrets/");
  expect(compose.services["database"]?.networks).toEqual(["inside"]);
  expect(compose.networks["inside"]).toEqual({ internal: true });
});

it("the proxy: knows both servers, asks whether they are ready, and keeps the operator's paths inside", async () => {
  const compose = composeSchema.parse(parseYaml(await textOf("compose.yaml")));
  const caddy = await textOf("deploy/Caddyfile");
  const behind = /reverse_proxy (.+) \{/.exec(caddy)?.[1]?.split(" ") ?? [];
  const servers = Object.keys(compose.services).filter((name) => name.startsWith("server-"));
  expect(behind).toEqual(servers.map((name) => `${name}:3000`));
  expect(/@inside path (.+)/.exec(caddy)?.[1]?.split(" ")).toEqual([
    "/operator/*",
    "/openapi.json",
    "/ready",
    "/metrics",
  ]);
  expect(caddy).toMatch(/health_uri \/ready/);
  const keptByServer = Number(/keepAliveTimeout = ([\d_]+)/.exec(await textOf("cli/serve.ts"))?.[1]?.replace("_", ""));
  const keptByProxy = Number(/keepalive (\d+)s/.exec(caddy)?.[1]) * 1_000;
  expect(keptByProxy).toBeGreaterThan(0);
  expect(keptByProxy).toBeLessThan(keptByServer);
});

it("the platform's example: every variable is one of the server's, and none is missing", async () => {
  const { services } = blueprintSchema.parse(parseYaml(await textOf("deploy/render.yaml")));
  for (const { envVars, healthCheckPath, maxShutdownDelaySeconds } of services) {
    const settings = told(Object.fromEntries(envVars.map(({ key, value = "" }) => [key, value])));
    for (const name of Object.keys(settings)) expect(Object.keys(configSchema.shape)).toContain(name);
    expect(parseConfig({ ...settings, NODE_ENV: "production" }).kind).toBe("live");
    expect(healthCheckPath).toBe("/ready");
    expect(maxShutdownDelaySeconds).toBeGreaterThanOrEqual(50);
  }
});
