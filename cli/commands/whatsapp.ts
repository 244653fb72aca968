/** `flowella whatsapp …`: the connected accounts, what still stands in the way of sending, and which number sends. */
import type { Command } from "commander";
import { z } from "zod";
import { readSecret } from "../input.ts";
import { print, printJson } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

const itemSchema = z.object({
  title: z.string(),
  state: z.enum(["ready", "note", "waiting", "act", "unknown"]),
  who: z.enum(["nobody", "you", "whatsapp", "flowella"]),
  says: z.string(),
  link: z.object({ href: z.string() }).optional(),
});
const accountsSchema = z.array(
  z.object({
    connectionId: z.string(),
    wabaId: z.string(),
    name: z.string(),
    defaultSender: z.string().optional(),
    readiness: z.object({
      state: z.enum(["ready", "blocked"]),
      account: z.array(itemSchema),
      numbers: z.array(z.object({ id: z.string(), displayNumber: z.string(), items: z.array(itemSchema) })),
    }),
  }),
);

export function addWhatsApp(flowella: Command, withServer: Extend): void {
  const whatsapp = flowella.command("whatsapp").description("Look after the connected WhatsApp accounts");

  withServer(
    ofPortal(whatsapp.command("status").description("What still stands in the way of sending, and who must act"))
      .option("--ask", "ask WhatsApp now instead of showing what was last known")
      .option("--json", "print the whole state"),
  ).action(async (options: OfPortal & { ask?: boolean; json?: boolean }) => {
    const asked = { portalId: options.portal, ask: options.ask ?? false };
    const accounts = await askServer("/operator/whatsapp", asked, options);
    if (options.json) printJson(accounts);
    else print(statusText(accountsSchema.parse(accounts)));
  });

  withServer(
    ofPortal(whatsapp.command("register").description("Register a number for the Cloud API"))
      .requiredOption("--number <id>", "the phone number's id")
      .option("--pin-file <file>", "file with the number's two-step PIN, or -; only where it has one already"),
  ).action(async (options: OfPortal & { number: string; pinFile?: string }) => {
    const pin = options.pinFile === undefined ? {} : { pin: await readSecret(options.pinFile) };
    await askAndPrint(
      "/operator/whatsapp/register",
      { portalId: options.portal, numberId: options.number, ...pin },
      options,
    );
  });

  for (const [name, description] of [
    ["repair", "Bring an account's keys and events into order again"],
    ["disconnect", "Give an account up: nothing is sent from it, and another portal may connect it"],
  ] as const) {
    withServer(
      ofPortal(whatsapp.command(name).description(description)).requiredOption(
        "--connection <id>",
        "the account, from `status`",
      ),
    ).action((options: OfPortal & { connection: string }) =>
      askAndPrint(
        `/operator/whatsapp/${name}`,
        { portalId: options.portal, connectionId: options.connection },
        options,
      ),
    );
  }

  withServer(
    ofPortal(
      whatsapp.command("prefer").description("Choose the number that sends: for a country, or for everybody else"),
    )
      .requiredOption("--number <id>", "the phone number's id")
      .option("--country <code>", "ISO country of the people it writes to, such as IT"),
  ).action((options: OfPortal & { number: string; country?: string }) =>
    askAndPrint(
      "/operator/whatsapp/prefer",
      { portalId: options.portal, senderId: options.number, ...(options.country && { country: options.country }) },
      options,
    ),
  );
}

function ofPortal(command: Command): Command {
  return command.requiredOption("--portal <id>", "the HubSpot portal");
}

const marks = { ready: "ok", note: "note", waiting: "wait", act: "ACT", unknown: "?" } as const;
const whos = {
  nobody: "",
  you: " (you)",
  whatsapp: " (WhatsApp)",
  flowella: " (flowella whatsapp repair or register)",
};

function statusText(accounts: z.infer<typeof accountsSchema>): string {
  if (accounts.length === 0) return "No WhatsApp account is connected: flowella connect whatsapp.";
  const lines = (items: readonly z.infer<typeof itemSchema>[]) =>
    items.map(({ title, state, who, says, link }) => {
      const where = link && state !== "ready" ? `\n         ${link.href}` : "";
      return `  ${marks[state].padEnd(5)}${title}${state === "ready" ? "" : whos[who]}: ${says}${where}`;
    });
  return accounts
    .flatMap(({ name, wabaId, connectionId, defaultSender, readiness: { state, account, numbers } }) => [
      `${name} (${wabaId}, ${connectionId}): ${state === "ready" ? "may send" : "may not send yet"}`,
      ...lines(account),
      ...numbers.flatMap(({ id, displayNumber, items }) => [
        ` ${displayNumber} (${id})${numbers.length > 1 && id === defaultSender ? ", sends by default" : ""}`,
        ...lines(items),
      ]),
    ])
    .join("\n");
}
