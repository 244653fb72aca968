/** `flowella forms changes`, `take`, `dismiss`, `automatic`: forms that changed after Flows were made of them. */
import { Argument, type Command } from "commander";
import { z } from "zod";
import { print, printJson } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface ChangesOptions extends OfPortal {
  readonly flow?: string;
  readonly look?: boolean;
  readonly json?: boolean;
}

/** @param forms the command `flowella forms`; @param ofPortal adds the portal and the server to a command */
export function addFormChanges(forms: Command, ofPortal: Extend): void {
  ofPortal(
    forms.command("changes").description("Which forms changed after Flows were made of them, and what that means"),
  )
    .option("--flow <id>", "only this Flow's form")
    .option("--look", "ask the tools now, instead of showing what was noticed last")
    .option("--json", "print one JSON line")
    .action(changesCommand);

  ofPortal(forms.command("take <flow>").description("Take a changed form over, as the next version of its Flow"))
    .option("--draft", "keep it to be looked at; nothing reaches WhatsApp")
    .option("--state <name>", "only if these are still the changes: `state` of `forms changes --json`")
    .action((flowId: string, options: OfPortal & { draft?: boolean; state?: string }) => {
      const { portal: portalId, draft = false, state } = options;
      return askAndPrint("/operator/forms/changes/take", { portalId, flowId, draft, state }, options);
    });

  ofPortal(
    forms.command("dismiss <flow>").description("Hear no more of a form's changes until it changes again"),
  ).action((flowId: string, options: OfPortal) =>
    askAndPrint("/operator/forms/changes/dismiss", { portalId: options.portal, flowId }, options),
  );

  ofPortal(
    forms
      .command("automatic <flow>")
      .description("Whether a form's safe changes are taken over by themselves")
      .addArgument(new Argument("<setting>", "on or off").choices(["on", "off"])),
  ).action((flowId: string, setting: string, options: OfPortal) => {
    const automatic = setting === "on" ? "safe" : "no";
    return askAndPrint("/operator/forms/changes/automatic", { portalId: options.portal, flowId, automatic }, options);
  });
}

const formSchema = z.object({
  flowId: z.string(),
  name: z.string(),
  tool: z.string(),
  formId: z.string(),
  status: z.string(),
  state: z.string(),
  changes: z.array(
    z.looseObject({ kind: z.string(), weight: z.string(), says: z.string(), impact: z.array(z.string()) }),
  ),
  running: z.string(),
  safe: z.boolean(),
  automatic: z.boolean(),
  heldBack: z.string().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  noticedBy: z.string(),
  notTold: z.string().nullable(),
  changedAt: z.number().nullable(),
  lookedAt: z.number().nullable(),
  nextAt: z.number(),
});
type WatchedForm = z.infer<typeof formSchema>;
const answerSchema = z.object({ forms: z.array(formSchema) });

async function changesCommand(options: ChangesOptions): Promise<void> {
  const { portal: portalId, flow: flowId, look = false } = options;
  const said = answerSchema.parse(await askServer("/operator/forms/changes", { portalId, flowId, look }, options));
  if (options.json) return printJson(said);
  if (said.forms.length === 0) print("No form is watched: publish one first.");
  for (const form of said.forms) for (const line of linesOf(form, portalId)) print(line);
}

function linesOf(form: WatchedForm, portalId: string): string[] {
  const { name, flowId, tool, formId, problem } = form;
  const head = `${headings[form.status] ?? form.status}  ${oneLine(name)}  (Flow ${flowId}, ${tool} ${formId})`;
  const looked = form.lookedAt === null ? "not looked at yet" : `last looked at ${time(form.lookedAt)}`;
  const unread = problem ? [`  Cannot be read (${problem.code}): ${problem.message}`] : [];
  return [
    head,
    ...unread,
    ...(form.changes.length > 0 ? changeLines(form, portalId) : []),
    `  ${noticed(form)}, ${looked}.`,
  ];
}

function changeLines(form: WatchedForm, portalId: string): string[] {
  const { flowId, changedAt, heldBack, automatic, safe } = form;
  const on = `--portal ${portalId}`;
  const changes = form.changes.flatMap(({ weight, says, impact }) => [
    `  ${weight === "safe" ? "safe    " : "decide  "}  ${says}`,
    ...impact.map((line) => `            ${line}`),
  ]);
  const waits =
    automatic && safe && form.status === "changed" ? "  It is taken over by itself at the next look." : undefined;
  return [
    ...(changedAt === null ? [] : [`  Since ${time(changedAt)}:`]),
    ...changes,
    `  ${form.running}`,
    ...(heldBack === null ? (waits ? [waits] : []) : [`  Not taken over by itself: ${heldBack}`]),
    `  Take it over: flowella forms take ${flowId} ${on}`,
    ...(form.status === "dismissed" ? [] : [`  Or hear no more of it: flowella forms dismiss ${flowId} ${on}`]),
  ];
}

const headings: Readonly<Record<string, string>> = {
  changed: "CHANGED   ",
  dismissed: "dismissed ",
  unreadable: "UNREADABLE",
  unchanged: "unchanged ",
};

function noticed({ noticedBy, notTold, automatic }: WatchedForm): string {
  const why = notTold === null ? "" : ` (it does not tell by itself: ${notTold})`;
  const how = noticedBy === "asking" ? `Asked now and then${why}` : `Told by the tool's ${noticedBy}`;
  return automatic ? `${how}; safe changes are taken over by themselves` : how;
}

/** A Flow's name comes from a form's title. */
function oneLine(name: string): string {
  return name.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function time(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}
