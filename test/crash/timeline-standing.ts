/** What stands on contacts' timelines once all is quiet, asked of HubSpot's stand-in, held against what customers saw. */
import type { Portal } from "../../sandbox/hubspot/index.ts";
import type { Filled } from "./customers.ts";

export interface TimelineStanding {
  readonly entries: number;
  /** In words; empty when every submission stands there once, with its newest answers, and nothing stands twice. */
  readonly wrong: readonly string[];
}

export function whatStandsOnTimelines(portal: Portal, filled: readonly Filled[]): TimelineStanding {
  const wrong: string[] = [];
  const all = portal.records.communications.list().map(({ properties }) => properties["hs_communication_body"] ?? "");
  const subjects = all.map(subjectOf);
  for (const subject of new Set(subjects)) {
    const times = subjects.filter((each) => each === subject).length;
    if (times > 1) wrong.push(`The timeline entry ${subject} stands ${times} times: ${placesOf(portal, subject)}`);
  }
  const byWaId = new Map(portal.contacts.list().map(({ id, properties }) => [properties["flowella_wa_id"], id]));
  for (const { customer, handedIn } of filled) {
    const say = (what: string) => wrong.push(`${customer.name} (${customer.kind}), timeline: ${what}`);
    const accepted = handedIn.filter((each) => each.accepted);
    const doubts = handedIn.filter((each) => !each.accepted);
    const contactId = byWaId.get(customer.waId);
    if (accepted.length === 0 || contactId === undefined) continue;
    const answered = portal.associations
      .of({ kind: "contacts", id: contactId }, "communications")
      .map(({ id }) => portal.records.communications.need(id).properties["hs_communication_body"] ?? "")
      .filter((body) => subjectOf(body).startsWith("submission:"));
    const firsts = accepted.filter(({ correction }) => !correction).length;
    const perhaps = doubts.filter(({ correction }) => !correction).length;
    if (answered.length < firsts || answered.length > firsts + perhaps)
      say(`${answered.length} entries stand there, ${firsts} submissions were accepted`);
    const newest = [accepted.at(-1)?.mark, ...doubts.map(({ mark }) => mark)];
    if (!newest.some((mark) => answered.some((body) => body.includes(`>${mark}<`))))
      say("the newest answers are missing");
  }
  return { entries: all.length, wrong };
}

/** Where and when each of them was made. */
function placesOf(portal: Portal, subject: string): string {
  return portal.records.communications
    .list()
    .filter(({ properties }) => subjectOf(properties["hs_communication_body"] ?? "") === subject)
    .map(({ id, createdAt }) => {
      const contacts = portal.associations.of({ kind: "communications", id }, "contacts").map((contact) => contact.id);
      return `on ${contacts.join(" and ")} at ${new Date(createdAt).toISOString()}`;
    })
    .join(", ");
}

/** An entry's last line. */
const subjectOf = (body: string): string => body.slice(body.lastIndexOf("<br>") + 4);
