/** `flowella reminder …`: messages that go later, and the templates that carry them outside the 24 hours. */
import { type Command, Option } from "commander";
import { askAndPrint, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

export function addReminders(flowella: Command, withServer: Extend): void {
  const reminder = flowella.command("reminder").description("Messages that go later: before an event, an appointment");
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the portal"));

  ofPortal(reminder.command("list").description("Which wait, which have gone, and which did not and why"))
    .option("--submission <id>", "only those about this submission")
    .action(({ portal: portalId, submission: submissionId, ...options }: OfPortal & { submission?: string }) =>
      askAndPrint("/operator/reminders", { portalId, submissionId }, options),
    );

  ofPortal(reminder.command("cancel").description("Take back one that waits"))
    .requiredOption("--reminder <id>", "the reminder, from `reminder list`")
    .action(({ portal: portalId, reminder: reminderId, ...options }: OfPortal & { reminder: string }) =>
      askAndPrint("/operator/reminders/cancel", { portalId, reminderId }, options),
    );

  ofPortal(
    reminder
      .command("template")
      .description(
        "Name the approved WhatsApp template that carries reminders outside the 24 hours; without one, none go",
      ),
  )
    .addOption(
      new Option("--kind <kind>", "what is reminded of")
        .choices(["event", "appointment", "unfinished"])
        .makeOptionMandatory(),
    )
    .option("--name <name>", "its name; its texts are filled in as {{1}}: what, {{2}}: when")
    .option("--none", "name none")
    .action(({ portal: portalId, kind, name, none, ...options }: TemplateOptions) =>
      askAndPrint("/operator/reminders/template", { portalId, kind, name: none ? null : (name ?? null) }, options),
    );
}

type TemplateOptions = OfPortal & { readonly kind: string; readonly name?: string; readonly none?: boolean };
