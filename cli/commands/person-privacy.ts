/** `flowella person export|erase|erasures|settle|erased`: somebody wants to know what is held of them, or to be forgotten. */
import type { Command } from "commander";
import { z } from "zod";
import { readJson } from "../input.ts";
import { CommandFailed, print, printJson } from "../output.ts";
import { newFile } from "./keys.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface WhomOptions extends ServerOptions {
  readonly portal: string;
  readonly contact?: string;
  readonly phone?: string;
  readonly person?: string;
}

const placeSchema = z.object({
  id: z.string(),
  status: z.enum(["waiting", "done", "left", "settled"]),
  where: z.string(),
  why: z.string().optional(),
});
const erasureSchema = z.object({
  personId: z.string(),
  askedBy: z.string(),
  at: z.string(),
  state: z.enum(["open", "complete"]),
  places: z.array(placeSchema),
});
type Erasure = z.infer<typeof erasureSchema>;

export function addPersonPrivacy(person: Command, withServer: Extend): void {
  withServer(
    aboutSomebody(person.command("export"))
      .description("Save everything that is held of somebody, decrypted; the audit trail keeps that it was exported")
      .requiredOption("--out <file>", "where to, readable by you alone; a file that is there already stays"),
  ).action(exportCommand);

  withServer(
    aboutSomebody(person.command("erase"))
      .description("Forget somebody for good, here and in the tools that let us; this cannot be undone")
      .requiredOption("--yes", "said on purpose")
      .option("--json", "print JSON"),
  ).action(async (options: WhomOptions & { json?: boolean }) => {
    const answer = await askServer("/operator/person/erase", { portalId: options.portal, ...whomOf(options) }, options);
    if (options.json) return printJson(answer);
    for (const each of z.object({ people: z.array(erasureSchema) }).parse(answer).people) show(each);
    print("What waits is seen to now. Look again with `flowella person erasures`.");
  });

  withServer(
    person
      .command("erasures")
      .description("List who was erased, what is still being seen to, and what has to be deleted by hand")
      .requiredOption("--portal <id>", "the portal")
      .option("--person <id>", "only this one")
      .option("--open", "only those with something left to do")
      .option("--json", "print JSON"),
  ).action(erasuresCommand);

  withServer(
    person
      .command("settle")
      .description("Say that you have deleted by hand what could not be deleted from here")
      .requiredOption("--portal <id>", "the portal")
      .requiredOption("--place <id>", "the place, from `person erasures`"),
  ).action((options: ServerOptions & { portal: string; place: string }) =>
    askAndPrint("/operator/person/settle", { portalId: options.portal, placeId: options.place }, options),
  );

  withServer(
    person
      .command("erased")
      .description(
        "Save the list of everybody who was erased (ids alone), or apply one to a database that was put back",
      )
      .option("--out <file>", "save it there")
      .option("--apply <file>", "erase again whoever of this list is there"),
  ).action(erasedCommand);
}

function aboutSomebody(command: Command): Command {
  return command
    .requiredOption("--portal <id>", "the portal")
    .option("--contact <id>", "the contact in HubSpot")
    .option("--phone <number>", "or the WhatsApp number, with its country code")
    .option("--person <id>", "or our own id of the person");
}

/** @throws CommandFailed unless exactly one is named */
function whomOf({ contact, phone, person }: WhomOptions): Record<string, string> {
  const named = Object.entries({ contactId: contact, phone, personId: person }).flatMap(
    ([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]),
  );
  if (named.length !== 1) throw new CommandFailed("Name one of --contact, --phone and --person.");
  return Object.fromEntries(named);
}

async function exportCommand(options: WhomOptions & { out: string }): Promise<void> {
  const whom = whomOf(options);
  // Taken first: what cannot be written must not be opened.
  const file = await newFile(options.out);
  try {
    const answer = await askServer("/operator/person/export", { portalId: options.portal, ...whom }, options);
    const { people } = z.object({ people: z.array(z.unknown()) }).parse(answer);
    await file.writeFile(`${JSON.stringify({ people }, null, 2)}\n`);
    print(`${options.out}: ${people.length === 1 ? "one person" : `${people.length} people`}. Hand it over safely.`);
  } finally {
    await file.close();
  }
}

async function erasuresCommand(
  options: ServerOptions & { portal: string; person?: string; open?: boolean; json?: boolean },
): Promise<void> {
  const { portal: portalId, person: personId, open = false } = options;
  const asked = { portalId, ...(personId !== undefined && { personId }), open };
  const answer = await askServer("/operator/person/erasures", asked, options);
  if (options.json) return printJson(answer);
  const { erasures, removals } = z
    .object({
      erasures: z.array(erasureSchema),
      removals: z.array(z.object({ object: z.string(), waiting: z.number(), code: z.string().nullable() })),
    })
    .parse(answer);
  if (erasures.length === 0) print(open ? "Nothing is left to do." : "Nobody was erased yet.");
  for (const each of erasures) show(each);
  for (const { object, waiting, code } of removals)
    print(`Still to be taken away: ${waiting} ${object}${code === null ? "" : ` (${code}, tried again)`}`);
}

function show({ personId, askedBy, at, state, places }: Erasure): void {
  print(`${personId}  erased ${at.slice(0, 16).replace("T", " ")} UTC (${askedBy}), ${state}`);
  for (const { id, status, where, why } of places) {
    if (status === "done" || status === "settled") print(`  ${status}: ${where}`);
    else print(`  ${status}: ${where}  [${id}]\n    ${why ?? ""}`);
  }
}

async function erasedCommand(options: ServerOptions & { out?: string; apply?: string }): Promise<void> {
  if ((options.out === undefined) === (options.apply === undefined))
    throw new CommandFailed("Name either --out or --apply.");
  if (options.apply !== undefined) return askAndPrint("/operator/erased/apply", await readJson(options.apply), options);
  const file = await newFile(options.out ?? "");
  try {
    const list = z
      .object({ erased: z.array(z.unknown()) })
      .parse(await askServer("/operator/erased/list", {}, options));
    await file.writeFile(`${JSON.stringify(list)}\n`);
    print(`${options.out}: ${list.erased.length} erased. It holds ids alone.`);
  } finally {
    await file.close();
  }
}
