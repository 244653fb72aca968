import type { Job, StepName } from "../step.ts";

/** A newer revision of these answers was delivered by this step already: theirs are the same answers, and once is enough. */
export async function correctionLanded({ context, portal, submission }: Job, step: StepName): Promise<boolean> {
  const tenant = context.store.of(portal.id);
  const query = tenant.db
    .selectFrom("steps")
    .select("id")
    .where("submission_id", "=", submission.id)
    .where("step", "=", step)
    .where("revision", ">", submission.revision)
    .where("status", "=", "done")
    .limit(1);
  return (await tenant.first(query)) !== undefined;
}
