/**
 * The person in Pipedrive: found and updated by its id, or made.
 *
 * Pipedrive's create call takes no key and no value of a person is unique there, so everything hangs on looking first:
 * our own table, then the field that holds the WhatsApp id, the typed e-mail, the number. Its search may not know yet what
 * a try before this one made; then the newest people are looked through, too.
 */
import {
  answeringOf,
  newPerson,
  type Person,
  type Pipedrive,
  personChanges,
} from "../../../connectors/pipedrive/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { applyMapping, contactMapping } from "../../../core/mapping/index.ts";
import {
  answered,
  type Candidate,
  type Ladder,
  nextRung,
  numbersOf,
  type SearchRung,
  sameWaId,
} from "../../../core/person/index.ts";
import { identityOf, rememberOnly } from "../../people/people.ts";
import type { Place } from "../../pipedrive/account.ts";
import { settingsOf } from "../../publishing/settings.ts";
import type { Write } from "../../store/index.ts";
import { newerThan, rememberProperties } from "../property-writes.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { typedEmail } from "./answers.ts";

export const pipedrivePerson: Step = async (job) =>
  (await switchedOff(job)) ??
  job.pipedrive.inTurn(job.portal.id, job.mayCall, async (client, place): Promise<StepResult> => {
    const { reason, writes } = await landPerson(job, client, place);
    return { kind: "done", reason, writes };
  });

export async function switchedOff({ context, portal, submission }: Job): Promise<StepResult | undefined> {
  const tenant = context.store.of(portal.id);
  const query = tenant.db.selectFrom("flows").select("settings").where("id", "=", submission.flowId);
  const flow = await tenant.first(query);
  return flow && settingsOf(flow).pipedrive === true ? undefined : { kind: "skipped", reason: "switched-off" };
}

export interface LandedPerson {
  readonly personId: string;
  readonly reason: string;
  /** To be committed with the step's outcome. */
  readonly writes: readonly Write[];
}

/** @throws OutsideError `pipedrive.several_people`, `pipedrive.email_of_another` where a person has to decide */
export async function landPerson(job: Job, client: Pipedrive, place: Place): Promise<LandedPerson> {
  try {
    return await land(job, client, place);
  } catch (error) {
    if (!(error instanceof OutsideError && error.code === "pipedrive.refused")) throw error;
    // Somebody may have deleted the field for WhatsApp ids.
    const mended = await job.pipedrive.mended(job.portal.id, client, place);
    if (!mended) throw error;
    return land(job, client, mended);
  }
}

/** The person that our own table knows, in the company that is connected now. */
export async function knownPerson(
  { context, portal, personId }: Job,
  { companyId }: Place,
): Promise<string | undefined> {
  const known = await identityOf(context, portal.id, personId, "pipedrive_person");
  const [company, id] = known?.split("/") ?? [];
  return company === companyId ? id : undefined;
}

async function land(job: Job, client: Pipedrive, place: Place): Promise<LandedPerson> {
  const found = await find(job, client, place);
  return found ? update(job, client, place, found) : create(job, client, place);
}

async function find(job: Job, client: Pipedrive, place: Place): Promise<Person | undefined> {
  const known = await knownPerson(job, place);
  const there = known === undefined ? undefined : await client.person(known, place.fieldCode);
  if (there) return there;
  const made = job.attempts > 1 ? await madeBefore(job, client, place) : undefined;
  return made ?? climb(job, client, place);
}

/** Clocks differ, and answers may have waited. */
const marginMs = 15 * 60_000;

async function madeBefore(job: Job, client: Pipedrive, { fieldCode }: Place): Promise<Person | undefined> {
  const recent = await client.madeSince(job.submission.acceptedAt - marginMs, fieldCode);
  return recent.find(({ waId }) => waId !== undefined && sameWaId(waId, job.waId));
}

async function climb(job: Job, client: Pipedrive, place: Place): Promise<Person | undefined> {
  const { waId, portal } = job;
  let ladder: Ladder = { waId, typedEmail: typedEmail(job), defaultCountry: portal.settings.defaultCountry };
  const seen = new Map<string, Person>();
  for (;;) {
    const next = nextRung(ladder);
    if (next.kind === "ask") {
      const people = await search(client, place, next.rung, ladder);
      for (const person of people) seen.set(person.id, person);
      ladder = answered(ladder, next.rung, people.map(candidateOf));
    } else if (next.kind === "one") {
      return seen.get(next.contactId);
    } else if (next.kind === "several") {
      throw undecided(
        "several_people",
        "Several people in Pipedrive have this e-mail or number. Merge them, then replay.",
      );
    } else if (next.emailTakenBy !== undefined) {
      const message = "The typed e-mail is that of another WhatsApp user in Pipedrive. Correct it there, then replay.";
      throw undecided("email_of_another", message);
    } else return undefined;
  }
}

async function search(
  client: Pipedrive,
  { fieldCode }: Place,
  rung: SearchRung,
  { waId = "", typedEmail: email = "" }: Ladder,
): Promise<Person[]> {
  if (rung === "email") return client.find("email", email, fieldCode);
  const spellings = numbersOf(waId).e164;
  const terms = spellings.map((number) => number.slice(1));
  if (rung === "wa_id") return everyOf(client, "custom_fields", terms, fieldCode);
  return everyOf(client, "phone", [...spellings, ...terms], fieldCode);
}

async function everyOf(
  client: Pipedrive,
  by: "custom_fields" | "phone",
  terms: readonly string[],
  fieldCode: string,
): Promise<Person[]> {
  const found = new Map<string, Person>();
  for (const term of terms) for (const person of await client.find(by, term, fieldCode)) found.set(person.id, person);
  return [...found.values()];
}

function candidateOf({ id, waId, emails, phones }: Person): Candidate {
  return { id, waId, email: emails?.[0], phones: phones ?? [] };
}

function undecided(code: string, message: string): OutsideError {
  return new OutsideError(message, { code: `pipedrive.${code}`, remedy: "give-up" });
}

async function update(job: Job, client: Pipedrive, place: Place, person: Person): Promise<LandedPerson> {
  const { context, portal, submission } = job;
  const answering = answeringOfJob(job);
  const newer = await newerThan(context, portal.id, [rowOf(place, person.id)], ["name"], submission.acceptedAt);
  const fitting = newer.has("name") ? { ...answering, name: undefined } : answering;
  const { body, kept } = personChanges(person, fitting, place.fieldCode);
  if (Object.keys(body).length > 0) await client.updatePerson(person.id, body);
  const left = [...(newer.has("name") ? ["kept-newer-answers"] : []), ...kept];
  const reason = left.length > 0 ? left.join(",") : "found";
  return { personId: person.id, reason, writes: await remembered(job, place, person.id, fitting.name !== undefined) };
}

async function create(job: Job, client: Pipedrive, place: Place): Promise<LandedPerson> {
  const answering = answeringOfJob(job);
  const personId = await client.createPerson(newPerson(answering, place.fieldCode));
  job.made({ kind: "pipedrive_person", companyId: place.companyId, personId, made: true });
  return { personId, reason: "made", writes: await remembered(job, place, personId, answering.name !== undefined) };
}

function answeringOfJob(job: Job) {
  const { mapping, submission, waId } = job;
  return answeringOf(
    applyMapping(contactMapping(mapping), submission.answers, submission).properties,
    waId,
    typedEmail(job),
  );
}

async function remembered(job: Job, place: Place, id: string, named: boolean): Promise<Write[]> {
  const { context, portal, personId, submission } = job;
  return [
    ...(await rememberOnly(context, portal.id, personId, "pipedrive_person", `${place.companyId}/${id}`)),
    ...(await rememberProperties(context, portal.id, rowOf(place, id), named ? ["name"] : [], submission.acceptedAt)),
  ];
}

/** HubSpot's contacts stand in the same table. */
const rowOf = ({ companyId }: Place, id: string): string => `pipedrive/${companyId}/${id}`;
