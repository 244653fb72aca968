/** What stands of a transaction log's notes in HubSpot once all is quiet, held against what customers saw. */
import type { Portal } from "../../sandbox/hubspot/index.ts";
import type { Filled } from "./customers.ts";

export interface TransactionStanding {
  readonly notes: number;
  /** In words; empty when every submission has its note, once. */
  readonly wrong: readonly string[];
}

const markOf = (body = "") => /transaction:\S+$/.exec(body)?.[0];

/** @param filled of all Flows; the log is the feedback's */
export function whatStandsOfTransactions(portal: Portal, filled: readonly Filled[]): TransactionStanding {
  const wrong: string[] = [];
  const notes = portal.records.notes
    .list()
    .filter(({ properties }) => markOf(properties["hs_note_body"]) !== undefined);
  const marks = notes.map(({ properties }) => markOf(properties["hs_note_body"]));
  if (new Set(marks).size !== marks.length) wrong.push("A submission has two notes in the transaction log");
  const known = new Set(notes.map(({ id }) => id));
  for (const { customer, handedIn } of filled) {
    const own = portal.contacts.list().find(({ properties }) => properties["flowella_wa_id"] === customer.waId);
    if (!own) continue;
    const of = handedIn.filter(({ form }) => form === "feedback");
    const accepted = of.filter((each) => each.accepted).length;
    const theirs = portal.associations.of({ kind: "contacts", id: own.id }, "notes").filter(({ id }) => known.has(id));
    if (theirs.length < accepted || theirs.length > of.length)
      wrong.push(
        `${customer.name} (${customer.kind}), log: ${theirs.length} notes are theirs, ${accepted} were accepted`,
      );
  }
  return { notes: notes.length, wrong };
}
