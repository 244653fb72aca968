/** `flowella messages …`: what a contact wrote beside the forms, and answering it inside the 24 hours. */
import { randomUUID } from "node:crypto";
import type { Command } from "commander";
import { askAndPrint, type ServerOptions } from "./operator.ts";

interface OfContact extends ServerOptions {
  readonly portal: string;
  readonly contact: string;
}

export function addMessages(flowella: Command, withServer: (command: Command) => Command): void {
  const messages = flowella.command("messages").description("What a contact wrote that is no answer to a form");
  const ofContact = (command: Command) =>
    withServer(
      command
        .requiredOption("--portal <id>", "the HubSpot portal")
        .requiredOption("--contact <id>", "the contact's record id"),
    );

  ofContact(
    messages.command("show").description("The newest 50 messages, and until when the contact can be answered"),
  ).action((options: OfContact) =>
    askAndPrint("/operator/messages", { portalId: options.portal, contactId: options.contact }, options),
  );

  ofContact(
    messages
      .command("answer")
      .description("Send a text, inside the 24 hours after the contact wrote")
      .requiredOption("--text <text>", "what to answer")
      .option("--key <key>", "your own key of this answer: with the same one it goes once, however often you ask"),
  ).action((options: OfContact & { text: string; key?: string }) => {
    const { portal: portalId, contact: contactId, text, key: idempotencyKey = randomUUID() } = options;
    return askAndPrint("/operator/messages/answer", { portalId, contactId, text, idempotencyKey }, options);
  });
}
