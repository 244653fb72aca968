/** The command line: every command and its options. Each command's work is in `commands/`. */
import { Command, CommanderError, Option } from "commander";
import { envExample } from "../server/config.ts";
import { addAlerts } from "./commands/alerts.ts";
import { addAudit } from "./commands/audit.ts";
import { addBackup } from "./commands/backup.ts";
import { addBookings } from "./commands/bookings.ts";
import { addBroadcast } from "./commands/broadcast.ts";
import type { CompileCommandOptions } from "./commands/compile.ts";
import { connect360dialogCommand, connectWhatsAppCommand } from "./commands/connect.ts";
import { addConnectHubSpot } from "./commands/connect-hubspot.ts";
import { addConsent } from "./commands/consent.ts";
import { addDeliveryCommands } from "./commands/deliveries.ts";
import type { DemoOptions } from "./commands/demo.ts";
import type { DoctorOptions } from "./commands/doctor.ts";
import { addEntries } from "./commands/entries.ts";
import { addFileCommand } from "./commands/files.ts";
import { addFixtureCommand, addFlowCommands, pair } from "./commands/flows.ts";
import { addForms } from "./commands/forms.ts";
import { addInsight } from "./commands/insight.ts";
import { addKeys } from "./commands/keys.ts";
import { addKyc } from "./commands/kyc.ts";
import { addMessages } from "./commands/messages.ts";
import type { OpenApiOptions } from "./commands/openapi.ts";
import { askAndPrint, type ServerOptions } from "./commands/operator.ts";
import { addPerson } from "./commands/person.ts";
import { addPipedrive } from "./commands/pipedrive.ts";
import { addPortal } from "./commands/portal.ts";
import { addPreview } from "./commands/preview.ts";
import { addPrivacy } from "./commands/privacy.ts";
import type { ProbeOptions } from "./commands/probe.ts";
import { publishIntoFile } from "./commands/publish-into-file.ts";
import { addReminders } from "./commands/reminders.ts";
import { addRescue } from "./commands/rescue.ts";
import { addRights } from "./commands/rights.ts";
import { addSecureAnswersCommand } from "./commands/secure-answers.ts";
import { addTemplates } from "./commands/templates.ts";
import { addTransactionsCommand } from "./commands/transactions.ts";
import { addWebhooks } from "./commands/webhooks.ts";
import { addWhatsApp } from "./commands/whatsapp.ts";
import { readJson } from "./input.ts";
import { CommandFailed, complain } from "./output.ts";
import { secretsFromFiles } from "./secret-files.ts";

/** Runs one command; what goes wrong is said in a sentence, with exit code 1. */
export async function main(args: string[]): Promise<void> {
  loadDotEnv();
  try {
    Object.assign(process.env, secretsFromFiles(process.env));
    await program().parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    process.exitCode = 1;
    if (!(error instanceof CommandFailed)) throw error;
    complain(error.message);
  }
}

/** A `.env` in the working directory, where there is one; variables that are set already win. */
function loadDotEnv(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/** Every command, to be run or looked at. */
export function program(): Command {
  const flowella = new Command("flowella")
    .description("Turn the forms you already have into WhatsApp Flows. The answers land in HubSpot.")
    .exitOverride()
    .showHelpAfterError();

  flowella
    .command("start")
    .description("Start the server; with no configuration, on the sandbox")
    .action(async () => (await import("./commands/start.ts")).startCommand());

  flowella
    .command("demo")
    .description("Show one form going all the way round, with no account")
    .option("--template <name>", "a ready use case instead, such as nps, kyc or rsvp")
    .option("--json", "print one JSON object on one line")
    .action(async (options: DemoOptions) => (await import("./commands/demo.ts")).demoCommand(options));

  flowella
    .command("compile [file]")
    .description("Turn a form's definition (a JSON file, or - for standard input) into a Flow")
    .requiredOption("--from <tool>", "the tool it comes from: hubspot, typeform, google-forms or surveymonkey")
    .option("--page-data <file>", "a Google form's saved public page: its checks of answers; also without a definition")
    .option("--language <tag>", "one of the form's languages, such as es")
    .option("--translation <file>", "the form's texts in that language, as Typeform's or SurveyMonkey's API gives them")
    .option("--open", "show it on a phone in the browser until Ctrl-C; with --json, print the page's address as url")
    .option("--edits <file>", "JSON of edits on top of the form: short labels, texts, order, screens, rules, decisions")
    .option("--json", "print {flow, report, check, publishable}")
    .action(async (file: string | undefined, options: CompileCommandOptions) =>
      (await import("./commands/compile.ts")).compileCommand(file, options),
    );

  flowella
    .command("check <file>")
    .description("Hold Flow JSON against every rule that can be known offline")
    .option("--json", "print {ok, problems}")
    .action(async (file: string, options: { readonly json?: boolean }) =>
      (await import("./commands/compile.ts")).checkCommand(file, options),
    );

  flowella
    .command("env-example")
    .description("Print the configuration's variables with their meaning")
    .action(() => {
      process.stdout.write(envExample());
    });

  addOpenApi(flowella);
  flowella
    .command("data-map")
    .description("Print what is stored where, under which key and for how long, from the database's schema")
    .action(async () => {
      process.stdout.write(await (await import("./commands/data-map.ts")).dataMapText());
    });

  addProbe(flowella);
  addConnect(flowella);
  addOperatorCommands(flowella);
  addFlowCommands(flowella, withServer);
  addBroadcast(flowella, withServer);
  addConsent(flowella, withServer);
  addDeliveryCommands(flowella, withServer);
  addEntries(flowella, withServer);
  addFileCommand(flowella, withServer);
  addSecureAnswersCommand(flowella, withServer);
  addTransactionsCommand(flowella, withServer);
  addFixtureCommand(flowella, withServer);
  addInsight(flowella, withServer);
  addMessages(flowella, withServer);
  addRescue(flowella, withServer);
  addPerson(flowella, withServer);
  addPortal(flowella, withServer);
  addPrivacy(flowella, withServer);
  addReminders(flowella, withServer);
  addRights(flowella, withServer);
  addAudit(flowella, withServer);
  addPreview(flowella, withServer);
  addForms(flowella, withServer);
  addPipedrive(flowella, withServer);
  addBookings(flowella, withServer);
  addKeys(flowella, withServer);
  addKyc(flowella, withServer);
  addWhatsApp(flowella, withServer);
  addTemplates(flowella, withServer);
  addWebhooks(flowella, withServer);
  addAlerts(flowella, withServer);
  addBackup(flowella, withServer);
  addDoctor(flowella);
  return flowella;
}

function addOpenApi(flowella: Command): void {
  flowella
    .command("openapi")
    .description("Print what this server can be asked, as OpenAPI 3.1: every route with what it takes and answers")
    .option("--url <url>", "the server's address in it", "https://flowella.invalid")
    .action(async (options: OpenApiOptions) => (await import("./commands/openapi.ts")).openApiCommand(options));
}

function addProbe(flowella: Command): void {
  flowella
    .command("probe <url>")
    .description("Hold any WhatsApp Flow endpoint against the documented protocol; secrets come from files")
    .requiredOption("--public-key <file>", "the endpoint's public key (SPKI PEM), as uploaded to WhatsApp")
    .requiredOption("--app-secret-file <file>", "the secret of the Meta app that signs, or - for standard input")
    .option("--token <token>", "a flow token that the endpoint takes, for a conversation")
    .option("--token-file <file>", "the same from a file, or - for standard input")
    .option("--fuzz <count>", "send so many random requests, too")
    .option("--seed <number>", "repeat the random requests of this seed")
    .option("--timeout <ms>", "when a request counts as hanging", "10000")
    .option("--ca-file <file>", "certificate authority (PEM) of an endpoint that is not public yet")
    .option("--json", "print {ok, cases, counts}")
    .action(async (url: string, options: ProbeOptions) =>
      (await import("./commands/probe.ts")).probeCommand(url, options),
    );
}

function addDoctor(flowella: Command): void {
  withServer(
    flowella
      .command("doctor")
      .description("Examine a deployment end to end: what is wrong, who must act, and how")
      .option("--portal <id>", "only this HubSpot portal")
      .option("--json", "print {ok, findings, events}"),
  ).action(async (options: DoctorOptions) => (await import("./commands/doctor.ts")).doctorCommand(options));
}

function addConnect(flowella: Command): void {
  const connect = flowella.command("connect").description("Connect outside accounts, and look after the connections");
  addConnectHubSpot(connect, withServer);
  withServer(
    connect
      .command("whatsapp")
      .description("Connect a WhatsApp Business account by its values; secrets come from files or standard input")
      .requiredOption("--portal <id>", "the HubSpot portal it belongs to")
      .requiredOption("--account <id>", "id of the WhatsApp Business account")
      .option("--number <id>", "id of the phone number that is meant")
      .requiredOption("--app <id>", "id of the Meta app")
      .requiredOption("--app-secret-file <file>", "file with the app's secret")
      .requiredOption("--access-token-file <file>", "file with the system user's token"),
  ).action(connectWhatsAppCommand);
  withServer(
    connect
      .command("360dialog")
      .description("Connect a WhatsApp number that 360dialog runs; its API key comes from a file or standard input")
      .requiredOption("--portal <id>", "the HubSpot portal it belongs to")
      .requiredOption("--account <id>", "id of the WhatsApp Business account")
      .requiredOption("--number <number>", "the phone number, with its country code")
      .requiredOption("--api-key-file <file>", "file with the number's API key, from 360dialog's hub")
      .option("--partner-account <id>", "360dialog's own id of the account, where you are its partner")
      .option("--take-over", "take the number's messages away from the tool that has them now"),
  ).action(connect360dialogCommand);
}

interface SettingsOptions {
  readonly portal: string;
  readonly country?: string;
  readonly unknownPerson?: string;
  readonly timeZone?: string;
  readonly identityRecords?: string;
  readonly secureAnswers?: readonly string[];
  readonly timeline?: string;
  readonly fileDays?: string;
  readonly tellOwner?: string;
  readonly autoReply?: string;
  readonly person?: string;
}

const onOff = (flags: string, description: string) =>
  new Option(flags, `${description}; on at first`).choices(["on", "off"]);

function messagesFrom({ tellOwner, autoReply, person }: SettingsOptions): Record<string, unknown> {
  const messages = {
    ...(tellOwner && { tellOwner: tellOwner === "on" }),
    ...(autoReply && { reply: autoReply === "on" }),
    ...(person && { person }),
  };
  return Object.keys(messages).length > 0 ? { messages } : {};
}

/** Commands that ask the running server one thing and print its answer. */
function addOperatorCommands(flowella: Command): void {
  const portal = "the HubSpot portal";

  withServer(flowella.command("portals").description("List the portals that installed")).action(
    (options: ServerOptions) => askAndPrint("/operator/portals", {}, options),
  );

  withServer(
    flowella
      .command("settings")
      .description("Choose a portal's settings, and show them; what is not named stays as it is")
      .requiredOption("--portal <id>", portal)
      .option("--country <code>", "country of numbers written without a country code, such as IT")
      .option(
        "--unknown-person <order>",
        "form-first (at first) or contact-first: what makes an unknown person's contact",
      )
      .option("--time-zone <name>", "in which customers read when they answered, such as Europe/Rome; UTC at first")
      .option(
        "--identity-records <where>",
        "auto (at first), contacts, or a custom object: where identity checks are kept",
      )
      .option(
        "--secure-answers <destination=what...>",
        "what hubspot (none, last_four), webhook, surveymonkey and google (none, last_four, full) get from the secure page",
      )
      .addOption(onOff("--timeline <on|off>", "messages and answers stand on the contact's timeline in HubSpot"))
      .option(
        "--file-days <number>",
        "days that files of answers lie in HubSpot, privately; 90 at first, 0 for not at all",
      )
      .addOption(onOff("--tell-owner <on|off>", "the contact's owner gets a task when somebody waits for an answer"))
      .addOption(onOff("--auto-reply <on|off>", "one automatic reply in 24 hours to a message that is no answer"))
      .option("--person <text>", "whom else to turn to, as that reply says it: a phone number or a link"),
  ).action((options: ServerOptions & SettingsOptions) =>
    askAndPrint(
      "/operator/settings/change",
      {
        portalId: options.portal,
        change: {
          ...(options.unknownPerson && { unknownPerson: options.unknownPerson }),
          ...(options.timeZone && { timeZone: options.timeZone }),
          ...(options.identityRecords && { identityRecords: options.identityRecords }),
          ...(options.country && { defaultCountry: options.country }),
          ...(options.secureAnswers && { secureAnswers: pairs(options.secureAnswers, "destination=what") }),
          ...(options.timeline && { timeline: options.timeline === "on" }),
          ...(options.fileDays && { fileDays: Number(options.fileDays) }),
          ...messagesFrom(options),
        },
      },
      options,
    ),
  );

  withServer(
    flowella
      .command("publish")
      .description("Publish a form as a Flow: one of the portal's HubSpot forms, or a definition from a file")
      .requiredOption("--portal <id>", portal)
      .option("--form <id>", "id of a HubSpot form")
      .option("--from <tool>", "the tool that the definition comes from", "typeform")
      .option("--file <file>", "a form's definition")
      .option(
        "--choices-from <question=source...>",
        "a choice question whose options come from a source; @form: its own, without those that are full",
      )
      .option("--edits <file>", "JSON of edits on top of the form; they stay with its Flow until others are given")
      .option("--flow-json <file>", "where to write the Flow JSON, for accounts whose Flows are published by hand")
      .option("--clone", "publish a copy where WhatsApp lets nobody change the Flow; its costs are said first")
      .option("--draft", "only keep it as the Flow's next version, to be previewed: nothing reaches WhatsApp"),
  ).action(async (options: ServerOptions & PublishOptions) => {
    if (!options.form && !options.file)
      throw new CommandFailed("Name a HubSpot form with --form, or a definition with --file.");
    const source = options.form
      ? { tool: "hubspot", formId: options.form }
      : { tool: options.from, definition: await readJson(options.file ?? "-") };
    const choicesFrom = pairs(options.choicesFrom, "question=source");
    const path = options.draft ? "/operator/draft" : "/operator/publish";
    const clone = options.clone && !options.draft ? { clone: true } : {};
    const edits = options.edits === undefined ? {} : { edits: await readJson(options.edits) };
    const body = { portalId: options.portal, source, choicesFrom, ...edits, ...clone };
    if (options.flowJson === undefined) return askAndPrint(path, body, options);
    return publishIntoFile(path, body, { ...options, flowJson: options.flowJson });
  });

  withServer(
    flowella
      .command("send")
      .description("Send a Flow to a contact or a number")
      .requiredOption("--portal <id>", portal)
      .requiredOption("--flow <id>", "the Flow")
      .option("--contact <id>", "id of the contact record")
      .option("--phone <number>", "a number with its country code")
      .requiredOption(
        "--key <text>",
        "your own key for this send, at least 8 characters: the same key never sends twice",
      )
      .option("--hidden <name=value...>", "hidden values: the form's rules see them, and they come with the answers"),
  ).action((options: ServerOptions & SendOptions) => {
    if (!options.contact === !options.phone) throw new CommandFailed("Name either --contact or --phone.");
    const to = options.contact ? { contactId: options.contact } : { phone: options.phone };
    const hidden = pairs(options.hidden, "name=value");
    const body = { portalId: options.portal, flowId: options.flow, to, idempotencyKey: options.key, hidden };
    return askAndPrint("/operator/send", body, options);
  });

  withServer(
    flowella
      .command("submissions")
      .description("List the newest submissions and how far each destination got")
      .requiredOption("--portal <id>", portal)
      .option("--results", "with what was calculated, the ending and hidden values: this shows personal data"),
  ).action((options: ServerOptions & { portal: string; results?: boolean }) =>
    askAndPrint("/operator/submissions", { portalId: options.portal, results: options.results ?? false }, options),
  );

  for (const [name, path, description] of [
    ["conflicts", "/operator/conflicts", "List the answers that wait until somebody says whose they are"],
  ] as const) {
    withServer(flowella.command(name).description(description).requiredOption("--portal <id>", portal)).action(
      (options: ServerOptions & { portal: string }) => askAndPrint(path, { portalId: options.portal }, options),
    );
  }

  withServer(
    flowella
      .command("decide")
      .description("Say whose the waiting answers are")
      .requiredOption("--portal <id>", portal)
      .requiredOption("--conflict <id>", "the question, from `conflicts`")
      .requiredOption("--contact <id>", "the contact they belong to, or `new` for one of their own"),
  ).action((options: ServerOptions & { portal: string; conflict: string; contact: string }) =>
    askAndPrint(
      "/operator/conflicts/decide",
      { portalId: options.portal, conflictId: options.conflict, contactId: options.contact },
      options,
    ),
  );
}

interface PublishOptions {
  readonly portal: string;
  readonly form?: string;
  readonly from: string;
  readonly file?: string;
  readonly choicesFrom?: readonly string[];
  readonly edits?: string;
  readonly clone?: boolean;
  readonly draft?: boolean;
  readonly flowJson?: string;
}

interface SendOptions {
  readonly portal: string;
  readonly flow: string;
  readonly contact?: string;
  readonly phone?: string;
  readonly key: string;
  readonly hidden?: readonly string[];
}

function pairs(texts: readonly string[] = [], shape: string): Record<string, string> {
  return Object.fromEntries(texts.map((text) => pair(text, shape)));
}

function withServer(command: Command): Command {
  return command
    .option("--server <url>", "the server's address; by default the configured one")
    .option("--token-file <file>", "file with the operator's token; by default the configured one");
}
