/** Customers who fill in and hand in, and try again like a person when it does not work. */
import { setTimeout as pause } from "node:timers/promises";
import type { FlowOnPhone } from "../../phone/index.ts";
import { extras } from "./extras/index.ts";
import type { Customer } from "./setup.ts";

/** One time that somebody handed something in. */
export interface HandedIn {
  /** `extra`: what the business does beside its two forms. */
  readonly form: "consultation" | "feedback" | "extra";
  readonly correction: boolean;
  /** Typed as the first name: tells this time from every other; an extra's is that of the time before. */
  readonly mark: string;
  /** Whether the customer saw that it was accepted; else they gave up, and nobody knows. */
  readonly accepted: boolean;
}

export interface Filled {
  readonly customer: Customer;
  readonly handedIn: readonly HandedIn[];
  /** How often somebody pressed again. */
  readonly retries: number;
}

interface Task {
  readonly form: HandedIn["form"];
  readonly correction: boolean;
}

/** What this customer does: first what tells who they are. Those with odd numbers correct themselves. */
export function tasksOf({ kind, name, messages }: Pick<Customer, "kind" | "name" | "messages">): readonly Task[] {
  const feedback = { form: "feedback", correction: false } as const;
  if (kind === "unknown, without e-mail") return [feedback, feedback, feedback, feedback];
  const consultation = { form: "consultation", correction: false } as const;
  const second = /[13579]$/.test(name) ? ({ form: "consultation", correction: true } as const) : feedback;
  if (messages.extra === undefined) return [consultation, feedback, second, feedback];
  return [consultation, { form: "extra", correction: false }, second, feedback];
}

/** @param turn resolves when the customer may go on with the next thing to hand in. */
export async function fillIn(customer: Customer, turn: () => Promise<void>): Promise<Filled> {
  const handedIn: HandedIn[] = [];
  let retries = 0;
  for (const [index, { form, correction }] of tasksOf(customer).entries()) {
    await turn();
    const mark = form === "extra" ? (handedIn.at(-1)?.mark ?? "") : `${customer.name}S${index}`;
    const extra = form === "extra" && customer.business.extra ? extras[customer.business.extra] : undefined;
    const answers = (phone: FlowOnPhone): Readonly<Record<string, unknown>> =>
      extra?.answers(phone, customer, mark) ??
      (form === "consultation" ? consultation(customer, mark) : { firstname: mark, visit_rating: "good" });
    const message = customer.messages[form];
    if (message === undefined) throw new Error(`${customer.name} has no message to answer.`);
    const phone = await customer.person.openFlow(message);
    const again = async (done: () => boolean): Promise<boolean> => {
      for (let tries = 0; !done(); tries += 1) {
        if (tries === patience) return false;
        retries += 1;
        await pause(150);
        if (!(await extra?.otherwise?.(phone))) await phone.press();
      }
      return true;
    };
    const accepted = await fillScreens(phone, answers, again);
    handedIn.push({ form, correction, mark, accepted });
    if (!accepted) break;
  }
  return { customer, handedIn, retries };
}

/** So often somebody presses again before they give up. */
const patience = 400;

async function fillScreens(
  phone: FlowOnPhone,
  answersOn: (phone: FlowOnPhone) => Readonly<Record<string, unknown>>,
  again: (done: () => boolean) => Promise<boolean>,
): Promise<boolean> {
  if (!(await again(() => phone.status !== "opening"))) return false;
  for (let screens = 0; phone.status === "open"; screens += 1) {
    if (screens === 20) throw new Error(`The Flow does not end: ${JSON.stringify(phone.read().snackbar)}`);
    const { screen, inputs } = phone.read();
    const answers = answersOn(phone);
    const asked = inputs.filter(({ name }) => Object.hasOwn(answers, name));
    phone.fill(Object.fromEntries(asked.map(({ name }) => [name, answers[name]])));
    await phone.press();
    if (!(await again(() => phone.status !== "open" || phone.read().screen !== screen))) return false;
  }
  return phone.status === "completed";
}

function consultation({ name, email }: Customer, mark: string): Record<string, unknown> {
  return {
    firstname: mark,
    lastname: name,
    email,
    consultation_topic: "kitchen",
    preferred_contact_method: "whatsapp",
    consent_processing: true,
  };
}
