/** `flowella kyc …`: where a portal keeps its identity checks, what there is, and a link that opens a document once. */
import type { Command } from "commander";
import { pair } from "./flows.ts";
import { askAndPrint, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

export function addKyc(flowella: Command, withServer: Extend): void {
  const kyc = flowella.command("kyc").description("Identity checks: their records in HubSpot, and their documents");
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the portal"));

  ofPortal(kyc.command("show").description("Where they are kept, and why there")).action(
    ({ portal: portalId, ...options }: OfPortal) => askAndPrint("/operator/kyc", { portalId }, options),
  );

  ofPortal(kyc.command("use").description("Choose where they are kept, and look into the account at once"))
    .requiredOption(
      "--storage <where>",
      "auto (a custom object of Flowella's own, where the account has them), contacts (properties and a note), or a custom object of yours",
    )
    .option(
      "--property <value=name...>",
      "in your own object, which property takes what: submissionId (unique), status, receivedAt, documentType, maskedNumber, viewLink",
    )
    .action(({ portal: portalId, storage, property = [], ...options }: UseOptions) => {
      const properties = Object.fromEntries(property.map((each) => pair(each, "value=name")));
      return askAndPrint("/operator/kyc/use", { portalId, choice: { storage, properties } }, options);
    });

  ofPortal(kyc.command("checks").description("The identity checks of a contact, masked"))
    .requiredOption("--contact <id>", "the contact in HubSpot")
    .action(({ portal: portalId, contact: contactId, ...options }: OfPortal & { contact: string }) =>
      askAndPrint("/operator/kyc/checks", { portalId, contactId }, options),
    );

  ofPortal(
    kyc.command("document").description("A link that opens one document once; the audit trail keeps that it was"),
  )
    .requiredOption("--document <id>", "the document, from `kyc checks`")
    .action(({ portal: portalId, document: documentId, ...options }: OfPortal & { document: string }) =>
      askAndPrint("/operator/kyc/document", { portalId, documentId }, options),
    );
}

type UseOptions = OfPortal & { readonly storage: string; readonly property?: readonly string[] };
