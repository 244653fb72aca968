/**
 * The demo: one form all the way round, and what became of it read back over HTTP from the stand-ins.
 *
 * Two customers write to the business and get the Flow. One is in HubSpot under a local spelling of her number: she is
 * found and changed. The other number belongs to two contacts: nobody guesses, and a task asks.
 */
import { z } from "zod";
import type { CompiledFlow } from "../../core/flow/types.ts";
import type { FlowOnPhone } from "../../phone/index.ts";
import type { SandboxWorld } from "../sandbox-world.ts";
import {
  askForFlow,
  type DemoExchange,
  fillInFlow,
  publishedSchema,
  settle,
  shownExchange,
  stopwatch,
  submissionOf,
} from "./on-the-phone.ts";
import { HubSpotReader } from "./read-back.ts";

export interface DemoOutcome {
  readonly form: { readonly title: string; readonly questions: readonly string[] };
  readonly flow: CompiledFlow["flow"];
  readonly report: CompiledFlow["report"];
  readonly check: CompiledFlow["check"];
  readonly exchanges: readonly DemoExchange[];
  readonly submission: unknown;
  readonly contact: DemoContact;
  readonly formSubmission: unknown;
  /** The other customer: whose answers wait for a person. */
  readonly ambiguous: { readonly submission: unknown; readonly tasks: readonly unknown[] };
  /** Milliseconds. */
  readonly timings: Readonly<Record<string, number>>;
  /** Empty when everything really happened. */
  readonly problems: readonly string[];
}

export interface DemoContact {
  readonly id: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
  readonly contactsBefore: number;
  readonly contactsAfter: number;
}

const answers: Readonly<Record<string, unknown>> = {
  firstname: "Giulia",
  lastname: "Bellandi",
  // Not the address that HubSpot knows her by: she is found by her number, and her own address stays.
  email: "giulia@bellandi.example",
  mobilephone: "+39 347 555 0142",
  consultation_topic: "kitchen",
  preferred_contact_method: "whatsapp",
  services_of_interest: ["design", "measuring"],
  preferred_consultation_date: "2027-03-15",
  number_of_rooms: "3",
  message: "A kitchen for two cooks, with light from the north.",
  existing_customer: true,
  consent_processing: true,
};

const submissionSchema = z.looseObject({ id: z.string(), rung: z.string().nullable() });

export async function runDemo(world: SandboxWorld): Promise<DemoOutcome> {
  const { facts, portalId, server } = world;
  const clock = stopwatch();
  const hubspot = new HubSpotReader(world);
  const contactsBefore = await hubspot.countContacts();
  const before = await hubspot.contact(facts.customer.contactId);
  const form = await hubspot.form(facts.formIds.consultation);

  const source = { tool: "hubspot", formId: facts.formIds.consultation };
  const { flowId, compiled } = await world.ask("/operator/publish", { source }, publishedSchema);
  clock.lap("publish");

  const says = "Hello, I would like some advice.";
  const converse = async (waId: string, key: string) => {
    await askForFlow(world, { flowId, waId, says, key });
    return fillInFlow(world, waId, async () => answers);
  };
  const phone = await converse(facts.customer.waId, "demo-customer");
  clock.lap("conversation");
  await converse(facts.shared.waId, "demo-shared-number");
  await settle(world);
  clock.lap("delivery");

  const submissions = await world.ask("/operator/submissions", {}, z.array(submissionSchema));
  const submission = submissions.find(({ id }) => id === submissionOf(phone));
  const ambiguous = submissions.find(({ id }) => id !== submissionOf(phone));
  const formSubmissions = await hubspot.formSubmissions(facts.formIds.consultation);
  const contact = {
    id: facts.customer.contactId,
    before,
    after: await hubspot.contact(facts.customer.contactId),
    contactsBefore,
    contactsAfter: await hubspot.countContacts(),
  };
  const tasks = await hubspot.tasksOf(facts.shared.contactIds[0]);
  const outcome = {
    ...compiled,
    form,
    exchanges: phone.exchanges.map(shownExchange),
    submission,
    contact,
    formSubmission: formSubmissions[0],
    ambiguous: { submission: ambiguous, tasks },
    timings: { ...clock.laps, total: clock.total() },
  };
  const untouched = await Promise.all(facts.shared.contactIds.map((id) => hubspot.contact(id)));
  await server.idle();
  return { ...outcome, problems: problemsOf(outcome, { portalId, formSubmissions, untouched, phone }) };
}

interface Witnesses {
  readonly portalId: string;
  readonly formSubmissions: readonly unknown[];
  readonly untouched: readonly Readonly<Record<string, string>>[];
  readonly phone: FlowOnPhone;
}

/** Every claim of the demo, held against what the stand-ins say. */
function problemsOf(
  outcome: Omit<DemoOutcome, "problems">,
  { formSubmissions, untouched, phone }: Witnesses,
): string[] {
  const { contact, submission, ambiguous, check } = outcome;
  const submitted = JSON.stringify(formSubmissions);
  const claims: [boolean, string][] = [
    [check.ok, "the Flow JSON breaks a rule"],
    [phone.status === "completed" && phone.problems.length === 0, "the phone did not see the Flow accepted"],
    [contact.contactsBefore === 200 && contact.contactsAfter === 200, "there are not 200 contacts before and after"],
    [contact.before["consultation_topic"] === undefined, "the contact had the answers before"],
    [contact.after["consultation_topic"] === "kitchen", "the contact does not have the answers"],
    [contact.after["services_of_interest"] === "design;measuring", "the contact lacks the several choices"],
    [contact.after["flowella_wa_id"] === "393475550142", "the contact was not marked with the WhatsApp id"],
    [contact.after["phone"] === contact.before["phone"], "the contact's phone was overwritten"],
    [contact.after["email"] === contact.before["email"], "the contact's own e-mail was overwritten"],
    [submissionSchema.safeParse(submission).data?.rung === "phone", "the contact was not found by its local number"],
    [formSubmissions.length === 1, "there is not exactly one form submission"],
    [submitted.includes("giulia.bellandi@studio-bellandi.example"), "the form submission is not the customer's"],
    [submissionSchema.safeParse(ambiguous.submission).data?.rung === null, "somebody guessed whose the answers are"],
    [ambiguous.tasks.length === 1, "nobody was asked whose the answers are"],
    [untouched.every((values) => values["consultation_topic"] === undefined), "the answers went to a contact by guess"],
  ];
  return claims.filter(([holds]) => !holds).map(([, problem]) => problem);
}
