/** The two workflow actions: what HubSpot shows of them, and what the server does, are the same. */
import { beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { answerOutputs, outcomes } from "../../core/workflow/index.ts";
import { startWorld } from "../e2e/world.ts";
import { parseProject, repository } from "./hubspot-project.ts";

const typeDefinition = z.looseObject({
  name: z.string(),
  options: z.array(z.object({ value: z.string() })).default([]),
  optionsUrl: z.string().optional(),
});
const labels = z.object({
  inputFieldLabels: z.record(z.string(), z.string()),
  inputFieldDescriptions: z.record(z.string(), z.string()),
  outputFieldLabels: z.record(z.string(), z.string()),
  executionRules: z.record(z.string(), z.string()),
  actionCardContent: z.string(),
});
const configSchema = z.object({
  actionUrl: z.string(),
  inputFields: z.array(z.object({ typeDefinition })),
  inputFieldDependencies: z
    .array(z.object({ controllingFieldName: z.string(), dependentFieldNames: z.array(z.string()) }))
    .default([]),
  outputFields: z.array(z.object({ typeDefinition })),
  labels: z.record(z.string(), labels),
  executionRules: z.array(z.object({ labelName: z.string(), conditions: z.record(z.string(), z.string()) })),
});
type Config = z.infer<typeof configSchema>;

let actions: Config[];
beforeAll(async () => {
  const parsed = await parseProject(repository);
  if (!parsed.ok) throw new Error(parsed.errors);
  actions = parsed.components
    .filter(({ componentType }) => componentType === "WORKFLOW_ACTION")
    .map(({ config }) => configSchema.parse(config));
  expect(actions).toHaveLength(2);
});

const names = (fields: Config["inputFields"]) => fields.map((field) => field.typeDefinition.name);

describe("both actions", () => {
  it("know every outcome that there is, with a sentence for each", () => {
    for (const { outputFields, executionRules } of actions) {
      const outcome = outputFields.find((field) => field.typeDefinition.name === "outcome");
      expect(outcome?.typeDefinition.options.map(({ value }) => value)).toEqual(outcomes);
      expect(executionRules.map(({ conditions }) => conditions["outcome"])).toEqual(outcomes);
    }
  });

  it("give the same outputs", () => {
    const [first, second] = actions.map(({ outputFields }) => names(outputFields));
    expect(first).toEqual(second);
    expect(first?.filter((name) => name.startsWith("answer_"))).toHaveLength(answerOutputs);
  });

  it("are labelled wholly in each of their languages", () => {
    for (const { inputFields, outputFields, executionRules, labels } of actions) {
      expect(Object.keys(labels).sort()).toEqual(["de", "en", "es", "fr", "nl", "pt-br"]);
      for (const said of Object.values(labels)) {
        expect(Object.keys(said.inputFieldLabels)).toEqual(names(inputFields));
        expect(Object.keys(said.inputFieldDescriptions)).toEqual(names(inputFields));
        expect(Object.keys(said.outputFieldLabels)).toEqual(names(outputFields));
        expect(Object.keys(said.executionRules)).toEqual(executionRules.map(({ labelName }) => labelName));
        const quoted = [said.actionCardContent, ...Object.values(said.executionRules)].flatMap((text) =>
          [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name),
        );
        expect([...names(inputFields), ...names(outputFields)]).toEqual(expect.arrayContaining(quoted));
      }
    }
  });

  it("let only inputs depend on inputs", () => {
    for (const { inputFields, inputFieldDependencies } of actions) {
      const used = inputFieldDependencies.flatMap((each) => [each.controllingFieldName, ...each.dependentFieldNames]);
      expect(names(inputFields)).toEqual(expect.arrayContaining(used));
    }
  });

  it("call addresses that the server has", async () => {
    const world = await startWorld();
    try {
      const urls = actions.flatMap(({ actionUrl, inputFields }) => [
        actionUrl,
        ...inputFields.flatMap((field) => field.typeDefinition.optionsUrl ?? []),
      ]);
      expect(new Set(urls).size).toBe(4);
      for (const url of new Set(urls)) {
        const answered = await fetch(`${world.url}${new URL(url).pathname}`, { method: "POST", body: "{}" });
        // Not signed; an address that it has not is a 404.
        expect([url, answered.status]).toEqual([url, 401]);
      }
    } finally {
      await world.close();
    }
  });
});
