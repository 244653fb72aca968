/** Customers who fill in and hand in, and try again like a person when it does not work. */
import { setTimeout as pause } from "node:timers/promises";
import type { FlowOnPhone } from "../../phone/index.ts";
import { type Extra, extras } from "./extras/index.ts";
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

/** Of somebody who answers once. */
export const once: readonly Task[] = [{ form: "consultation", correction: false }];

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
export async function fillIn(
  customer: Customer,
  turn: () => Promise<void>,
  tasks: readonly Task[] = tasksOf(customer),
): Promise<Filled> {
  const handedIn: HandedIn[] = [];
  let retries = 0;
  for (const [index, { form, correction }] of tasks.entries()) {
    await turn();
    const mark = form === "extra" ? (handedIn.at(-1)?.mark ?? "") : `${customer.name}S${index}`;
    const extra = form === "extra" && customer.business.extra ? extras[customer.business.extra] : undefined;
    const answers = (phone: FlowOnPhone): Readonly<Record<string, unknown>> =>
      extra?.answers(phone, customer, mark) ??
      (form === "consultation" ? consultation(customer, mark) : { firstname: mark, visit_rating: "good" });
    const message = customer.messages[form];
    if (message === undefined) throw new Error(`${customer.name} has no message to answer.`);
    const phone = await customer.person.openFlow(message);
    const retried = () => {
      retries += 1;
    };
    const accepted =
      (await fillScreens(phone, answers, insistent(phone, { retried, otherwise: extra?.otherwise }))) &&
      phone.status === "completed";
    handedIn.push({ form, correction, mark, accepted });
    if (!accepted) break;
  }
  return { customer, handedIn, retries };
}

/** So often somebody presses again before they give up. */
const patience = 400;

/** Resolves once it is done; false where it never was. */
type Again = (done: () => boolean) => Promise<boolean>;

interface Insistence {
  /** Called each time that somebody presses again. */
  readonly retried?: () => void;
  readonly otherwise?: Extra["otherwise"] | undefined;
}

/** Presses the button again like a person, until what they wait for has happened or they give up. */
export function insistent(
  phone: FlowOnPhone,
  { retried = () => undefined, otherwise = async () => false }: Insistence = {},
): Again {
  return async (done) => {
    for (let tries = 0; !done(); tries += 1) {
      if (tries === patience) return false;
      retried();
      await pause(150);
      if (!(await otherwise(phone))) await phone.press();
    }
    return true;
  };
}

/** @param most screens, behind which the customer leaves @returns false where they gave up on the way */
export async function fillScreens(
  phone: FlowOnPhone,
  answersOn: (phone: FlowOnPhone) => Readonly<Record<string, unknown>>,
  again: Again,
  most = 20,
): Promise<boolean> {
  if (!(await again(() => phone.status !== "opening"))) return false;
  for (let screens = 0; phone.status === "open" && screens < most; screens += 1) {
    const { screen, inputs } = phone.read();
    const answers = answersOn(phone);
    const asked = inputs.filter(({ name }) => Object.hasOwn(answers, name));
    phone.fill(Object.fromEntries(asked.map(({ name }) => [name, answers[name]])));
    await phone.press();
    if (!(await again(() => phone.status !== "open" || phone.read().screen !== screen))) return false;
  }
  return true;
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
