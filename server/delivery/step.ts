import type { HubSpot } from "../../connectors/hubspot/index.ts";
import type { Form } from "../../core/form/types.ts";
import type { KycFlow } from "../../core/kyc/index.ts";
import type { Mapping } from "../../core/mapping/index.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { Context } from "../context.ts";
import type { FormTools } from "../form-tools/index.ts";
import type { PipedriveAccess } from "../pipedrive/access.ts";
import type { Portal } from "../portals/store.ts";
import type { Trace } from "../privacy/erase-kinds.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Row, Write } from "../store/index.ts";

/** The steps that exist today; a new one is added here, in `destinationOf` and in `steps/index.ts`. */
export type StepName =
  | "booking"
  | "booking_message"
  | "identify"
  | "conflict_task"
  | "contact"
  | "file_note"
  | "files"
  | "form_submission"
  | "google_form"
  | "kyc_record"
  | "lead_message"
  | "lead_owner"
  | "lead_task"
  | "pipedrive_note"
  | "pipedrive_person"
  | "receipt"
  | "secure_link"
  | "surveymonkey_response"
  | "timeline"
  | "transaction_note"
  | "typeform_response"
  | "verdict"
  | "verification"
  | "webhook"
  | "workflow";

/** How a plan names a step that others wait for. */
export function stepKey({ step, target = "" }: { readonly step: string; readonly target?: string }): string {
  return target === "" ? step : `${step}:${target}`;
}

/**
 * Where a step goes, as lanes, pauses and fairness know it. Everything for one person at one destination happens in
 * order; destinations do not wait for each other unless `after` says so.
 */
export function destinationOf({ step, target = "" }: Pick<PlannedStep, "step" | "target">): string {
  const place = destinations[step];
  return target === "" ? place : `${place}:${target}`;
}

const destinations: Readonly<Record<StepName, string>> = {
  booking: "calendar",
  booking_message: "whatsapp",
  identify: "hubspot",
  conflict_task: "hubspot",
  contact: "hubspot",
  form_submission: "hubspot",
  kyc_record: "hubspot",
  lead_message: "team",
  lead_owner: "hubspot",
  lead_task: "hubspot",
  timeline: "hubspot",
  file_note: "hubspot",
  transaction_note: "hubspot",
  files: "files",
  receipt: "whatsapp",
  secure_link: "whatsapp",
  surveymonkey_response: "surveymonkey",
  typeform_response: "typeform",
  google_form: "google",
  pipedrive_note: "pipedrive",
  pipedrive_person: "pipedrive",
  verdict: "hubspot",
  verification: "webhook",
  webhook: "webhook",
  workflow: "workflow",
};

/** A step to be done, with all that it may look at. */
export interface Job {
  readonly context: Context;
  readonly portal: Portal;
  readonly hubspot: HubSpot;
  readonly forms: FormTools;
  readonly pipedrive: PipedriveAccess;
  /** For steps that send another Flow. */
  readonly sending: SendingParts;
  /** To be asked right before what cannot be taken back. @throws LeaseLost when the lane may be somebody else's by now */
  readonly mayCall: () => void;
  /**
   * To be told right after something was made outside that only the step's end remembers: a person who is erased while the
   * step runs has it taken away all the same.
   */
  readonly made: (trace: Trace) => void;
  readonly stepId: string;
  /** Which of several destinations of a kind; empty where there is only one. */
  readonly target: string;
  /** How many times this step was begun, this time included. Beyond 1, an earlier try may have landed. */
  readonly attempts: number;
  readonly personId: string;
  /** Digits of the number that the answers came from. */
  readonly waId: string;
  readonly submission: {
    readonly id: string;
    /** When these answers were handed in. */
    readonly acceptedAt: number;
    /** 1, or more for a correction. */
    readonly revision: number;
    /** A correction has been handed in since: the answers here are already that correction's. */
    readonly corrected: boolean;
    readonly flowId: string;
    readonly flowName: string;
    readonly answers: readonly Answer[];
    /** What the form's rules calculated, such as a score. */
    readonly variables: Readonly<Record<string, string | number>>;
    /** Id of the ending that the form's rules led to, where it has endings. */
    readonly ending?: string;
    /** Hidden values by name: the form's own, and above them those that came with the message. */
    readonly hidden: Readonly<Record<string, string>>;
    /** The message that was answered: who asked for it, and by which key. */
    readonly send: { readonly id: string; readonly source: Row<"sends">["source"]; readonly idempotency_key: string };
    /** The contact record that the Flow was sent from, where it was. */
    readonly recordContactId: string | undefined;
  };
  /** With its hidden values as they were for this message. */
  readonly form: Form;
  readonly mapping: Mapping;
  /**
   * Where the Flow is an identity check: the answers above are as they may leave, without numbers in full and without
   * documents. `files`: by question, how many were handed over; all of them are identity documents.
   */
  readonly kyc: { readonly flow: KycFlow; readonly files: ReadonlyMap<string, number> } | undefined;
}

export interface PlannedStep {
  readonly step: StepName;
  /** Which of several destinations of a kind, such as a webhook's id. One plan holds a step and target once. */
  readonly target?: string;
  /**
   * Steps of the same submission and revision that must be done or skipped first, in whatever lane: each `step`, or
   * `step:target` where it has a target. They may be planned later.
   */
  readonly after: readonly string[];
}

/** What a step did. `writes` are committed together with the outcome; `plan` adds the steps that follow from it. */
export type StepResult =
  | {
      readonly kind: "done";
      readonly reason?: string;
      readonly writes?: readonly Write[];
      readonly plan?: readonly PlannedStep[];
    }
  | { readonly kind: "skipped"; readonly reason: string; readonly plan?: readonly PlannedStep[] }
  /** Not an error: what it waits for has not happened yet. */
  | { readonly kind: "not-yet"; readonly reason: string; readonly afterMs: number }
  | {
      readonly kind: "waiting-for-person";
      readonly reason: string;
      readonly writes: readonly Write[];
      readonly plan: readonly PlannedStep[];
    };

/** Does one step; throws OutsideError when the world does not play along. */
export type Step = (job: Job) => Promise<StepResult>;
