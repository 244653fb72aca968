import { formReaders } from "../../connectors/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import { check } from "../../core/flow/check/index.ts";
import { compile } from "../../core/flow/index.ts";
import type { CompiledFlow } from "../../core/flow/types.ts";
import { type Form, toolSchema } from "../../core/form/types.ts";
import { readJson } from "../input.ts";
import { CommandFailed, print, printJson } from "../output.ts";

/** `flowella compile --from TOOL FILE`: a form's definition as a Flow. Exit code 0 when it compiled at all. */
export async function compileCommand(file: string, { from, json }: { from: string; json?: boolean }): Promise<void> {
  const compiled = compile(formFrom(from, await readJson(file)));
  if (json) {
    const { flow, report, check: checked, publishable } = compiled;
    printJson({ flow, report, check: checked, publishable });
    return;
  }
  print(reportText(compiled));
}

function formFrom(from: string, definition: unknown): Form {
  const tool = toolSchema.safeParse(from);
  const read = tool.success ? formReaders[tool.data] : undefined;
  if (!read)
    throw new CommandFailed(`Forms of ${from} cannot be read yet. Known: ${Object.keys(formReaders).join(", ")}.`);
  try {
    return read(definition);
  } catch (error) {
    if (error instanceof RefusedInput) throw new CommandFailed(error.message);
    throw error;
  }
}

/** `flowella check FLOW.json`: every rule that can be known offline. Exit code 1 when one is broken. */
export async function checkCommand(file: string, { json }: { json?: boolean }): Promise<void> {
  const result = check(await readJson(file));
  if (json) printJson(result);
  else if (result.ok) print("The Flow keeps every rule that can be known offline.");
  else
    for (const { code, path, message } of result.problems) print(`${path || "(the whole Flow)"}: ${message} [${code}]`);
  if (!result.ok) process.exitCode = 1;
}

/** The conversion report for a person. */
export function reportText({ screens, report, check: checked, publishable }: CompiledFlow): string {
  const { exact, adapted, dropped } = report.counts;
  const lines = [
    `${screens.length} screens; ${exact} questions exact, ${adapted} adapted, ${dropped} dropped.`,
    checked.ok
      ? "The Flow JSON keeps every rule that can be known offline."
      : `The Flow JSON breaks ${checked.problems.length} rules.`,
    publishable ? "It can be published." : "It cannot be published as it is:",
    ...report.notices.map(
      ({ level, message }) => `  ${level === "block" ? "✗" : level === "warn" ? "!" : "·"} ${message}`,
    ),
    "",
    ...report.lines.map(
      ({ outcome, title, message }) => `  ${mark[outcome]} ${title.slice(0, 60).padEnd(60)} ${message}`,
    ),
  ];
  return lines.join("\n");
}

const mark = { exact: "=", adapted: "~", dropped: "✗" };
