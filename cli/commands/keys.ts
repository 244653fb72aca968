/** `flowella keys …`: the encryption keys of WhatsApp accounts, the master key's change, an app's secret. */
import { open } from "node:fs/promises";
import type { Command } from "commander";
import { z } from "zod";
import { readBytes, readSecret } from "../input.ts";
import { ringText } from "../keys/print.ts";
import { CommandFailed, complain, print, printJson } from "../output.ts";
import { askServer, type ServerOptions } from "./operator.ts";

interface RingOptions extends ServerOptions {
  readonly portal: string;
  readonly account?: string;
  readonly json?: boolean;
}

/** @param withServer adds the options that name the server */
export function addKeys(flowella: Command, withServer: (command: Command) => Command): void {
  const keys = flowella.command("keys").description("Look after encryption keys and secrets; secrets come from files");
  const ofRing = (name: string, description: string): Command =>
    withServer(
      keys
        .command(name)
        .description(description)
        .requiredOption("--portal <id>", "the HubSpot portal")
        .option("--account <id>", "id of the WhatsApp Business account; the portal's first one unless it is given")
        .option("--json", "print the answer as JSON"),
    );

  ofRing("list", "Show an account's keys, and which number has which").action((options: RingOptions) =>
    ringCommand("list", options),
  );
  ofRing("check", "Ask WhatsApp what each number has, and upload the key where it is missing").action(
    (options: RingOptions) => ringCommand("check", options),
  );
  ofRing("rotate", "Make a new key; the one before stays accepted during the overlap")
    .option("--now", "also during an overlap: the oldest key is dropped, and phones fetch the new one by themselves")
    .action((options: RingOptions & { now?: boolean }) =>
      ringCommand("rotate", options, { atOnce: options.now ?? false }),
    );
  ofRing("retire", "End a key: its private half is destroyed")
    .requiredOption("--key <id>", "the key, from `keys list`")
    .option("--now", "before its overlap is over")
    .action((options: RingOptions & { key: string; now?: boolean }) =>
      ringCommand("retire", options, { keyId: options.key, atOnce: options.now ?? false }),
    );
  ofRing("take-back", "Put our key back where another tool replaced it; that tool's Flows then stop working")
    .option("--number <id>", "only at this number (WhatsApp's phone number id)")
    .action((options: RingOptions & { number?: string }) =>
      ringCommand("take-back", options, options.number === undefined ? {} : { numberId: options.number }),
    );
  ofRing("backup", "Write an account's keys to a PKCS#12 file")
    .requiredOption("--out <file>", "the file to write; it must not exist yet")
    .requiredOption("--passphrase-file <file>", "file with the passphrase, or - for standard input")
    .action(backupCommand);
  ofRing("restore", "Take the keys of a PKCS#12 file into an account's ring")
    .requiredOption("--in <file>", "the backup")
    .requiredOption("--passphrase-file <file>", "file with the passphrase, or - for standard input")
    .action(restoreCommand);

  withServer(
    keys
      .command("rewrap")
      .description("Move everything to the newest master key, while the server runs; may be stopped and run again"),
  ).action(rewrapCommand);
  withServer(
    keys
      .command("app-secret")
      .description("Change a Meta app's secret; the one before stays accepted for a week")
      .requiredOption("--app <id>", "id of the Meta app")
      .option("--secret-file <file>", "file with the new secret, or - for standard input")
      .option("--unchecked", "store it although Meta does not accept it yet")
      .option("--drop-previous", "accept only the newest secret from now on"),
  ).action(appSecretCommand);
}

function ringBody({ portal, account }: RingOptions): Record<string, unknown> {
  return { portalId: portal, ...(account !== undefined && { accountId: account }) };
}

async function ringCommand(name: string, options: RingOptions, more: Record<string, unknown> = {}): Promise<void> {
  showRing(await askServer(`/operator/keys/${name}`, { ...ringBody(options), ...more }, options), options);
}

function showRing(answer: unknown, { json }: RingOptions): void {
  if (json) printJson(answer);
  else print(ringText(answer));
}

const backupSchema = z.object({ pkcs12: z.base64(), protection: z.string(), keys: z.array(z.string()) });

async function backupCommand(options: RingOptions & { out: string; passphraseFile: string }): Promise<void> {
  const passphrase = await readSecret(options.passphraseFile);
  // Taken first: a backup that cannot be written must not be made.
  const file = await newFile(options.out);
  try {
    const answer = await askServer("/operator/keys/backup", { ...ringBody(options), passphrase }, options);
    const { pkcs12, protection, keys } = backupSchema.parse(answer);
    await file.writeFile(Buffer.from(pkcs12, "base64"));
    await file.sync();
    if (options.json) printJson({ file: options.out, protection, keys });
    else print(`${options.out} holds ${keys.length} keys (${keys.join(", ")}).\nProtection: ${protection}.`);
  } finally {
    await file.close();
  }
}

/** For what must not be overwritten, readable by its owner alone. @throws CommandFailed */
export async function newFile(name: string) {
  try {
    return await open(name, "wx", 0o600);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new CommandFailed(
      code === "EEXIST" ? `${name} exists already. Name another file.` : `${name} cannot be written (${code}).`,
    );
  }
}

async function restoreCommand(options: RingOptions & { in: string; passphraseFile: string }): Promise<void> {
  const passphrase = await readSecret(options.passphraseFile);
  const pkcs12 = (await readBytes(options.in)).toString("base64");
  showRing(await askServer("/operator/keys/restore", { ...ringBody(options), passphrase, pkcs12 }, options), options);
}

const rewrapSchema = z.object({
  rewrapped: z.number(),
  unreadable: z.number(),
  left: z.number(),
  total: z.number(),
});

async function rewrapCommand(options: ServerOptions): Promise<void> {
  let done = 0;
  let skip = 0;
  for (;;) {
    const batch = rewrapSchema.parse(await askServer("/operator/keys/rewrap", { skip }, options));
    done += batch.rewrapped;
    skip += batch.unreadable;
    complain(`${batch.total - batch.left} of ${batch.total} are under the newest master key.`);
    if (batch.left <= skip) break;
    if (batch.rewrapped === 0 && batch.unreadable === 0) throw new CommandFailed("Nothing moved. Run it again.");
  }
  if (skip > 0) {
    throw new CommandFailed(
      `${skip} rows open with neither master key and were left as they are. Set FLOWELLA_MASTER_KEY_PREVIOUS to the key they were sealed with.`,
    );
  }
  print(`Moved ${done}. Everything is under the newest master key. Keep FLOWELLA_MASTER_KEY_PREVIOUS until the Flows that
were sent before the change have expired: their tokens are signed under it.`);
}

interface AppSecretOptions extends ServerOptions {
  readonly app: string;
  readonly secretFile?: string;
  readonly unchecked?: boolean;
  readonly dropPrevious?: boolean;
}

const appSecretSchema = z.object({ accepted: z.number(), previousUntil: z.number().nullable() });

async function appSecretCommand(options: AppSecretOptions): Promise<void> {
  if (!options.secretFile && !options.dropPrevious) {
    throw new CommandFailed("Give the new secret with --secret-file, or say --drop-previous.");
  }
  const secret = options.secretFile === undefined ? undefined : await readSecret(options.secretFile);
  const answer = await askServer(
    "/operator/keys/app-secret",
    {
      appId: options.app,
      ...(secret !== undefined && { secret }),
      unchecked: options.unchecked ?? false,
      dropPrevious: options.dropPrevious ?? false,
    },
    options,
  );
  const { previousUntil } = appSecretSchema.parse(answer);
  print(
    previousUntil === null
      ? "Only the newest secret is accepted."
      : `The newest secret is in use; the one before is accepted until ${new Date(previousUntil).toISOString()}.`,
  );
}
