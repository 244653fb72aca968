import type { Beside } from "../../connectors/form-tool.ts";
import { pageDataIn } from "../../connectors/google-forms/index.ts";
import { formReaders } from "../../connectors/index.ts";
import { mustBeIn } from "../../connectors/languages.ts";
import { applyEdits } from "../../core/edits/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import { check } from "../../core/flow/check/index.ts";
import { compile } from "../../core/flow/index.ts";
import type { CompiledFlow } from "../../core/flow/types.ts";
import { type Form, toolSchema } from "../../core/form/types.ts";
import { editsFrom, readBytes, readJson } from "../input.ts";
import { CommandFailed, print, printJson } from "../output.ts";

export interface CompileCommandOptions {
  readonly from: string;
  /** The saved public page of a Google form, or the array in it. */
  readonly pageData?: string;
  /** A JSON file of edits on top of the form: `{"version": 1, "edits": [...]}`. */
  readonly edits?: string;
  /** One of the form's languages. */
  readonly language?: string;
  /** A JSON file of the form's texts in that language, as the tool's API gives them. */
  readonly translation?: string;
  readonly json?: boolean;
  /** Show it on a phone's page in the browser, until Ctrl-C; with `json`, only print the page's address. */
  readonly open?: boolean;
}

/** `flowella compile --from TOOL FILE`: a form's definition as a Flow. Exit code 0 when it compiled at all. */
export async function compileCommand(file: string | undefined, options: CompileCommandOptions): Promise<void> {
  const { from, json } = options;
  const page = options.pageData === undefined ? undefined : (await readBytes(options.pageData)).toString("utf8");
  if (file === undefined && page === undefined) throw new CommandFailed("Name the file with the form's definition.");
  if (page !== undefined && from !== "google-forms")
    throw new CommandFailed("Only Google forms have page data: use --page-data with --from google-forms.");
  const definition = file === undefined ? undefined : await readJson(file);
  const beside = {
    ...(page === undefined ? {} : { pageData: pageDataIn(page) }),
    ...(await translationFrom(options)),
  };
  const imported = formFrom(from, definition, beside, options.language);
  const form = options.edits === undefined ? imported : applyEdits(imported, await editsFrom(options.edits));
  const compiled = compile(form);
  const shown = options.open ? await (await import("../form-preview.ts")).previewOfForm(form) : undefined;
  if (json) {
    const { flow, report, check: checked, publishable } = compiled;
    printJson({ flow, report, check: checked, publishable, ...(shown && { url: shown.url }) });
  } else print(reportText(compiled));
  if (shown) await (await import("../show-preview.ts")).showUntilStopped(shown, { quietly: json === true });
}

const translatedTools = ["typeform", "surveymonkey"];

async function translationFrom({ from, language, translation }: CompileCommandOptions): Promise<Beside> {
  if (translation === undefined) return {};
  if (language === undefined) throw new CommandFailed("Say with --language which language the translation is in.");
  if (!translatedTools.includes(from))
    throw new CommandFailed("Only Typeform and SurveyMonkey keep translations in a document of their own.");
  return { translation: { language, texts: await readJson(translation) } };
}

function formFrom(from: string, definition: unknown, beside: Beside, language: string | undefined): Form {
  const tool = toolSchema.safeParse(from);
  const read = tool.success ? formReaders[tool.data] : undefined;
  if (!read)
    throw new CommandFailed(`Forms of ${from} cannot be read yet. Known: ${Object.keys(formReaders).join(", ")}.`);
  try {
    const form = read(definition, beside);
    if (language !== undefined) mustBeIn(form, language);
    return form;
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
    `It takes ${minutes(report.seconds)} to fill in.`,
    checked.ok
      ? "The Flow JSON keeps every rule that can be known offline."
      : `The Flow JSON breaks ${checked.problems.length} rules.`,
    publishable ? "It can be published." : "It cannot be published as it is:",
    ...report.notices.map(
      ({ level, message }) => `  ${level === "block" ? "✗" : level === "warn" ? "!" : "·"} ${message}`,
    ),
    "",
    ...report.lines.map(
      ({ outcome, accepted, title, message }) =>
        `  ${accepted ? "✓" : mark[outcome]} ${title.slice(0, 60).padEnd(60)} ${message}`,
    ),
  ];
  return lines.join("\n");
}

function minutes(seconds: number): string {
  const count = Math.max(1, Math.round(seconds / 60));
  return count === 1 ? "about a minute" : `about ${count} minutes`;
}

const mark = { exact: "=", adapted: "~", dropped: "✗" };
