/** People whose number two contacts have: nobody guesses, a task asks, and somebody says whose the answers are. */
import { z } from "zod";
import type { Portal } from "../../sandbox/hubspot/index.ts";
import type { Business, Outside } from "./outside.ts";
import { arrive, type Customer, type Flows, messageTo, type Operator } from "./setup.ts";

/** Behind all other customers; known by phone. */
const index = 80_002;

export async function welcomeTwin(
  operator: Operator,
  outside: Outside,
  business: Business,
  { consultation: flowId }: Flows,
): Promise<Customer> {
  const newcomer = await arrive(operator, outside, business, index);
  const { name, waId } = newcomer;
  outside.hubspot.portal(business.portalId).contacts.create({ firstname: "Twin", phone: `+${waId}` });
  const to = { phone: `+${waId}` };
  const consultation = await messageTo(operator, outside, business, { flowId, to, key: `crash-${name}`, waId });
  return { ...newcomer, messages: { consultation } };
}

const conflictsSchema = z.array(z.object({ id: z.string() }));

/** Somebody finds the task and decides; where there is none yet, nobody knows of anything. */
export async function decide(operator: Operator, { hubspot }: Outside, twins: readonly Customer[]): Promise<void> {
  for (const { business, contactId } of twins) {
    if (tasksOf(hubspot.portal(business.portalId)) === 0) continue;
    for (const { id } of await operator.ask(business, "/operator/conflicts", {}, conflictsSchema)) {
      const decision = { conflictId: id, contactId };
      await operator.ask(business, "/operator/conflicts/decide", decision, z.object({ kind: z.literal("decided") }));
    }
  }
}

export interface TwinsStanding {
  /** Tasks that asked. */
  readonly count: number;
  /** In words; empty when each business was asked once. */
  readonly wrong: readonly string[];
}

/** Where the answers landed is asked as of everybody else's. */
export function whatStandsOfTwins({ hubspot }: Outside, twins: readonly Customer[]): TwinsStanding {
  const tasks = twins.map(({ business, name }) => ({ name, count: tasksOf(hubspot.portal(business.portalId)) }));
  return {
    count: tasks.reduce((sum, { count }) => sum + count, 0),
    wrong: tasks.flatMap(({ name, count }) => (count === 1 ? [] : [`${count} tasks ask who ${name} is`])),
  };
}

function tasksOf({ records }: Portal): number {
  return records.tasks.list().filter(({ properties }) => properties["hs_task_subject"]?.startsWith("Whose")).length;
}
