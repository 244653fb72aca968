/** What stands in the outside world once all is quiet, asked of the stand-ins, held against what customers saw. */
import type { Filled, HandedIn } from "./customers.ts";
import { type ExtraName, extras } from "./extras/index.ts";
import { whatStandsOfChecks } from "./kyc-standing.ts";
import { whatStandsOfLeads } from "./lead-standing.ts";
import type { Business, Outside } from "./outside.ts";
import { whatStandsInPipedrive } from "./pipedrive-standing.ts";
import { receiptText } from "./setup.ts";
import { whatStandsOnTimelines } from "./timeline-standing.ts";
import { whatStandsOfTransactions } from "./transaction-standing.ts";

export interface StandingCounts {
  readonly submissions: number;
  readonly corrections: number;
  /** Handed in by somebody who gave up before they saw an answer. */
  readonly doubtful: number;
  readonly contacts: number;
  readonly formSubmissions: number;
  readonly webhookEvents: number;
  readonly receipts: number;
  readonly receiptsMissing: number;
  readonly linksMissing: number;
  readonly pipedrivePeople: number;
  readonly pipedriveNotes: number;
  readonly timelineEntries: number;
  readonly identityChecks: number;
  readonly surveyResponses: number;
  readonly googleResponses: number;
  readonly appointments: number;
  readonly photos: number;
  readonly leadTasks: number;
  readonly transactions: number;
}

export interface Standing extends StandingCounts {
  /** In words; empty when everything stands where it should, once. */
  readonly wrong: readonly string[];
}

/** @param contactsBefore of each business, before the first answer, customers that HubSpot knew included */
export function whatStands(
  outside: Outside,
  businesses: readonly Business[],
  filled: readonly Filled[],
  contactsBefore: ReadonlyMap<number, number>,
): Standing {
  const { hubspot, whatsapp } = outside;
  hubspot.settle();
  const wrong: string[] = [];
  const counts = { submissions: 0, corrections: 0, doubtful: 0, contacts: 0, formSubmissions: 0 };
  const more = {
    webhookEvents: 0,
    receipts: 0,
    receiptsMissing: 0,
    linksMissing: 0,
    pipedrivePeople: 0,
    pipedriveNotes: 0,
    timelineEntries: 0,
    identityChecks: 0,
    surveyResponses: 0,
    googleResponses: 0,
    appointments: 0,
    photos: 0,
    leadTasks: 0,
    transactions: 0,
  };
  const receipts = new Map<string, number>();
  for (const { waId, text } of whatsapp.state.sent.values())
    if (text === receiptText) receipts.set(waId, (receipts.get(waId) ?? 0) + 1);

  for (const business of businesses) {
    const theirs = filled.filter(({ customer }) => customer.business === business);
    const portal = hubspot.portal(business.portalId);
    const contacts = portal.contacts.list();
    const byName = groupBy(contacts, ({ properties }) => nameIn(properties["firstname"]));
    const byWaId = groupBy(contacts, ({ properties }) => properties["flowella_wa_id"]);
    const submitted = groupBy(portal.submissions.all(), (submission) => nameIn(valueIn(submission, "firstname")));
    let made = 0;
    let events = 0;
    let doubtful = 0;

    for (const { customer, handedIn } of theirs) {
      const { name, waId, contactId, email, kind } = customer;
      const say = (what: string) => wrong.push(`${name} (${kind}): ${what}`);
      const accepted = handedIn.filter((each) => each.accepted);
      const doubts = handedIn.filter((each) => !each.accepted);
      const firsts = accepted.filter(({ correction }) => !correction);
      counts.submissions += firsts.length;
      counts.corrections += accepted.length - firsts.length;
      doubtful += doubts.length;
      events += accepted.length;
      if (accepted.length === 0) continue;

      const own = byWaId.get(waId) ?? [];
      if (own.length !== 1) say(`${own.length} contacts carry their WhatsApp id`);
      const named = byName.get(name) ?? [];
      if (named.length !== 1) say(`${named.length} contacts carry their answers`);
      const [contact] = own;
      if (contact) {
        if (contactId === undefined) made += 1;
        else if (contact.id !== contactId) say("the answers landed in another contact than theirs");
        const { properties } = contact;
        const newest = [accepted.at(-1)?.mark, ...doubts.map(({ mark }) => mark)];
        if (!newest.includes(properties["firstname"]))
          say(`the newest answers are ${newest[0]}, and there stands ${properties["firstname"]}`);
        const consulted = accepted.some(({ form }) => form === "consultation");
        if (consulted && properties["email"] !== email) say("the contact has another e-mail");
        if (consulted && properties["lastname"] !== name) say("the contact has another last name");
        if (properties["visit_rating"] !== (accepted.some(({ form }) => form === "feedback") ? "good" : undefined))
          say("the rating is wrong");
      }

      const withoutEmail = kind === "unknown, without e-mail";
      const theirForms = submitted.get(name) ?? [];
      counts.formSubmissions += theirForms.length;
      for (const form of ["consultation", "feedback"] as const) {
        const formId = business.facts.formIds[form];
        const there = theirForms.filter((submission) => submission.formId === formId);
        const expected = withoutEmail ? [] : accepted.filter((each) => each.form === form);
        const open = doubts.filter((each) => each.form === form).length;
        if (there.length < expected.length || there.length > expected.length + open)
          say(`${there.length} submissions of ${form} stand at HubSpot, ${expected.length} were accepted`);
        if (new Set(there.map(({ submittedAt }) => submittedAt)).size !== there.length)
          say(`a submission of ${form} stands twice`);
        for (const each of expected) {
          const times = there.filter((submission) => valueIn(submission, "firstname") === each.mark).length;
          if (!fits(times, each, expected)) say(`${each.mark} of ${form} stands ${times} times at HubSpot`);
        }
      }

      const got = receipts.get(waId) ?? 0;
      more.receipts += got;
      if (got > firsts.length + doubts.length) say(`${got} receipts for ${firsts.length} submissions`);
      more.receiptsMissing += Math.max(0, firsts.length - got);
    }

    const unseen = theirs.filter(
      ({ customer, handedIn }) => customer.contactId === undefined && !handedIn.some(({ accepted }) => accepted),
    ).length;
    const before = contactsBefore.get(business.portalId) ?? 0;
    counts.contacts += contacts.length - before;
    if (contacts.length < before + made || contacts.length > before + made + unseen)
      wrong.push(
        `Business ${business.index}: ${contacts.length - before} contacts were made for ${made} unknown people`,
      );
    const timelines = whatStandsOnTimelines(portal, theirs);
    more.timelineEntries += timelines.entries;
    wrong.push(...timelines.wrong);
    if (business.pipedrive) {
      const there = whatStandsInPipedrive(business.pipedrive, theirs);
      more.pipedrivePeople += there.people;
      more.pipedriveNotes += there.notes;
      wrong.push(...there.wrong);
    }
    if (business.extra) {
      const there = extras[business.extra].stands(outside, business, theirs);
      more[countOf[business.extra]] += there.count;
      more.receiptsMissing += there.messagesMissing;
      more.linksMissing += there.linksMissing ?? 0;
      wrong.push(...there.wrong);
    }
    const checks = whatStandsOfChecks(portal, business.kyc, theirs, business.provider !== undefined);
    if (business.provider) wrong.push(...business.provider.wrong());
    more.identityChecks += checks.records;
    wrong.push(...checks.wrong);
    if (business.transactions) {
      const log = whatStandsOfTransactions(portal, theirs);
      more.transactions += log.notes;
      wrong.push(...log.wrong);
    }
    const leads = whatStandsOfLeads(portal, theirs);
    more.leadTasks += leads.tasks;
    wrong.push(...leads.wrong);
    const kept = business.receiver.kept().size;
    more.webhookEvents += kept;
    counts.doubtful += doubtful;
    if (kept < events || kept > events + doubtful)
      wrong.push(`Business ${business.index}: ${kept} events at its receiver, ${events} were accepted`);
    if (business.receiver.turnedAway.length > 0)
      wrong.push(`Business ${business.index}: its receiver turned requests away: ${business.receiver.turnedAway[0]}`);
  }
  return { ...counts, ...more, wrong };
}

const countOf = {
  survey: "surveyResponses",
  "google-form": "googleResponses",
  appointments: "appointments",
  documents: "photos",
} as const satisfies Record<ExtraName, keyof StandingCounts>;

/** Where a correction came before the first answers were delivered, those carry the corrected values already. */
function fits(times: number, { form, correction }: HandedIn, expected: readonly HandedIn[]): boolean {
  const corrected = form === "consultation" && expected.some((each) => each.correction);
  if (!corrected) return times === 1;
  return correction ? times === 1 || times === 2 : times === 0 || times === 1;
}

function nameIn(mark: string | undefined): string | undefined {
  return /^(B\d+N\d+)(S\d+)?$/.exec(mark ?? "")?.[1];
}

function valueIn({ values }: { readonly values: readonly { name: string; value: string }[] }, name: string) {
  return values.find((each) => each.name === name)?.value;
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = key(item);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
}
