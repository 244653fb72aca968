/** Whether WhatsApp's policy concerns a question, and what may be decided about it (WhatsApp reference 6.7). */
import type { Field, FieldOf, PolicyChoice } from "../../form/types.ts";
import { matchesPattern } from "../../submission/pattern.ts";
import { harmless, kindInWords, type PolicyKind, samples } from "./patterns.ts";
import { canBeOnSecurePage } from "./secure.ts";

const typedKinds: ReadonlySet<Field["kind"]> = new Set(["short_text", "long_text", "number", "file"]);

/** By what the question is called, by the tool's name for it, and by the format that it insists on. */
export function policyKindOf(field: Field): PolicyKind | undefined {
  if (field.kind === "statement" || field.kind === "payment" || field.kind === "unsupported") return undefined;
  const parts = "parts" in field ? field.parts.map(({ label }) => label) : [];
  const found = kindInWords(
    [field.title, field.label ?? "", field.source.id, field.source.ref ?? "", ...parts].join(" | "),
  );
  // Whether somebody has a passport may be asked: only what takes its number or its picture is meant.
  const takesIt = typedKinds.has(field.kind) || parts.length > 0;
  if (found === "health" || (found && takesIt)) return found;
  return field.kind === "short_text" ? kindInFormat(field) : undefined;
}

function kindInFormat({ pattern }: FieldOf<"short_text">): PolicyKind | undefined {
  if (!pattern || harmless.some((text) => matchesPattern(pattern, text))) return undefined;
  return (["card", "bank", "identity"] as const).find((kind) =>
    samples[kind].some((text) => matchesPattern(pattern, text)),
  );
}

/**
 * What may be decided. The number of a payment card is kept nowhere here (PCI DSS forbids it to whoever is not certified),
 * so no page of ours asks for it.
 */
export function policyChoicesFor(field: Field, kind: PolicyKind): PolicyChoice[] {
  const ends = field.kind !== "file" && field.kind !== "contact_info" && field.kind !== "address";
  return [
    ...(kind === "health" ? ["ask" as const] : []),
    "leave_out",
    ...(kind !== "health" && ends ? ["last_digits" as const] : []),
    ...(kind !== "card" && canBeOnSecurePage(field) ? ["secure_page" as const] : []),
  ];
}

/** Why a choice is none for this question, with what to do instead; undefined where it is one, or the policy says nothing. */
export function whyNotChosen(field: Field, choice: PolicyChoice): string | undefined {
  const kind = policyKindOf(field);
  if (!kind || policyChoicesFor(field, kind).includes(choice)) return undefined;
  if (choice === "secure_page" && kind === "card")
    return "the number of a payment card is never stored here, so no secure page asks for it. Leave the question out, and send customers the link of your payment provider.";
  if (choice === "secure_page")
    return `the secure page cannot ask a question of this kind (${field.kind.replaceAll("_", " ")}) yet. Leave it out, or ask it where you talk to the customer.`;
  if (choice === "ask") return "WhatsApp's policy forbids asking it in the chat.";
  return "its answer has no end of a number that could be asked for.";
}
