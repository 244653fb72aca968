/** `flowella alerts …`: what a portal's people must act on, who is told, and how often. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { alertKinds } from "../../server/alerts/types.ts";
import { readSecret } from "../input.ts";
import { CommandFailed, print, printJson } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface MuteOptions {
  readonly kind: string;
  readonly subject?: string;
  readonly until: string;
}

interface SettingsOptions extends OfPortal {
  readonly mail?: string | false;
  readonly webhook?: string | false;
  readonly secretFile?: string;
  readonly newSecret?: boolean;
  readonly task?: boolean;
  readonly taskOwner?: string;
  readonly taskContact?: string;
  readonly every?: number;
}

export function addAlerts(flowella: Command, withServer: Extend): void {
  const alerts = flowella.command("alerts").description("What a portal's people must act on, and who is told");

  withServer(
    alerts
      .command("list")
      .description("Show the alerts of a portal: what happened, what to do, and who was told")
      .requiredOption("--portal <id>", "the portal")
      .option("--look", "look at everything now, instead of what the last minutes found")
      .option("--json", "print one JSON line"),
  ).action(listCommand);

  withServer(
    alerts
      .command("settings")
      .description("Show where a portal's alerts go, or change it")
      .requiredOption("--portal <id>", "the portal")
      .option("--mail <address>", "send them to this address")
      .option("--no-mail", "send no mail")
      .option("--webhook <url>", "send them to this https address, signed; the secret is printed, once")
      .option("--no-webhook", "call no webhook")
      .option("--secret-file <file>", "a secret that the receiver has already (whsec_…), or - for standard input")
      .option("--new-secret", "give the webhook a new secret, printed once; the one before signs another day")
      .option("--task", "make a HubSpot task, one per alert")
      .option("--no-task", "make no task")
      .option("--task-owner <id>", "HubSpot user who gets the task")
      .option("--task-contact <id>", "contact on whose record the tasks stand; then a task is never lost to a time-out")
      .option("--every <hours>", "tell again of one that grows, at most so often", wholeHours),
  ).action(settingsCommand);

  withServer(
    alerts
      .command("mute")
      .description("Tell nobody of a kind, or of one thing of it, until a date; the list shows it all the same")
      .requiredOption("--portal <id>", "the portal")
      .addOption(new Option("--kind <kind>", "which kind").choices(alertKinds).makeOptionMandatory())
      .option("--subject <subject>", "only this one, as the list names it, such as a Flow")
      .requiredOption("--until <date>", "such as 2026-07-01 or 2026-07-01T08:00Z; a past one ends the mute", moment),
  ).action(({ portal: portalId, kind, subject, until, ...options }: OfPortal & MuteOptions) =>
    askAndPrint("/operator/alerts/mute", { portalId, kind, until, ...(subject !== undefined && { subject }) }, options),
  );
}

async function settingsCommand(options: SettingsOptions): Promise<void> {
  const change = await changeOf(options);
  const asked = { portalId: options.portal, ...(Object.keys(change).length > 0 && { change }) };
  await askAndPrint("/operator/alerts/settings", asked, options);
}

async function changeOf(options: SettingsOptions) {
  const { mail, webhook, secretFile, newSecret, task, taskOwner, taskContact, every } = options;
  if (secretFile && !webhook) throw new CommandFailed("Give --secret-file together with --webhook.");
  const secret = secretFile ? { secret: await readSecret(secretFile) } : {};
  const about = { ...(taskOwner && { ownerId: taskOwner }), ...(taskContact && { contactId: taskContact }) };
  if (!task && Object.keys(about).length > 0) {
    throw new CommandFailed("Give --task-owner and --task-contact together with --task.");
  }
  return {
    ...(mail !== undefined && { mail: mail === false ? null : mail }),
    ...(webhook !== undefined && { webhook: webhook === false ? null : { url: webhook, ...secret } }),
    ...(newSecret && { newSecret }),
    ...(task !== undefined && { task: task ? about : null }),
    ...(every !== undefined && { everyHours: every }),
  };
}

const messageSchema = z.object({
  channel: z.string(),
  notice: z.string(),
  status: z.string(),
  code: z.string().nullable(),
  at: z.number(),
});
const listSchema = z.object({
  alerts: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      subject: z.string(),
      mutedUntil: z.number().nullable(),
      status: z.string(),
      title: z.string(),
      says: z.string(),
      affected: z.string(),
      fix: z.string(),
      openedAt: z.number(),
      overAt: z.number().nullable(),
      messages: z.array(messageSchema),
    }),
  ),
  channels: z.array(z.object({ channel: z.string(), waiting: z.number(), last: messageSchema.nullable() })),
  mutes: z.array(z.object({ kind: z.string(), subject: z.string().optional(), until: z.number() })),
});

async function listCommand(options: OfPortal & { json?: boolean; look?: boolean }): Promise<void> {
  const said = listSchema.parse(
    await askServer("/operator/alerts", { portalId: options.portal, look: options.look ?? false }, options),
  );
  if (options.json) return printJson(said);
  const { alerts, channels, mutes } = said;
  if (alerts.length === 0) print("Nothing needs anybody.");
  for (const each of alerts) {
    const over = each.overAt === null ? "" : `, over since ${time(each.overAt)}`;
    print(`${each.status === "open" ? "OPEN" : "over"}  ${each.title}  (since ${time(each.openedAt)}${over})`);
    if (each.status === "open") {
      for (const line of [each.says, each.affected, each.fix]) print(`  ${line}`);
      print(
        `  --kind ${each.kind}${each.subject === "" ? "" : ` --subject ${each.subject}`}${mutedWords(each.mutedUntil)}`,
      );
    }
    for (const message of each.messages) print(`  ${channelLine(message)}`);
  }
  if (channels.length === 0) print("Nobody is told: set a channel with `flowella alerts settings`.");
  for (const { channel, waiting, last } of channels) {
    print(`${channel}: ${waiting} to send, ${last ? `last: ${channelLine(last)}` : "nothing sent yet"}`);
  }
  for (const { kind, subject, until } of mutes) {
    print(`${kind}${subject === undefined ? "" : ` ${subject}`} is muted until ${time(until)}`);
  }
}

const mutedWords = (until: number | null): string => (until === null ? "" : `, muted until ${time(until)}`);

function channelLine({ channel, notice, status, code, at }: z.infer<typeof messageSchema>): string {
  return `${time(at)}  ${channel}  ${notice}: ${status}${code ? ` (${code})` : ""}`;
}

function time(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}

function wholeHours(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 168) return value;
  throw new InvalidArgumentError("Give whole hours, from 1 to 168.");
}

/** A day counts from its beginning in UTC. */
function moment(text: string): string {
  const at = Date.parse(text);
  if (Number.isFinite(at)) return new Date(at).toISOString();
  throw new InvalidArgumentError("Give a date, such as 2026-07-01.");
}
