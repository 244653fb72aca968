/**
 * Who is this? Climbs the ladder of `core/person` and plans the rest from where it ends: HubSpot's own matching by
 * e-mail comes first only for people nobody knows (HubSpot reference 6.15, "Order and original source").
 */
import { toCandidate } from "../../../connectors/hubspot/index.ts";
import {
  answered,
  type Candidate,
  type Ladder,
  nextRung,
  numbersOf,
  type SearchRung,
} from "../../../core/person/index.ts";
import { newId } from "../../context.ts";
import { identityOf, rememberContact } from "../../people/people.ts";
import { write } from "../../store/index.ts";
import { contactsInConflict, settledWrites } from "../conflicts.ts";
import type { Job, PlannedStep, Step, StepResult } from "../step.ts";
import { typedEmail } from "./answers.ts";

const knownPerson: PlannedStep[] = [
  { step: "contact", after: [] },
  { step: "form_submission", after: ["contact"] },
];
const formFirst: PlannedStep[] = [
  { step: "form_submission", after: [] },
  { step: "contact", after: ["form_submission"] },
];

export const identify: Step = async (job) => {
  const ladder: Ladder = {
    waId: job.waId,
    typedEmail: typedEmail(job),
    defaultCountry: job.portal.settings.defaultCountry,
    recordContactId: await stillThere(job, job.submission.recordContactId),
    identityContactId: await stillThere(job, await identityOf(job.context, job.portal.id, job.personId, "contact")),
  };
  const match = await climb(job, ladder);
  switch (match.kind) {
    case "one":
      return {
        kind: "done",
        reason: `found-by-${match.rung}`,
        writes: [
          ...(await rememberContact(job.context, job.portal.id, job.personId, match.contactId)),
          rungWrite(job, match.rung),
          ...settledWrites(job.context, job.portal.id, job.submission.id),
        ],
        plan: knownPerson,
      };
    case "several":
      return waitForPerson(job, match.contactIds, "several-contacts-match");
    case "none": {
      // Somebody else writes with this contact's e-mail: taking it over or doubling it would both be guesses.
      if (match.emailTakenBy) return waitForPerson(job, [match.emailTakenBy], "email-of-another-whatsapp-user");
      const byForm =
        job.portal.settings.unknownPerson === "form-first" &&
        job.form.source.tool === "hubspot" &&
        ladder.typedEmail !== undefined;
      const writes = settledWrites(job.context, job.portal.id, job.submission.id);
      return { kind: "done", reason: "unknown-person", writes, plan: byForm ? formFirst : knownPerson };
    }
  }
};

type Outcome = Exclude<ReturnType<typeof nextRung>, { kind: "ask" }>;

/** Asks HubSpot one rung at a time and stops at the first that answers. */
async function climb(job: Job, start: Ladder): Promise<Outcome> {
  let ladder = start;
  for (;;) {
    const next = nextRung(ladder);
    if (next.kind !== "ask") return next;
    ladder = answered(ladder, next.rung, await search(job, next.rung, ladder));
  }
}

async function search({ hubspot }: Job, rung: SearchRung, { waId, typedEmail }: Ladder): Promise<readonly Candidate[]> {
  const { contacts } = hubspot;
  switch (rung) {
    case "wa_id":
      return waId ? (await contacts.findByWaId(waId)).map(toCandidate) : [];
    case "email":
      return typedEmail ? (await contacts.findByEmail(typedEmail)).map(toCandidate) : [];
    case "phone":
      return waId ? (await contacts.findByPhone(numbersOf(waId))).map(toCandidate) : [];
  }
}

/** A contact that was deleted or merged away since counts as unknown; a merged one is found under its new id. */
async function stillThere({ hubspot }: Job, contactId: string | undefined): Promise<string | undefined> {
  return contactId === undefined ? undefined : (await hubspot.contacts.get(contactId))?.id;
}

/** Nobody guesses: the candidates wait for a person, and the portal gets a task that says so. */
async function waitForPerson(job: Job, contactIds: readonly string[], reason: string): Promise<StepResult> {
  const { context, portal, personId, submission } = job;
  const sealer = await context.vault.person(portal.id, personId);
  const { db } = context.store.of(portal.id);
  const row = {
    id: newId(context, "cfl"),
    person_id: personId,
    submission_id: submission.id,
    candidates_sealed: sealer.seal(JSON.stringify(contactIds), "conflicts.candidates"),
    status: "open" as const,
    created_at: context.now(),
  };
  // A correction of answers that wait already: one question, and one task, for both.
  const asked = (await contactsInConflict(context, portal.id, submission.id)).length > 0;
  const asking = db
    .insertInto("conflicts")
    .values(row)
    .onConflict((conflict) =>
      conflict.column("submission_id").doUpdateSet({ candidates_sealed: row.candidates_sealed, status: row.status }),
    );
  return {
    kind: "waiting-for-person",
    reason,
    writes: [write(asking, 1)],
    plan: asked ? [] : [{ step: "conflict_task", after: [] }],
  };
}

export function rungWrite(
  { context, portal, submission }: Job,
  rung: "record" | "identity" | "wa_id" | "email" | "phone" | "made" | "decided",
) {
  const { db } = context.store.of(portal.id);
  return write(db.updateTable("submissions").set({ rung }).where("id", "=", submission.id), 1);
}
