/**
 * Form submissions of one portal, and what HubSpot does with them afterwards (HubSpot reference 6.15): the contact is
 * found BY E-MAIL ONLY, updated or made; without an e-mail the submission is stored and no contact is touched.
 */
import { randomUUID } from "node:crypto";
import type { Behaviour } from "./behaviour.ts";
import { type Clock, iso } from "./clock.ts";
import type { FormDefinition } from "./form-types.ts";
import type { Values } from "./record.ts";
import type { RecordStore } from "./records.ts";
import { checkValue } from "./values.ts";

export interface SubmittedValue {
  readonly name: string;
  readonly value: string;
  readonly objectTypeId: string;
}

export interface StoredSubmission {
  readonly conversionId: string;
  readonly formId: string;
  readonly submittedAt: number;
  readonly receivedAt: number;
  readonly values: readonly SubmittedValue[];
  readonly pageUrl: string;
  readonly pageName: string;
  /** As it came, for inspection. */
  readonly legalConsentOptions?: unknown;
  /** From when on the submissions list shows it. */
  listedAt: number;
  outcome: "waiting" | "contact-created" | "contact-updated" | "no-contact";
  contactId?: string;
}

export type NewSubmission = Omit<
  StoredSubmission,
  "conversionId" | "receivedAt" | "listedAt" | "outcome" | "contactId"
>;

export class Submissions {
  readonly #contacts: RecordStore;
  readonly #behaviour: Behaviour;
  readonly #now: Clock;
  readonly #all: StoredSubmission[] = [];
  readonly #started = new Set<string>();
  #waiting: { dueAt: number; form: FormDefinition; submission: StoredSubmission }[] = [];

  constructor(contacts: RecordStore, behaviour: Behaviour, now: Clock) {
    this.#contacts = contacts;
    this.#behaviour = behaviour;
    this.#now = now;
  }

  add(form: FormDefinition, given: NewSubmission): StoredSubmission {
    const receivedAt = this.#now();
    const submission: StoredSubmission = {
      ...given,
      conversionId: randomUUID(),
      receivedAt,
      listedAt: receivedAt + this.#behaviour.submissionListMs,
      outcome: "waiting",
    };
    this.#all.push(submission);
    this.#waiting.push({ dueAt: receivedAt + this.#behaviour.formProcessingMs, form, submission });
    return submission;
  }

  /** Everything received, in order of arrival, listed or not. */
  all(): readonly StoredSubmission[] {
    return this.#all;
  }

  /** What the submissions list shows at this moment, newest first. */
  listed(formId: string): StoredSubmission[] {
    const now = this.#now();
    return this.#all
      .filter((submission) => submission.formId === formId && submission.listedAt <= now)
      .reverse()
      .sort((a, b) => b.submittedAt - a.submittedAt);
  }

  /** Contacts whose submission of this form was processed since this was last asked. */
  takeForWorkflows(formId: string): string[] {
    return this.#all.flatMap((submission) => {
      const { conversionId, contactId } = submission;
      if (submission.formId !== formId || contactId === undefined || this.#started.has(conversionId)) return [];
      this.#started.add(conversionId);
      return [contactId];
    });
  }

  /** Processes whatever is due at `now`; `Infinity` processes and lists all of it. */
  settle(now: number): void {
    if (now === Number.POSITIVE_INFINITY)
      for (const submission of this.#all) submission.listedAt = submission.receivedAt;
    const due = this.#waiting.filter((entry) => entry.dueAt <= now);
    this.#waiting = this.#waiting.filter((entry) => entry.dueAt > now);
    for (const { form, submission } of due) this.#process(form, submission);
  }

  #process(form: FormDefinition, submission: StoredSubmission): void {
    const values = this.#contactValues(form, submission);
    const email = values["email"];
    if (!email) {
      submission.outcome = "no-contact";
      return;
    }
    const known = this.#contacts.find(email, "email");
    const at = iso(submission.submittedAt);
    const before = known?.properties ?? {};
    const conversions = {
      first_conversion_event_name: before["first_conversion_event_name"] ?? form.name,
      first_conversion_date: before["first_conversion_date"] ?? at,
      recent_conversion_event_name: form.name,
      recent_conversion_date: at,
      num_conversion_events: String(Number(before["num_conversion_events"] ?? 0) + 1),
    };
    if (known) {
      this.#contacts.update(known.id, values, conversions);
      submission.outcome = "contact-updated";
      submission.contactId = known.id;
      return;
    }
    const source = {
      hs_analytics_source: this.#behaviour.formContactSource,
      hs_analytics_source_data_1: submission.pageUrl,
    };
    submission.contactId = this.#contacts.create(values, { ...conversions, ...source }).id;
    submission.outcome = "contact-created";
  }

  /** The submitted values that fit the contact's properties; the others stay in the submission alone. */
  #contactValues(form: FormDefinition, submission: StoredSubmission): Values {
    const values: Record<string, string> = {};
    for (const stage of form.configuration.lifecycleStages) {
      if (stage.objectTypeId === "0-1") values["lifecyclestage"] = stage.value;
    }
    for (const { name, value, objectTypeId } of submission.values) {
      const property = objectTypeId === "0-1" ? this.#contacts.catalogue.get(name) : undefined;
      if (!property?.formField || value === "") continue;
      // A unique value that somebody else holds cannot be taken over by a form.
      if (name !== "email" && property.hasUniqueValue && this.#contacts.find(value, name)) continue;
      const checked = checkValue(property, value, new Set());
      if ("value" in checked) values[name] = checked.value;
    }
    return values;
  }
}
