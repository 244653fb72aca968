/** `flowella entries …`: QR codes, links, website buttons, keywords and ads that lead customers to a Flow. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Command, Option } from "commander";
import { z } from "zod";
import { languages } from "../../core/texts/index.ts";
import { entrySchema, entryShareSchema } from "../../src/app/packages/contract/index.ts";
import { CommandFailed, print } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface Chosen extends OfPortal {
  readonly entry?: string;
  readonly name?: string;
  readonly flow?: string;
  readonly language?: string;
  readonly source?: string;
  readonly sentence?: string;
  readonly keywords?: readonly string[];
  readonly ads?: readonly string[];
  readonly state?: string;
}

export function addEntries(flowella: Command, withServer: Extend): void {
  const entries = flowella.command("entries").description("Ways in to a Flow: QR codes, links, buttons, keywords, ads");
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the HubSpot portal"));

  ofPortal(entries.command("list").description("List the entries with their links and figures")).action(
    (options: OfPortal) => askAndPrint("/operator/entries", { portalId: options.portal }, options),
  );

  ofPortal(
    entries
      .command("save")
      .description("Make an entry, or change one with --entry: what is not named stays as it is, and so does its code")
      .option("--entry <id>", "the entry to change")
      .option("--name <text>", "what the business calls it, such as Shop window")
      .option("--flow <id>", "the Flow that it opens")
      .addOption(new Option("--language <tag>", "of the sentence, the label and the button; en at first"))
      .option("--source <word>", "where these customers come from, as reports name it")
      .option("--sentence <text>", "what the customer sends, without the code; - for the language's own")
      .option("--keywords <word...>", "a message that is one of these words opens the Flow, too; - for none")
      .option("--ads <id...>", "ids of click-to-WhatsApp ads that lead here; - for none")
      .addOption(new Option("--state <state>", "whether it opens its Flow; on at first").choices(["on", "off"])),
  ).action(saveEntry);

  ofPortal(
    entries
      .command("share")
      .description(
        "Write the QR code (PNG, SVG), the card to be printed (SVG) and the website's button (HTML) to files",
      )
      .requiredOption("--entry <id>", "the entry, from list")
      .requiredOption("--out <folder>", "the folder to write them to"),
  ).action(shareEntry);

  ofPortal(
    entries
      .command("not-on-whatsapp")
      .description("List whom no message reaches because their number is not on WhatsApp, with the web form for them"),
  ).action((options: OfPortal) => askAndPrint("/operator/not-on-whatsapp", { portalId: options.portal }, options));
}

async function saveEntry(options: Chosen): Promise<void> {
  const { portal: portalId, entry: entryId } = options;
  const before = entryId === undefined ? undefined : await entryNow(options, entryId);
  const flowId = options.flow ?? before?.flowId;
  const name = options.name ?? before?.name;
  if (flowId === undefined || name === undefined) throw new CommandFailed("A new entry needs --name and --flow.");
  const sentence = options.sentence === "-" ? undefined : (options.sentence ?? before?.sentence);
  const choice = {
    flowId,
    name,
    language: options.language ?? before?.language ?? languages[0],
    source: options.source ?? before?.source ?? name.slice(0, 60),
    state: options.state ?? before?.state ?? "on",
    keywords: listed(options.keywords) ?? before?.keywords ?? [],
    ads: listed(options.ads) ?? before?.ads ?? [],
    ...(sentence !== undefined && { sentence }),
  };
  await askAndPrint("/operator/entries/save", { portalId, ...(entryId && { entryId }), choice }, options);
}

async function entryNow(options: OfPortal, entryId: string): Promise<z.infer<typeof entrySchema>> {
  const all = z.array(entrySchema).parse(await askServer("/operator/entries", { portalId: options.portal }, options));
  const found = all.find(({ id }) => id === entryId);
  if (!found) throw new CommandFailed("There is no such entry. See flowella entries list.");
  return found;
}

const listed = (given: readonly string[] | undefined) => (given?.join() === "-" ? [] : given);

async function shareEntry(options: OfPortal & { entry: string; out: string }): Promise<void> {
  const asked = { portalId: options.portal, entryId: options.entry };
  const { link, text, png, svg, label, button } = entryShareSchema.parse(
    await askServer("/operator/entries/share", asked, options),
  );
  await mkdir(options.out, { recursive: true });
  const files: Readonly<Record<string, string | Buffer>> = {
    "qr.png": Buffer.from(png.slice(png.indexOf(",") + 1), "base64"),
    "qr.svg": svg,
    "label.svg": label,
    "button.html": button,
  };
  for (const [name, contents] of Object.entries(files)) await writeFile(path.join(options.out, name), contents);
  print(JSON.stringify({ link, text, files: Object.keys(files) }, null, 2));
}
