/** What people read of a workflow action in HubSpot's workflow editor (HubSpot reference 1.9). */
import { z } from "zod";
import type { Component } from "./hubspot-project.ts";

const fieldsSchema = z.array(z.object({ typeDefinition: z.object({ name: z.string() }) })).default([]);
const labelledSchema = z.object({
  inputFields: fieldsSchema,
  outputFields: fieldsSchema,
  executionRules: z.array(z.object({ labelName: z.string() })).default([]),
  labels: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** A label for each input, output and rule of a workflow action, in each of its languages, and none for anything else. */
export function labelProblems({ config, metaFilePath: file, componentType }: Component): string[] {
  if (componentType !== "WORKFLOW_ACTION") return [];
  const { inputFields, outputFields, executionRules, labels } = labelledSchema.parse(config);
  const expected = {
    inputFieldLabels: inputFields.map(({ typeDefinition }) => typeDefinition.name),
    inputFieldDescriptions: inputFields.map(({ typeDefinition }) => typeDefinition.name),
    outputFieldLabels: outputFields.map(({ typeDefinition }) => typeDefinition.name),
    executionRules: executionRules.map(({ labelName }) => labelName),
  };
  return Object.entries(labels).flatMap(([language, texts]) =>
    Object.entries(expected).flatMap(([key, names]) => {
      const given = Object.keys(z.record(z.string(), z.string()).parse(texts[key] ?? {}));
      return [...new Set([...names, ...given])]
        .filter((name) => !names.includes(name) || !given.includes(name))
        .map((name) => `${file}: ${key} in ${language} and its fields differ by ${name}`);
    }),
  );
}
