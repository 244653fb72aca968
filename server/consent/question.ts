import { withOptIn } from "../../core/consent/index.ts";
import type { Form } from "../../core/form/types.ts";
import { wordsFor } from "../../core/texts/index.ts";
import type { Context } from "../context.ts";
import { consentSettingsOf, sourceOf } from "./settings.ts";

/** The form with our own question at its end, where the portal's settings put it. */
export async function withConsentQuestion(context: Context, portalId: string, form: Form): Promise<Form> {
  const question = sourceOf(await consentSettingsOf(context, portalId), "question");
  if (!question) return form;
  const { consent } = wordsFor(form.language);
  return withOptIn(form, { label: consent.label, wording: question.wording ?? consent.wording });
}
