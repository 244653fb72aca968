/** What stands of leads in HubSpot once all is quiet, asked of its stand-in, held against what customers saw. */
import type { Portal } from "../../sandbox/hubspot/index.ts";
import type { Filled } from "./customers.ts";
import type { InDatabase } from "./database.ts";
import type { Business, Outside } from "./outside.ts";

export interface LeadStanding {
  readonly tasks: number;
  /** In words; empty when every lead has one owner and one task, and all take over equally often. */
  readonly wrong: readonly string[];
}

export const leadStage = "salesqualifiedlead";
const markOf = (body = "") => /lead:sub_\S+$/.exec(body)?.[0];

/** Who takes turns: everybody who can own records. */
export const colleaguesOf = ({ settings }: Portal): string[] => settings.users.map(({ ownerId }) => ownerId);

/** @param filled of the consultation, the Flow whose answers are leads */
export function whatStandsOfLeads(portal: Portal, filled: readonly Filled[]): LeadStanding {
  const wrong: string[] = [];
  const tasks = portal.records.tasks
    .list()
    .filter(({ properties }) => markOf(properties["hs_task_body"]) !== undefined);
  const marks = tasks.map(({ properties }) => markOf(properties["hs_task_body"]));
  if (new Set(marks).size !== marks.length) wrong.push("A lead has two tasks");
  const byId = new Map(tasks.map(({ id, properties }) => [id, properties["hubspot_owner_id"]]));
  const byOwner = new Map(colleaguesOf(portal).map((id) => [id, 0]));
  const contacts = new Map(portal.contacts.list().map((contact) => [contact.properties["flowella_wa_id"], contact]));
  for (const { customer, handedIn } of filled) {
    const say = (what: string) => wrong.push(`${customer.name} (${customer.kind}), lead: ${what}`);
    const firsts = handedIn.filter(({ form, correction }) => form === "consultation" && !correction);
    const accepted = firsts.filter((each) => each.accepted).length;
    const contact = contacts.get(customer.waId);
    if (!contact || firsts.length === 0) continue;
    const there = portal.associations
      .of({ kind: "contacts", id: contact.id }, "tasks")
      .filter(({ id }) => byId.has(id));
    if (there.length < accepted || there.length > firsts.length)
      say(`${there.length} tasks stand there, ${accepted} were accepted`);
    const owner = contact.properties["hubspot_owner_id"];
    if (there.length === 0) continue;
    if (!owner || !byOwner.has(owner)) say("the contact has no owner");
    else byOwner.set(owner, (byOwner.get(owner) ?? 0) + 1);
    if (there.some(({ id }) => byId.get(id) !== owner)) say("the task is not the owner's");
    if (contact.properties["lifecyclestage"] !== leadStage) say(`the stage is ${contact.properties["lifecyclestage"]}`);
  }
  const turns = [...byOwner.values()];
  if (Math.max(...turns) - Math.min(...turns) > 1) wrong.push(`Leads were given out unequally: ${turns.join(", ")}`);
  return { tasks: tasks.length, wrong };
}

/** Colleagues' own WhatsApp numbers, by owner. */
export function numbersOf({ index }: Pick<Business, "index">, colleagues: readonly string[]): Record<string, string> {
  return Object.fromEntries(colleagues.map((id, place) => [id, `+39351${index}00000${place}`]));
}

export interface LeadMessagesStanding {
  readonly count: number;
  /** In words; empty when no colleague was told twice of a lead, and all that are called told were. */
  readonly wrong: readonly string[];
}

export function whatStandsOfLeadMessages(
  { whatsapp, hubspot, businesses }: Pick<Outside, "whatsapp" | "hubspot" | "businesses">,
  { ends }: Pick<InDatabase, "ends">,
): LeadMessagesStanding {
  const numbers = new Set(
    businesses.flatMap((business) =>
      Object.values(numbersOf(business, colleaguesOf(hubspot.portal(business.portalId)))).map((one) => one.slice(1)),
    ),
  );
  // Each ends with the link to one contact, and nobody here becomes a lead twice.
  const messages = [...whatsapp.state.sent.values()].flatMap(({ waId, text }) =>
    numbers.has(waId) && text?.startsWith("A new lead is yours") ? [text.split("\n").at(-1)] : [],
  );
  const told = ends.get("lead_message done by-whatsapp") ?? 0;
  const twice = messages.length - new Set(messages).size;
  return {
    count: messages.length,
    wrong: [
      ...(twice > 0 ? [`Of ${twice} leads colleagues were told twice`] : []),
      ...(messages.length < told ? [`${messages.length} messages tell of leads, ${told} are said to have`] : []),
    ],
  };
}
