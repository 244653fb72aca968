/**
 * A customer changes her details: a wrong code first, then the one that was mailed to the address on file, then the one that
 * her new phone got. The number that she writes from stays who she is.
 */
import { z } from "zod";
import { defaultCodeSettings } from "../../../core/codes/index.ts";
import { contactUpdate } from "../../../core/use-cases/contact-update/index.ts";
import type { SandboxWorld } from "../../sandbox-world.ts";
import type { Scenario } from "./types.ts";

const newNumber = String(contactUpdate.sample.answers["phone"]).replaceAll(/\D/g, "");
const entriesSchema = z.array(z.object({ actor: z.string(), action: z.string(), subject: z.string() }));

export const contactUpdateScenario: Scenario = {
  name: "contact-update",
  prepare: async ({ whatsapp }) => {
    whatsapp.person(newNumber, { name: "Giulia's new phone" });
    whatsapp.decideTemplate(defaultCodeSettings.template, "APPROVED");
  },
  answers: async ({ inputs, snackbar }, world) => {
    const asked = (name: string) => inputs.some((input) => input.name === name);
    await world.server.idle();
    await world.whatsapp.settled();
    if (asked("number_code")) return { number_code: codeIn(newPhone(world).at(-1), /\b\d{6}\b/) };
    if (!asked("code")) return {};
    const surname = world.facts.customer.lastName;
    return {
      surname,
      code: snackbar === undefined ? "000000" : codeIn(world.mail?.mails.at(-1)?.text, /^\d{6}(?=\r?$)/m),
    };
  },
  results: async ({ world, hubspot, contactId, submissionId, waId }) => {
    const { entries } = await world.ask("/operator/audit", {}, z.object({ entries: entriesSchema }));
    const line = entries.find(({ action }) => action === "contact-updated");
    const mails = world.mail?.mails ?? [];
    const contact = await hubspot.contact(contactId, ["flowella_wa_id", "phone"]);
    const anew = newPhone(world);
    return {
      found: {
        "Codes by e-mail": mails.map(({ to }) => to),
        "Codes to the new number": anew.length,
        "The audit line": line,
      },
      claims: [
        [mails.length === 1, "there is not exactly one mail with a code"],
        [mails[0]?.to === world.facts.customer.email, "the code did not go to the address on file"],
        [anew.length === 1, "the new number did not get exactly one code"],
        [contact["flowella_wa_id"] === waId, "the new number became the WhatsApp id"],
        [line?.subject.startsWith(submissionId) === true, "the audit trail does not tell of the change"],
        [
          line?.subject.endsWith("email, phone, address, zip, city") === true,
          "the audit line does not name what changed",
        ],
      ],
    };
  },
};

function newPhone({ whatsapp }: SandboxWorld): string[] {
  return whatsapp
    .person(newNumber)
    .chat()
    .map(({ text }) => text);
}

function codeIn(text = "", pattern: RegExp): string {
  return pattern.exec(text)?.[0] ?? "";
}
