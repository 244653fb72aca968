/** `flowella flow …` and `flowella source`: a Flow's settings and life, and the systems it may ask. */
import { type Command, Option } from "commander";
import { z } from "zod";
import { readJson, readSecret, wholeNumber } from "../input.ts";
import { CommandFailed, print, printJson } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfFlow extends ServerOptions {
  readonly portal: string;
  readonly flow: string;
}

interface SettingsOptions extends OfFlow {
  readonly keep?: boolean;
  readonly transactions?: boolean;
  readonly codes?: readonly string[];
  readonly reopen: string;
  readonly until?: string;
  readonly closes?: string;
  readonly days: string;
  readonly resumeOnOpen?: boolean;
  readonly opensWith?: string;
  readonly word?: readonly string[];
  readonly receipt?: string | true;
  readonly unfinished?: string;
  readonly pipedrive?: boolean;
  readonly kyc?: boolean;
  readonly kycNumber?: string;
  readonly kycDocument?: string;
  readonly kycRisk?: string;
  readonly kycDestroyDocuments?: boolean;
  readonly capacity?: string;
  readonly event?: string;
  readonly lead?: string;
  readonly person?: string;
  readonly webForm?: string;
}

export function addFlowCommands(flowella: Command, withServer: Extend): void {
  const flow = flowella.command("flow").description("Look after published Flows");

  withServer(
    flow.command("list").description("List a portal's Flows").requiredOption("--portal <id>", "the portal"),
  ).action((options: ServerOptions & { portal: string }) =>
    askAndPrint("/operator/flows", { portalId: options.portal }, options),
  );

  for (const [name, description] of [
    ["pause", "Hold a Flow back: nothing is sent, and delivered messages say so"],
    ["resume", "Let a held-back Flow go on"],
    ["rollback", "Go back to the version before, for new messages"],
  ] as const) {
    withServer(ofFlow(flow.command(name).description(description))).action((options: OfFlow) =>
      askAndPrint(`/operator/flows/${name}`, { portalId: options.portal, flowId: options.flow }, options),
    );
  }

  withServer(
    ofFlow(flow.command("settings").description("Set what a Flow does; what is not named gets its default"))
      .option("--keep", "what is not named stays as it is set, such as what a use case began with")
      .option("--reopen <what>", "after it was answered: once, change or again", "once")
      .option("--until <date>", "with --reopen change: until when, ISO 8601")
      .option("--closes <date>", "nobody can open it from then on, ISO 8601")
      .option("--days <n>", "days that a message can be opened", "3")
      .option(
        "--opens-with <way>",
        "exchange: the server gives the first screen; navigate: the message carries it, so that it opens while the server is down",
        "exchange",
      )
      .option("--resume-on-open", "let INIT answer with the screen where the customer stopped (not confirmed to work)")
      .option("--word <reason=text...>", "your own words for a reason, such as expired=...")
      .option(
        "--receipt [text]",
        "message the customer once the answers have landed: your text ({form} is the form's name), else the form's own thank-you",
      )
      .option(
        "--codes <settings...>",
        "how one-time codes reach customers: no-email, number=<property>, surname=<property>, minutes=<n>, template=<name>",
      )
      .option("--transactions", "keep a log: a note for each submission, and a row of `transactions`")
      .addOption(
        new Option(
          "--unfinished <where>",
          "answers that somebody did not send: kept here for a while, or shown on the contact's timeline (docs/rescue.md)",
        ).choices(["here", "timeline"]),
      )
      .option("--pipedrive", "make a person and a note of the answers in the portal's Pipedrive, too")
      .option("--kyc", "the answers are an identity check: HubSpot gets a record of it, and nothing in full")
      .option(
        "--kyc-number <question>",
        "with --kyc: the question for the document's number, where its words do not say so",
      )
      .option("--kyc-document <question>", "with --kyc: the question for what document it is")
      .option(
        "--kyc-risk <file>",
        "with --kyc: JSON of what to look out for in the answers (docs/kyc.md); the record says what was found",
      )
      .option(
        "--kyc-destroy-documents",
        "with --kyc: once an identity-verification provider has decided, destroy what was handed over",
      )
      .option("--person <text>", "whom a customer can ask when it does not go on: a phone number or a link")
      .option("--web-form <url>", "where the same questions can be answered on the web")
      .option(
        "--event <file>",
        'JSON of the answers that are events, such as {"field": "event", "startsAt": {"evening": "2027-05-12T17:00:00Z"}}: whoever comes is reminded',
      )
      .option("--lead <file>", "JSON of how a lead is handed over (docs/use-cases.md): stage, owner, task and message")
      .option("--capacity <file>", 'JSON of what is limited, such as [{"total": 80, "amountField": "guests"}]'),
  ).action(async (options: SettingsOptions, command: Command) => {
    const settings = options.keep ? await keptAndNamed(options, command) : await settingsFrom(options);
    return askAndPrint(
      "/operator/flows/settings",
      { portalId: options.portal, flowId: options.flow, settings },
      options,
    );
  });

  withServer(
    flow
      .command("by-hand")
      .description("Say that you published a version in WhatsApp Manager, where Flowella cannot: see what publish said")
      .requiredOption("--portal <id>", "the portal")
      .requiredOption("--version <id>", "the version, as publish named it")
      .option("--meta-flow <id>", "the Flow's id, as WhatsApp Manager shows it"),
  ).action((options: ServerOptions & { portal: string; version: string; metaFlow?: string }) => {
    const metaFlow = options.metaFlow === undefined ? {} : { metaFlowId: options.metaFlow };
    const body = { portalId: options.portal, versionId: options.version, ...metaFlow };
    return askAndPrint("/operator/flows/by-hand", body, options);
  });

  withServer(ofFlow(flow.command("places").description("Show how many limited places are taken"))).action(
    (options: OfFlow) =>
      askAndPrint("/operator/flows/places", { portalId: options.portal, flowId: options.flow }, options),
  );

  withServer(
    flow
      .command("release")
      .description("Give the places of one submission to others, such as after a cancellation")
      .requiredOption("--portal <id>", "the portal")
      .requiredOption("--submission <id>", "the submission, from `submissions`"),
  ).action((options: ServerOptions & { portal: string; submission: string }) =>
    askAndPrint("/operator/flows/release", { portalId: options.portal, submissionId: options.submission }, options),
  );

  withServer(
    flowella
      .command("source")
      .description("Name a system of your own that a question's options come from; its secret comes from a file")
      .requiredOption("--portal <id>", "the portal")
      .requiredOption("--name <name>", "what Flows call it")
      .requiredOption("--url <url>", "its https address")
      .requiredOption("--secret-file <file>", "file with the secret that signs our requests"),
  ).action(async (options: ServerOptions & { portal: string; name: string; url: string; secretFile: string }) => {
    const source = { name: options.name, url: options.url, secret: await readSecret(options.secretFile) };
    await askAndPrint("/operator/source", { portalId: options.portal, source }, options);
  });
}

export function addFixtureCommand(flowella: Command, withServer: Extend): void {
  withServer(
    flowella
      .command("fixture")
      .description("Prepare sessions on a running sandbox, for a load or conformance test with any tool")
      .option("--portal <id>", "the portal; by default the sandbox's")
      .option("--tokens <n>", "how many", "1")
      .option("--json", "print one JSON line"),
  ).action(async (options: ServerOptions & { portal?: string; tokens: string; json?: boolean }) => {
    const tokens = wholeNumber("--tokens", options.tokens, 1, 100_000);
    const portalId = options.portal ?? (await firstPortal(options));
    const fixture = await askServer("/operator/fixture", { portalId, tokens }, options);
    if (options.json) printJson(fixture);
    else print(JSON.stringify(fixture, null, 2));
  });
}

async function firstPortal(options: ServerOptions): Promise<string> {
  const portals = z.array(z.object({ id: z.string() })).parse(await askServer("/operator/portals", {}, options));
  const [first] = portals;
  if (!first) throw new CommandFailed("No portal has installed the app on this server yet.");
  return first.id;
}

function ofFlow(command: Command): Command {
  return command.requiredOption("--portal <id>", "the portal").requiredOption("--flow <id>", "the Flow");
}

async function settingsFrom(options: SettingsOptions): Promise<Record<string, unknown>> {
  const words = Object.fromEntries((options.word ?? []).map((text) => pair(text)));
  return {
    reopen: reopenFrom(options),
    tokenDays: Number(options.days),
    ...(options.closes && { closesAt: momentOf(options.closes) }),
    ...(options.opensWith && { opensWith: options.opensWith }),
    ...(options.resumeOnOpen && { resumeOnOpen: true }),
    ...(options.word && { words }),
    ...(options.person && { person: options.person }),
    ...(options.webForm && { webForm: options.webForm }),
    ...(options.capacity && { capacity: await readJson(options.capacity) }),
    ...(options.event && { event: eventFrom(await readJson(options.event)) }),
    ...(options.lead && { lead: await readJson(options.lead) }),
    ...(options.codes && { codes: codesFrom(options.codes) }),
    ...(options.transactions && { transactions: true }),
    ...(options.unfinished && { unfinished: options.unfinished }),
    ...(options.pipedrive && { pipedrive: true }),
    ...(options.kyc && { kyc: await kycFrom(options) }),
    ...(options.receipt && { receipt: options.receipt === true ? {} : { text: options.receipt } }),
  };
}

const flowsSchema = z.array(z.object({ id: z.string(), settings: z.record(z.string(), z.unknown()) }));
/** Options that have a value although nobody named them, by their settings. */
const usual = { reopen: "reopen", tokenDays: "days", opensWith: "opensWith" } as const;

/** The Flow's settings as they are, with what was named in their place. */
async function keptAndNamed(options: SettingsOptions, command: Command): Promise<Record<string, unknown>> {
  const flows = flowsSchema.parse(await askServer("/operator/flows", { portalId: options.portal }, options));
  const flow = flows.find(({ id }) => id === options.flow);
  if (!flow) throw new CommandFailed("The portal has no such Flow.");
  const unnamed = Object.entries(usual).flatMap(([setting, option]) =>
    command.getOptionValueSource(option) === "default" ? [setting] : [],
  );
  const given = Object.entries(await settingsFrom(options)).filter(([setting]) => !unnamed.includes(setting));
  return { ...flow.settings, ...Object.fromEntries(given) };
}

/** What is not named keeps its usual value. */
function codesFrom(settings: readonly string[]): Record<string, unknown> {
  const given = new Map(settings.map((text): [string, string] => (text === "no-email" ? ["email", "no"] : pair(text))));
  const unknown = [...given.keys()].find(
    (name) => !["email", "number", "surname", "minutes", "template"].includes(name),
  );
  if (unknown !== undefined) {
    throw new CommandFailed(`--codes knows no ${unknown}. Give no-email, number=, surname=, minutes= or template=.`);
  }
  const minutes = given.get("minutes");
  return {
    ...(given.get("email") === "no" && { email: false }),
    ...(given.has("number") && { numberProperty: given.get("number") }),
    ...(given.has("surname") && { surnameProperty: given.get("surname") }),
    ...(minutes !== undefined && { minutes: Number(minutes) }),
    ...(given.has("template") && { template: given.get("template") }),
  };
}

const eventFileSchema = z.looseObject({ startsAt: z.record(z.string(), z.string()) });

function eventFrom(json: unknown): Record<string, unknown> {
  const file = eventFileSchema.safeParse(json);
  if (!file.success) throw new CommandFailed(`The file of events cannot be read. ${z.prettifyError(file.error)}`);
  const { startsAt, ...event } = file.data;
  return {
    ...event,
    startsAt: Object.fromEntries(Object.entries(startsAt).map(([value, at]) => [value, momentOf(at)])),
  };
}

async function kycFrom(options: SettingsOptions): Promise<Record<string, unknown>> {
  const { kycNumber: number, kycDocument: documentType, kycRisk, kycDestroyDocuments } = options;
  return {
    ...(number && { number }),
    ...(documentType && { documentType }),
    ...(kycRisk && { risk: await readJson(kycRisk) }),
    ...(kycDestroyDocuments && { destroyDocuments: true }),
  };
}

function reopenFrom({ reopen, until }: SettingsOptions): Record<string, unknown> {
  if (reopen !== "change") return { kind: reopen };
  if (!until) throw new CommandFailed("--reopen change needs --until: the date up to which answers can be changed.");
  return { kind: "change", until: momentOf(until) };
}

function momentOf(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new CommandFailed(`${text} is no date; write it as 2027-03-31 or 2027-03-31T18:00:00Z.`);
  return at;
}

/** `name=value` as typed on the command line. */
export function pair(text: string, shape = "reason=text"): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new CommandFailed(`${text} is not ${shape}.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
