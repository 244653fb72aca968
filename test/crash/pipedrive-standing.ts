/** What stands in Pipedrive once all is quiet, asked of its stand-in, held against what customers saw. */
import type { PipedriveStandIn, StoredNote } from "../../sandbox/pipedrive/index.ts";
import type { Filled } from "./customers.ts";

export interface PipedriveStanding {
  readonly people: number;
  readonly notes: number;
  /** In words; empty when everything stands where it should, once. */
  readonly wrong: readonly string[];
}

export function whatStandsInPipedrive({ company }: PipedriveStandIn, filled: readonly Filled[]): PipedriveStanding {
  const wrong: string[] = [];
  const people = [...company.people.values()];
  const notes = [...company.notes.values()];
  for (const { customer, handedIn } of filled) {
    const say = (what: string) => wrong.push(`${customer.name} (${customer.kind}), Pipedrive: ${what}`);
    const accepted = handedIn.filter((each) => each.accepted);
    const doubts = handedIn.filter((each) => !each.accepted);
    if (accepted.length === 0) continue;
    const own = people.filter(({ customFields }) => Object.values(customFields).includes(customer.waId));
    if (own.length !== 1) say(`${own.length} people have their WhatsApp id`);
    const [person] = own;
    if (!person) continue;
    const newest = [accepted.at(-1)?.mark, ...doubts.map(({ mark }) => mark)];
    const [first] = person.name.split(" ");
    if (!newest.includes(first)) say(`the newest answers are ${newest[0]}, and the name is ${first}`);

    const theirs = notes.filter(({ personId }) => personId === person.id);
    const submissions = theirs.map(submissionOf);
    if (new Set(submissions).size !== submissions.length) say("a submission has two notes");
    const firsts = accepted.filter(({ correction }) => !correction).length;
    const perhaps = doubts.filter(({ correction }) => !correction).length;
    if (theirs.length < firsts || theirs.length > firsts + perhaps)
      say(`${theirs.length} notes stand there, ${firsts} submissions were accepted`);
    const corrected = accepted.some(({ correction }) => correction);
    for (const { mark, form, correction } of accepted) {
      // It asks for no name.
      if (form === "extra") continue;
      const times = theirs.filter(({ content }) => content.includes(`>${mark}<`)).length;
      const overwritten = form === "consultation" && !correction && (corrected || doubts.length > 0);
      if (overwritten ? times > 1 : times !== 1) say(`${mark} stands in ${times} notes`);
    }
  }
  return { people: people.length, notes: notes.length, wrong };
}

/** A note's last line. */
const submissionOf = ({ content }: StoredNote): string => content.slice(content.lastIndexOf("sub_"));
