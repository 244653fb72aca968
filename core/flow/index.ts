/**
 * The compiler: Form -> plan (screens, and the ways between them) -> emit (Flow JSON) -> check, with a report that accounts for every question.
 *
 * It never throws for a form: what does not fit is left out and said so. `check.ok` tells whether WhatsApp would take the
 * Flow JSON, `publishable` whether a person would want it sent.
 */
import { RefusedInput } from "../errors.ts";
import type { Form, Notice } from "../form/types.ts";
import { speaks, wordsFor } from "../texts/index.ts";
import { capabilitiesOf, flowJsonVersions, textLimit } from "./capabilities.ts";
import { check } from "./check/index.ts";
import { closingNotices } from "./closing.ts";
import type { Context } from "./components/types.ts";
import { emit } from "./emit.ts";
import { type FrozenEntry, type KeptEntry, keepEntry } from "./entry.ts";
import { logicNotices } from "./logic-notices.ts";
import { inputNames } from "./names.ts";
import { type Plan, plan } from "./plan.ts";
import { underPolicy } from "./policy/policy.ts";
import { report } from "./report.ts";
import { plainLine } from "./text.ts";
import type { CompiledFlow, CompileOptions } from "./types.ts";

export type { FrozenEntry } from "./entry.ts";
export { compiledScreenSchema, frozenEntryOf } from "./stored.ts";

/** The newest versions known to publish (WhatsApp reference 0). */
export const defaultOptions: CompileOptions = { flowJsonVersion: "7.3", dataApiVersion: "3.0" };

/**
 * `entry`: the entry screen as it was first published, to be kept; a blocking notice says what changed where it cannot
 * be. Throws `RefusedInput` for a Flow JSON version that cannot be published; never for a form.
 */
export function compile(imported: Form, options: Partial<CompileOptions> = {}, entry?: FrozenEntry): CompiledFlow {
  const versions = { ...defaultOptions, ...options };
  const capabilities = capabilitiesOf(versions.flowJsonVersion);
  if (!capabilities) {
    throw new RefusedInput(
      "flow.version_unknown",
      `Flow JSON ${versions.flowJsonVersion} cannot be published. Use one of ${flowJsonVersions.join(", ")}.`,
    );
  }
  const words = wordsFor(imported.language);
  const policed = underPolicy(imported, words);
  const { form } = policed;
  const context: Context = {
    limit: (component, property) => textLimit(capabilities, component, property),
    words,
    speaks: speaks(form.language),
    nameOf: inputNames(Object.keys(form.fields)),
  };
  const planned = withSomething(plan(form, context, capabilities, policed), context);
  const emitted = emit(form, planned.screens, { ...context, options: versions });
  const kept = entry && keepEntry(emitted, entry);
  const { flow, screens } = kept?.kind === "kept" ? kept.emitted : emitted;
  const found = report(form, planned, { screens, titleLimit: context.limit("Option", "title") }, [
    ...policed.notices,
    ...logicNotices(form, planned),
    ...noQuestions(screens),
    ...otherLanguage(form),
    ...closingNotices(form),
    ...aboutEntry(form, kept),
  ]);
  const checked = check(flow);
  const blocked = found.notices.some(({ level }) => level === "block");
  const publishable = checked.ok && !blocked;
  return { form, flow, screens, report: { ...found, policy: policed.findings }, check: checked, publishable };
}

/** A Flow needs a screen: one that says that there is nothing to fill in. */
function withSomething(planned: Plan, { words }: Context): Plan {
  if (planned.screens.length > 0) return planned;
  const text = { type: "TextBody", text: words.nothingToAsk };
  const alone = { routes: [], ends: true, resume: [], refreshOnBack: false };
  return { ...planned, screens: [{ title: words.untitled, intro: [text], texts: [], questions: [], ...alone }] };
}

function noQuestions(screens: CompiledFlow["screens"]): Notice[] {
  if (screens.some(({ inputs }) => inputs.length > 0)) return [];
  const message = "No question of this form can be asked on WhatsApp, so there is nothing to send.";
  return [{ level: "block", code: "form.no_questions", message }];
}

function otherLanguage(form: Form): Notice[] {
  if (speaks(form.language)) return [];
  const message =
    "The words that Flowella adds itself, such as “Continue”, are in English: this form's language is not built yet.";
  return [{ level: "info", code: "text.english", message }];
}

/** What became of the first screen, which stays as it was first published. */
function aboutEntry(form: Form, kept: KeptEntry | undefined): Notice[] {
  if (kept?.kind === "changed") {
    const message =
      `The Flow's first screen must stay as it was first published, but ${kept.changes.join(", and ")}. Change the ` +
      "beginning of the form back, or make a new Flow of a copy of the form.";
    return [{ level: "block", code: "entry.changed", message }];
  }
  if (!kept || kept.unfilled.length === 0) return [];
  const titles = kept.unfilled.map((id) => `“${plainLine(form.fields[id]?.title) || id}”`);
  const message =
    "The Flow's first screen keeps the data it was first published with. So what customers typed before is not filled " +
    `in again for what stands there newly: ${titles.join(", ")}.`;
  return [{ level: "info", code: "entry.kept", message }];
}
