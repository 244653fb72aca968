import type { Job } from "../step.ts";

/** The e-mail typed in this submission: the first answered question that asks for one. */
export function typedEmail({ form, submission }: Job): string | undefined {
  const answer = submission.answers.find(
    ({ fieldId, part }) => form.fields[fieldId]?.kind === "email" || part === "email",
  );
  return typeof answer?.value === "string" ? answer.value.trim().toLowerCase() || undefined : undefined;
}
