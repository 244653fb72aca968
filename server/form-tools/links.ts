/** What a person pastes to name a form: its id, or an address. */
import { googleFormIn } from "../../connectors/google-forms/index.ts";
import { typeformIdIn } from "../../connectors/typeform/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import type { FormToolName } from "./tools.ts";

export type NamedForm =
  | { readonly kind: "id" | "link"; readonly id: string }
  /** Google's public page has another id than the form. */
  | { readonly kind: "public-page"; readonly publishedId: string };

/** @throws RefusedInput `forms.not_a_form_link` for what names no form of this tool */
export function linkIn(tool: FormToolName, pasted: string): NamedForm {
  const text = pasted.trim();
  if (/^[\w-]{1,128}$/.test(text)) return { kind: "id", id: text };
  if (tool === "typeform") {
    const id = typeformIdIn(text);
    if (id) return { kind: "link", id };
  }
  if (tool === "google-forms") {
    const form = googleFormIn(text);
    if (form && "id" in form) return { kind: "link", id: form.id };
    if (form) return { kind: "public-page", publishedId: form.publishedId };
  }
  throw new RefusedInput("forms.not_a_form_link", `This names no form. ${instead[tool]}`);
}

const instead: Readonly<Record<FormToolName, string>> = {
  typeform: "Pass its id, or its link: https://ACCOUNT.typeform.com/to/ID.",
  "google-forms": "Pass its id, or the address of its editor or of its public page on docs.google.com.",
  surveymonkey: "Pass the survey's id, as `flowella forms list` shows it: links to surveys do not contain it.",
};
