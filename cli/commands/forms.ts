/** `flowella forms …`: connect a portal's account at a form tool, list its forms, import one. */
import { type Command, Option } from "commander";
import { z } from "zod";
import { editsFrom, readSecret } from "../input.ts";
import { print } from "../output.ts";
import { pair } from "./flows.ts";
import { addFormChanges } from "./form-changes.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface OfTool extends OfPortal {
  readonly tool: string;
}

const tools = ["typeform", "google-forms", "surveymonkey"];
/** Ready forms of ours, which need no account. */
const useCases = "use-case";

export function addForms(flowella: Command, withServer: Extend): void {
  const forms = flowella
    .command("forms")
    .description("Connect Typeform, Google Forms or SurveyMonkey, and import forms");
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the portal"));
  const ofTool = (command: Command) =>
    ofPortal(command.addOption(new Option("--tool <name>", "the form tool").choices(tools).makeOptionMandatory()));

  const ofSource = (command: Command) =>
    ofPortal(
      command.addOption(
        new Option("--tool <name>", "the form tool, or use-case for a ready form")
          .choices([...tools, useCases])
          .makeOptionMandatory(),
      ),
    );

  ofPortal(
    forms.command("tools").description("Which tools are connected, and what is left of SurveyMonkey's calls"),
  ).action((options: OfPortal) => askAndPrint("/operator/forms", { portalId: options.portal }, options));

  ofTool(forms.command("connect").description("Connect an account: with a token, or by the link that this prints"))
    .option("--access-token-file <file>", "a token made in the account's settings, or - for standard input")
    .option("--region <name>", "where the account lives: eu, eu-before-2025-08 (Typeform), ca (SurveyMonkey)")
    .option("--with-sheet", "Google: also the right to write into spreadsheets, for `write-back --way sheet`")
    .action(async (options: OfTool & { accessTokenFile?: string; region?: string; withSheet?: boolean }) => {
      const body = { portalId: options.portal, tool: options.tool };
      if (options.accessTokenFile === undefined) {
        const asked = { ...body, withSheet: options.withSheet ?? false };
        return askAndPrint("/operator/forms/authorise", asked, options);
      }
      const accessToken = await readSecret(options.accessTokenFile);
      const region = options.region === undefined ? {} : { region: options.region };
      return askAndPrint("/operator/forms/connect", { ...body, accessToken, ...region }, options);
    });

  ofTool(forms.command("disconnect").description("Forget the account and its token")).action((options: OfTool) =>
    askAndPrint("/operator/forms/disconnect", { portalId: options.portal, tool: options.tool }, options),
  );

  ofTool(
    forms.command("write-back <form>").description("Choose whether and how the answers go back into the form's tool"),
  )
    .addOption(
      new Option("--way <name>", "how, or off")
        .choices(["api", "apps-script", "sheet", "experimental", "off"])
        .makeOptionMandatory(),
    )
    .option("--url <address>", "of the installed script's web app, for apps-script")
    .option("--spreadsheet <id>", "for sheet, where it is not the one that is linked to the form")
    .action((formId: string, options: OfTool & { way: string; url?: string; spreadsheet?: string }) => {
      const { portal: portalId, tool, way, url, spreadsheet: spreadsheetId } = options;
      return askAndPrint("/operator/forms/write-back", { portalId, tool, formId, way, url, spreadsheetId }, options);
    });

  ofPortal(
    forms
      .command("script <form>")
      .description("Print the script that the owner of a Google form installs to get answers"),
  ).action(async (formId: string, options: OfPortal) => {
    const said = await askServer("/operator/forms/script", { portalId: options.portal, formId }, options);
    print(z.object({ script: z.string() }).parse(said).script);
  });

  ofSource(forms.command("list").description("List the account's forms, newest first, or the ready ones"))
    .option("--search <words>", "only forms with these words in their title")
    .option("--after <page>", "the next page: `next` of the one before")
    .action((options: OfTool & { search?: string; after?: string }) => {
      const body = { portalId: options.portal, tool: options.tool, search: options.search, after: options.after };
      return askAndPrint("/operator/forms/list", body, options);
    });

  ofPortal(
    forms
      .command("land-as <use-case>")
      .description("Let a form's answers land in a use case's properties, too, such as a survey's score as NPS")
      .requiredOption("--flow <id>", "the form's Flow")
      .requiredOption("--question <name=id...>", "which question stands for which of the use case: score=q_501"),
  ).action((useCase: string, options: OfPortal & { flow: string; question: string[] }) => {
    const questions = Object.fromEntries(options.question.map((text) => pair(text, "question=id")));
    const body = { portalId: options.portal, flowId: options.flow, useCase, questions };
    return askAndPrint("/operator/use-cases/apply", body, options);
  });

  addFormChanges(forms, ofPortal);

  ofSource(
    forms
      .command("import <form>")
      .description("Import a form by its id, link or name, as the next version of its Flow"),
  )
    .option("--publish", "publish it at WhatsApp at once; otherwise it is kept to be looked at")
    .option("--language <tag>", "one of the form's languages, such as es; kept until another is named")
    .option("--edits <file>", "JSON of edits on top of the form; kept until others are named")
    .action(async (form: string, options: OfTool & { publish?: boolean; language?: string; edits?: string }) => {
      const path = options.publish ? "/operator/publish" : "/operator/draft";
      const { portal: portalId, tool, language } = options;
      const edits = options.edits === undefined ? undefined : await editsFrom(options.edits);
      return askAndPrint(path, { portalId, source: { tool, formId: form }, language, edits }, options);
    });
}
