/** Whether identity documents would be kept by nobody. */
import { policyKindOf } from "../flow/policy/concerns.ts";
import { plainLine, shorten } from "../flow/text.ts";
import { type Field, type Form, fieldsInOrder, type Notice } from "../form/types.ts";
import type { KycFlow } from "../kyc/index.ts";
import type { Keep } from "./settings.ts";

export interface DocumentPlaces {
  /** The Flow is an identity check, and a provider that verifies identities is told of each. */
  readonly provider: boolean;
  /** What answers from the secure page leave with, in full, by destination. */
  readonly secureInFull: boolean;
}

/** Questions whose answer is an identity document, or its number in full, and which go nowhere but into the vault. */
export function documentQuestions(form: Form, kyc: KycFlow | undefined): { files: Field[]; numbers: Field[] } {
  const asked = fieldsInOrder(form).filter(({ policy }) => policy !== "leave_out" && policy !== "last_digits");
  return {
    files: asked.filter((field) => field.kind === "file" && (kyc !== undefined || policyKindOf(field) === "identity")),
    numbers: asked.filter((field) => field.policy === "secure_page" && policyKindOf(field) === "identity"),
  };
}

/** What keeps this Flow from being published: with nothing kept, its documents would be nowhere once it is delivered. */
export function documentsNowhere(
  keep: Keep,
  form: Form,
  kyc: KycFlow | undefined,
  { provider, secureInFull }: DocumentPlaces,
): Notice | undefined {
  if (keep !== "nothing") return undefined;
  const { files, numbers } = documentQuestions(form, kyc);
  const [field] = [...(provider && kyc ? [] : files), ...(secureInFull ? [] : numbers)];
  if (!field) return undefined;
  const title = `“${shorten(plainLine(field.title) || field.source.id, 80)}”`;
  const instead =
    field.kind === "file"
      ? "Make the Flow an identity check and add a webhook for identity.check that leads to your verification provider"
      : "Let a webhook have answers from the secure page in full (Settings, Identity and data)";
  const message = `${title} asks for an identity document, and nothing is kept once answers are delivered: nobody would have it. ${instead}, or keep this Flow's answers for some days.`;
  return { level: "block", code: "privacy.documents_nowhere", message, fieldId: field.id };
}
