/** What a change means for what the form is used for: the contact's properties, messages that people have, writing back. */
import type { FieldId } from "../field-id.ts";
import type { ChangeKind, FormChange } from "./types.ts";

export interface FormUses {
  /** Properties of the contact that a question fills. */
  readonly properties: ReadonlyMap<FieldId, readonly string[]>;
  /** Somebody edited the mapping: then nothing is mapped by suggestion any more. */
  readonly mappingEdited: boolean;
  /** Messages that people have and have not answered. */
  readonly waiting: number;
  /** The tool that gets the answers back, by its name; undefined where they do not go back. */
  readonly writesBackTo: string | undefined;
  /** Questions that kept edits are about. */
  readonly edited: ReadonlySet<FieldId>;
}

/** Sentences; none where nothing but the form itself changes. */
export function impactOf(change: FormChange, uses: FormUses): string[] {
  return [...onMapping(change, uses), ...onEdits(change, uses), ...onRunning(change, uses)];
}

function onMapping({ kind, field }: FormChange, { properties, mappingEdited }: FormUses): string[] {
  const filled = field === undefined ? [] : (properties.get(field) ?? []);
  if (kind === "question_added") {
    return mappingEdited
      ? ["Its answers go to no property until it is added to your mapping."]
      : ["Taken over, its answers are mapped by suggestion: look at the mapping."];
  }
  if (filled.length === 0) return [];
  const names = filled.join(", ");
  switch (kind) {
    case "question_removed":
      return [`It fills ${names} in HubSpot: new messages fill that no more.`];
    case "type_changed":
    case "scale_changed":
      return [`It fills ${names} in HubSpot: look whether its new answers fit there.`];
    case "choice_removed":
    case "choice_replaced":
    case "choice_added":
      return [`It fills ${names} in HubSpot: look whether that property knows these options.`];
    default:
      return [];
  }
}

function onEdits({ kind, field }: FormChange, { edited }: FormUses): string[] {
  if (field === undefined || !edited.has(field)) return [];
  if (kind === "question_removed") return ["Your edits of it are passed over from then on."];
  if (kind === "question_reworded") return ["You have edits of this question: where they word it, your words stay."];
  return [];
}

/** Changes after which the tool may refuse, or not know, what an older message still asks. */
const refusable: ReadonlySet<ChangeKind> = new Set([
  "type_changed",
  "now_required",
  "choice_removed",
  "choice_replaced",
  "other_ended",
  "line_removed",
  "checks_narrower",
  "scale_changed",
]);

function onRunning({ kind, weight }: FormChange, { waiting, writesBackTo: tool }: FormUses): string[] {
  const people = messages(waiting);
  switch (kind) {
    case "question_removed":
      return [
        ...(waiting > 0 ? [`${people} still asks it; those answers are taken and delivered.`] : []),
        ...(tool
          ? [`${tool} has no such question any more: until the change is taken over, its answers do not get there.`]
          : []),
      ];
    case "question_added":
      return [
        ...(waiting > 0
          ? [
              waiting === 1
                ? "The message that is out does not ask it."
                : `None of the ${waiting} messages that are out asks it.`,
            ]
          : []),
        ...(tool && weight === "decision"
          ? [`${tool} may refuse answers that come without it: take it over before you send more.`]
          : []),
      ];
    case "closed":
      return tool
        ? [`Customers can still answer on WhatsApp, but ${tool} may refuse what is written back.`]
        : ["Customers can still answer on WhatsApp: pause the Flow if they should not."];
    case "consent_reworded":
      return waiting > 0 ? [`${people} shows the words before, and those are what is kept as agreed to.`] : [];
    case "rules":
    case "condition_changed":
      return waiting > 0 ? [`${people} follows the rules before.`] : [];
    default:
      return refusable.has(kind) && tool
        ? [`Until it is taken over, and from older messages after that, ${tool} may refuse answers.`]
        : [];
  }
}

/** What holds for all changes at once, about messages that are out. */
export function runningImpact({ waiting }: FormUses): string {
  if (waiting === 0) return "Nobody has an unanswered message of this Flow.";
  return `${messages(waiting)} keeps the version before: it opens and is answered as it was sent, also after the change is taken over.`;
}

function messages(waiting: number): string {
  return waiting === 1 ? "1 message that is out" : `Each of ${waiting} messages that are out`;
}
