/** The files for Prometheus and Grafana name only what the server tells, and the guide explains all of it. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { parseYaml } from "@redocly/openapi-core";
import { z } from "zod";
import { createMetrics } from "../../../server/telemetry/metrics.ts";

const fileOf = (name: string) => readFile(path.join(import.meta.dirname, "../../..", name), "utf8");

const ruleSchema = z.strictObject({
  alert: z.string().regex(/^Flowella[A-Z]\w+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[smhd]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(["info", "warning", "critical"]) }),
  annotations: z.strictObject({ summary: z.string().max(100), description: z.string().min(40) }),
});
const rulesSchema = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(ruleSchema).min(10) })),
});
const source = z.strictObject({ type: z.literal("prometheus"), uid: z.literal("${datasource}") });
const gridSchema = z.strictObject({
  h: z.int().min(1),
  w: z.int().min(1).max(24),
  x: z.int().min(0),
  y: z.int().min(0),
});
const panelSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("row"),
    id: z.int(),
    title: z.string(),
    collapsed: z.boolean(),
    gridPos: gridSchema,
    panels: z.array(z.never()),
  }),
  z.strictObject({
    type: z.enum(["timeseries", "stat"]),
    id: z.int(),
    title: z.string().max(40),
    description: z.string(),
    datasource: source,
    gridPos: gridSchema,
    fieldConfig: z.strictObject({
      defaults: z.strictObject({ unit: z.enum(["short", "s", "reqps", "ops", "bytes"]), min: z.number() }),
      overrides: z.array(z.unknown()),
    }),
    options: z.record(z.string(), z.unknown()),
    targets: z
      .array(z.strictObject({ refId: z.string(), datasource: source, expr: z.string(), legendFormat: z.string() }))
      .min(1),
  }),
]);
const dashboardSchema = z.looseObject({
  uid: z.literal("flowella"),
  schemaVersion: z.int(),
  templating: z.object({ list: z.array(z.looseObject({ name: z.string(), type: z.string() })) }),
  panels: z.array(panelSchema),
});

let told: Map<string, readonly string[]>;
beforeAll(async () => {
  const metrics = await createMetrics({ process: true }).registry.getMetricsAsArray();
  told = new Map(metrics.map((metric) => [metric.name, labelsOf(metric)]));
});

function labelsOf(metric: object): readonly string[] {
  return z.looseObject({ labelNames: z.array(z.string()).default([]) }).parse(metric).labelNames;
}

/** Names in an expression, with the labels that it asks of each. */
function askedIn(expression: string): { readonly name: string; readonly labels: readonly string[] }[] {
  return [...expression.matchAll(/\b(flowella_\w+)(?:\{([^}]*)\})?/g)].map(([, name = "", matchers = ""]) => ({
    name: name.replace(/_(bucket|count|sum)$/, ""),
    labels: [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = ""]) => label),
  }));
}

/** What the registry does not have, in words. */
function unknownIn(expressions: readonly string[]): string[] {
  return expressions.flatMap((expression) =>
    askedIn(expression).flatMap(({ name, labels }) => {
      const known = told.get(name);
      if (!known) return [`${name} is told by nobody`];
      return labels.filter((label) => !known.includes(label)).map((label) => `${name} has no ${label}`);
    }),
  );
}

/** Brackets that close, which is what breaks first when an expression is edited. */
function balanced(expression: string): boolean {
  let open = "";
  const closes: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
  for (const sign of expression.replace(/"[^"]*"/g, "").replaceAll("$__rate_interval", "1m")) {
    if ("([{".includes(sign)) open += sign;
    else if (closes[sign] !== undefined) {
      if (open.at(-1) !== closes[sign]) return false;
      open = open.slice(0, -1);
    }
  }
  return open === "";
}

describe("alert rules", () => {
  it("ask only for figures that there are", async () => {
    const { groups } = rulesSchema.parse(parseYaml(await fileOf("deploy/prometheus/flowella.rules.yml")));
    const rules = groups.flatMap((group) => group.rules);
    const expressions = rules.map(({ expr }) => expr);
    expect(unknownIn(expressions)).toEqual([]);
    expect(expressions.filter((expression) => !balanced(expression))).toEqual([]);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    // Every expression but the one about the process itself asks for something of ours.
    expect(expressions.filter((expression) => askedIn(expression).length === 0)).toEqual(['up{job="flowella"} == 0']);
    const guide = await fileOf("docs/operations.md");
    expect(rules.filter(({ alert }) => !guide.includes(alert)).map(({ alert }) => alert)).toEqual([]);
  });

  it("call a webhook refused for its signature alone, not for whom it is about", async () => {
    const { groups } = rulesSchema.parse(parseYaml(await fileOf("deploy/prometheus/flowella.rules.yml")));
    const rule = groups.flatMap(({ rules }) => rules).find(({ alert }) => alert === "FlowellaWebhooksRefused");
    const [, is, pattern = ""] = /outcome(=~|!~|!=|=)"([^"]*)"/.exec(rule?.expr ?? "") ?? [];
    const rings = (outcome: string) => new RegExp(`^(?:${pattern})$`).test(outcome) === is?.startsWith("=");
    const outcomes = ["stored", "erased", "unknown_account", "bad_signature", "bad_secret", "bad_request"];
    expect(outcomes.filter(rings)).toEqual(["bad_signature", "bad_secret", "bad_request"]);
  });

  it("would be caught asking for others", () => {
    expect(unknownIn(['sum(rate(flowella_nothing_total{a="b"}[5m]))', 'flowella_steps{state="dead"}'])).toEqual([
      "flowella_nothing_total is told by nobody",
      "flowella_steps has no state",
    ]);
  });
});

describe("the dashboard", () => {
  it("asks only for figures that there are, and its panels do not lie over each other", async () => {
    const { panels, templating } = dashboardSchema.parse(JSON.parse(await fileOf("deploy/grafana/flowella.json")));
    const expressions = panels.flatMap((panel) => (panel.type === "row" ? [] : panel.targets.map(({ expr }) => expr)));
    expect(unknownIn(expressions)).toEqual([]);
    expect(expressions.filter((expression) => !balanced(expression))).toEqual([]);
    expect(templating.list.map(({ name }) => name)).toEqual(["datasource"]);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)}/${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
  });
});

it("the guide explains every figure, and no other", async () => {
  const guide = await fileOf("docs/operations.md");
  const explained = [...guide.matchAll(/`(flowella_\w+?)(?:\{[^`]*)?`/g)].map(([, name = ""]) => name);
  const own = [...told.keys()].filter((name) => !/^flowella_(process|nodejs)_/.test(name));
  expect(own.filter((name) => !explained.includes(name))).toEqual([]);
  expect(explained.filter((name) => !own.includes(name) && !/_(process|nodejs)_$/.test(name))).toEqual([]);
});
