import type { FieldOf } from "../../form/types.ts";
import { input } from "./inputs.ts";
import { bodyText, captionText, cutNotice, headingText } from "./question.ts";
import type { Asked, Change, Context } from "./types.ts";

/** A signature as the typed full name and a tick below it. It is named so: nothing is drawn on WhatsApp. */
export function buildSignature(field: FieldOf<"signature">, context: Context): Asked {
  const { required } = field;
  const name = input(field, context, {
    type: "TextInput",
    part: "name",
    properties: { label: context.words.fullName, required, "input-type": "text", "max-chars": 120 },
    prefill: "string",
  });
  const agreed = input(field, context, {
    type: "OptIn",
    part: "agreed",
    properties: { label: context.words.sign, required },
    prefill: "none",
  });
  return {
    outcome: "asked",
    components: [
      ...headingText(field.title, context),
      ...captionText(field.description, context),
      ...bodyText(field.text, context),
      name.component,
      agreed.component,
    ],
    inputs: [name.input, agreed.input],
    changes: [
      asTypedName,
      ...[field.title, field.description, field.text].flatMap((text) => cutNotice(text, context)).slice(0, 1),
    ],
  };
}

const asTypedName: Change = {
  code: "signature.typed_name",
  message:
    "Signed by typing the full name and ticking a box: a typed name with consent, not a drawn signature. Ask a lawyer whether that is enough where the law asks for more.",
};
