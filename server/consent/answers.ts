/** What the answers of a form say about being written to, kept in the very commit that accepts them. */
import { consentAnswers } from "../../core/consent/index.ts";
import type { Form } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { Context } from "../context.ts";
import { bumpWrite } from "../people/revision.ts";
import type { Write } from "../store/index.ts";
import { keysOfPerson } from "./keys-of.ts";
import { recordWrites } from "./records.ts";
import { consentSettingsOf, sourceOf } from "./settings.ts";
import { liftWrites } from "./suppression.ts";
import { tellConsentWrites } from "./tell-hubspot.ts";

export interface Accepted {
  readonly personId: string;
  readonly submissionId: string;
  readonly form: Form;
  readonly answers: readonly Answer[];
  /** A box that the Flow's settings name: ticking it agrees to messages about this request, leaving it says nothing. */
  readonly agreedBy?: string | undefined;
  /** Epoch ms. */
  readonly at: number;
}

/** An agreement lifts an earlier STOP: it is the person's own later word. */
export async function consentWrites(context: Context, portalId: string, accepted: Accepted): Promise<Write[]> {
  const { form, answers, personId, submissionId, at, agreedBy } = accepted;
  if (!Object.values(form.fields).some(({ kind }) => kind === "consent")) return [];
  const settings = await consentSettingsOf(context, portalId);
  const boxes = sourceOf(settings, "form_box");
  const fields = boxes?.fields ?? [];
  const own = agreedBy !== undefined && !fields.includes(agreedBy) ? [agreedBy] : [];
  const found = consentAnswers(form, answers, [...fields, ...own]);
  const asked = found.filter(({ fieldId, state }) => !own.includes(fieldId) || state === "given");
  if (asked.length === 0) return [];
  const records = asked.flatMap(({ source, fieldId: ref, state, wording }) => {
    const wide = (source === "question" ? sourceOf(settings, "question") : boxes)?.covers ?? "everything";
    const covers = own.includes(ref) ? ("utility" as const) : wide;
    return recordWrites(context, portalId, { personId, source, ref, state, covers, wording, submissionId, at });
  });
  const agreed = asked.some(({ state }) => state === "given");
  const lifted = agreed ? liftWrites(context, portalId, await keysOfPerson(context, portalId, personId)) : [];
  const told = await tellConsentWrites(context, portalId, personId);
  return [...records, bumpWrite(context, portalId, personId), ...lifted, ...told];
}
