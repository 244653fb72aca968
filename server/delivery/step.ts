import type { HubSpot } from "../../connectors/hubspot/index.ts";
import type { Form } from "../../core/form/types.ts";
import type { Mapping } from "../../core/mapping/index.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { Context } from "../context.ts";
import type { Portal } from "../portals/store.ts";
import type { Write } from "../store/index.ts";

/** The steps that exist today; a new one is added here and in `steps/index.ts`. */
export type StepName = "identify" | "conflict_task" | "contact" | "form_submission";

/** A step to be done, with all that it may look at. */
export interface Job {
  readonly context: Context;
  readonly portal: Portal;
  readonly hubspot: HubSpot;
  readonly stepId: string;
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
    readonly flowName: string;
    readonly answers: readonly Answer[];
    /** What the form's rules calculated, such as a score. */
    readonly variables: Readonly<Record<string, string | number>>;
    /** The contact record that the Flow was sent from, where it was. */
    readonly recordContactId: string | undefined;
  };
  readonly form: Form;
  readonly mapping: Mapping;
}

export interface PlannedStep {
  readonly step: StepName;
  readonly after: readonly StepName[];
}

/** What a step did. `writes` are committed together with the outcome; `plan` adds the steps that follow from it. */
export type StepResult =
  | {
      readonly kind: "done";
      readonly reason?: string;
      readonly writes?: readonly Write[];
      readonly plan?: readonly PlannedStep[];
    }
  | { readonly kind: "skipped"; readonly reason: string }
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
