/** Contacts in a workflow of HubSpot's: it writes to them, waits for their answers, and goes on with what came of it. */
import { setTimeout as pause } from "node:timers/promises";
import type { Enrolment } from "../../sandbox/hubspot/index.ts";
import { type Filled, fillIn, once } from "./customers.ts";
import { app, type Business, type Outside } from "./outside.ts";
import { arrive, type Flows, type Newcomer, type Operator, receiptText } from "./setup.ts";

export interface Enrolled {
  readonly newcomer: Newcomer;
  readonly flowId: string;
}

export interface WentThrough {
  readonly enrolment: Enrolment;
  readonly filled: Filled;
}

/** Behind all other customers; known by record. */
const index = 90_000;
/** HubSpot calls again when its call was not answered. */
const callAgainMs = 250;
/** Then no message comes any more. */
const longestMs = 120_000;

export async function welcomeEnrolled(
  operator: Operator,
  outside: Outside,
  business: Business,
  { consultation: flowId }: Flows,
): Promise<Enrolled> {
  const newcomer = await arrive(operator, outside, business, index);
  const { contacts } = outside.hubspot.portal(business.portalId);
  if (newcomer.contactId !== undefined) contacts.update(newcomer.contactId, { whatsapp_opt_in: "true" });
  return { newcomer, flowId };
}

/** Enrolled, written to, and answering. @param url of the servers */
export async function goThroughWorkflow(
  url: string,
  outside: Outside,
  { newcomer, flowId }: Enrolled,
  turn: () => Promise<void>,
): Promise<WentThrough> {
  await turn();
  const { business, contactId = "" } = newcomer;
  const enrolment = await outside.hubspot.enrol(app.appId, {
    portalId: business.portalId,
    actionUrl: `${url}/hubspot/actions/send-flow-and-wait`,
    inputFields: { flow: flowId, wait_for: "1", wait_unit: "hours" },
    contactId,
  });
  const until = Date.now() + longestMs;
  for (;;) {
    const [message] = messagesTo(outside, newcomer);
    const customer = { ...newcomer, messages: message === undefined ? {} : { consultation: message } };
    if (message !== undefined) return { enrolment, filled: await fillIn(customer, async () => undefined, once) };
    const over = enrolment.state === "failed" || Date.now() > until;
    if (over) return { enrolment, filled: { customer, handedIn: [], retries: 0 } };
    await pause(callAgainMs);
    if (enrolment.state === "calling") await outside.hubspot.repeat(app.appId, enrolment);
  }
}

export interface WorkflowStanding {
  /** Workflows that went on with the answers. */
  readonly count: number;
  /** In words; empty when each was written to once at most, and every workflow went on and heard what came of it. */
  readonly wrong: readonly string[];
}

export function whatStandsOfWorkflows(outside: Outside, went: readonly WentThrough[]): WorkflowStanding {
  const wrong: string[] = [];
  for (const { enrolment, filled } of went) {
    const say = (what: string) => wrong.push(`${filled.customer.name}, workflow: ${what}`);
    const { state, outputs } = enrolment;
    const outcome = outputs["outcome"];
    const messages = messagesTo(outside, filled.customer).length;
    if (messages > 1) say(`${messages} messages were sent`);
    if (state !== "done") say(`it is still ${state}`);
    // A message that may have gone is not sent again: then nobody answers.
    else if (outcome !== (accepted(filled) ? "ANSWERED" : "TIMED_OUT")) say(`it heard ${outcome}`);
  }
  return { count: went.filter(({ enrolment }) => enrolment.outputs["outcome"] === "ANSWERED").length, wrong };
}

const accepted = ({ handedIn }: Filled): boolean => handedIn.some((each) => each.accepted);

/** A Flow each; receipts do not count. */
function messagesTo({ whatsapp }: Outside, { waId }: Newcomer): string[] {
  const theirs = [...whatsapp.state.sent.values()].filter((each) => each.waId === waId && each.flow);
  return theirs.filter(({ text }) => text !== receiptText).map(({ id }) => id);
}
