/** `flowella templates …`: the messages that carry Flows outside the 24 hours, and where each stands at WhatsApp. */
import { type Command, Option } from "commander";
import { z } from "zod";
import { print, printJson } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface Texts {
  readonly body?: string;
  readonly button?: string;
}

const templatesSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    language: z.string(),
    purpose: z.string(),
    category: z.string(),
    title: z.string(),
    says: z.string(),
    price: z.string().optional(),
    inUse: z.boolean(),
    current: z.boolean(),
  }),
);

export function addTemplates(flowella: Command, withServer: Extend): void {
  const templates = flowella.command("templates").description("Look after the message templates that carry Flows");

  withServer(
    ofPortal(templates.command("list").description("Where each template stands, and who must act"))
      .option("--flow <id>", "only this Flow's")
      .option("--json", "print everything"),
  ).action(async (options: OfPortal & { flow?: string; json?: boolean }) => {
    const asked = { portalId: options.portal, ...(options.flow && { flowId: options.flow }) };
    const found = await askServer("/operator/templates", asked, options);
    if (options.json) printJson(found);
    else print(listText(templatesSchema.parse(found)));
  });

  withServer(
    ofPortal(templates.command("offers").description("Texts that WhatsApp takes, and what each costs"))
      .requiredOption("--flow <id>", "the Flow")
      .option("--language <tag>", "such as it or pt-BR; by default every language"),
  ).action((options: OfPortal & { flow: string; language?: string }) =>
    askAndPrint(
      "/operator/templates/offers",
      { portalId: options.portal, flowId: options.flow, ...(options.language && { language: options.language }) },
      options,
    ),
  );

  withServer(
    withTexts(
      ofPortal(templates.command("add").description("Hand in a template for another purpose or language"))
        .requiredOption("--flow <id>", "the Flow")
        .requiredOption("--language <tag>", "of its text, such as it or pt-BR")
        .addOption(
          new Option("--purpose <purpose>", "what it is sent for; an invitation is marketing")
            .choices(["requested", "reminder", "invitation"])
            .default("requested"),
        ),
    ),
  ).action((options: OfPortal & Texts & { flow: string; language: string; purpose: string }) =>
    askAndPrint(
      "/operator/templates/add",
      {
        portalId: options.portal,
        flowId: options.flow,
        language: options.language,
        purpose: options.purpose,
        ...textsOf(options),
      },
      options,
    ),
  );

  withServer(
    withTexts(
      ofPortal(templates.command("edit").description("Hand in another text under the same name")).requiredOption(
        "--template <id>",
        "the template",
      ),
    ),
  ).action((options: OfPortal & Texts & { template: string }) =>
    askAndPrint(
      "/operator/templates/edit",
      { portalId: options.portal, templateId: options.template, ...textsOf(options) },
      options,
    ),
  );

  withServer(
    ofPortal(
      templates.command("use").description("Let this template carry its Flow outside the 24 hours"),
    ).requiredOption("--template <id>", "the template"),
  ).action((options: OfPortal & { template: string }) =>
    askAndPrint("/operator/templates/use", { portalId: options.portal, templateId: options.template }, options),
  );
}

function ofPortal(command: Command): Command {
  return command.requiredOption("--portal <id>", "the HubSpot portal");
}

function withTexts(command: Command): Command {
  return command
    .option("--body <text>", "the text, in place of the offered one; without variables")
    .option("--button <text>", "the button, at most 25 characters");
}

function textsOf({ body, button }: Texts): Texts {
  return { ...(body !== undefined && { body }), ...(button !== undefined && { button }) };
}

function listText(templates: z.infer<typeof templatesSchema>): string {
  if (templates.length === 0) return "There are no message templates yet: publish a form.";
  return templates
    .map(({ id, name, language, purpose, category, title, says, price, inUse, current }) =>
      [
        `${title.toUpperCase()}  ${name} [${language}] ${purpose}, ${category.toLowerCase()}${inUse ? ", carries its Flow" : ""}${current ? "" : ", of the Flow as it was before"}`,
        `  ${says}`,
        ...(price ? [`  ${price}`] : []),
        `  ${id}`,
      ].join("\n"),
    )
    .join("\n");
}
