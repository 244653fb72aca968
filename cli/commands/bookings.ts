/** `flowella bookings …`: what customers can book in a Flow, in which calendar, and their appointments. */
import type { Command } from "commander";
import { readJson } from "../input.ts";
import { askAndPrint, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

export function addBookings(flowella: Command, withServer: Extend): void {
  const bookings = flowella.command("bookings").description("Appointments that customers choose in a Flow");
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the portal"));

  ofPortal(bookings.command("list").description("The calendar, what can be booked, and appointments to come"))
    .option("--past", "appointments that are over, too")
    .action(({ portal: portalId, past = false, ...options }: OfPortal & { past?: boolean }) =>
      askAndPrint("/operator/bookings", { portalId, past }, options),
    );

  ofPortal(
    bookings.command("connect").description("Print the link by which somebody connects a Google calendar"),
  ).action(({ portal: portalId, ...options }: OfPortal) =>
    askAndPrint("/operator/bookings/authorise", { portalId }, options),
  );

  ofPortal(bookings.command("disconnect").description("Forget the Google calendar and its tokens")).action(
    ({ portal: portalId, ...options }: OfPortal) => askAndPrint("/operator/bookings/disconnect", { portalId }, options),
  );

  ofPortal(
    bookings
      .command("save")
      .description("Save something that can be booked; docs/bookings.md says what the file holds"),
  )
    .requiredOption("--file <file>", "JSON: its name, title, calendar, hours")
    .action(async ({ portal: portalId, file, ...options }: OfPortal & { file: string }) =>
      askAndPrint("/operator/bookings/save", { portalId, service: await readJson(file) }, options),
    );

  ofPortal(bookings.command("remove").description("Nobody can book it any more; appointments stay"))
    .requiredOption("--name <name>", "its name")
    .action(({ portal: portalId, name, ...options }: OfPortal & { name: string }) =>
      askAndPrint("/operator/bookings/remove", { portalId, name }, options),
    );
}
