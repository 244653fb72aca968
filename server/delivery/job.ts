/** Everything a step may look at, read and opened once. */
import { z } from "zod";
import type { Answer } from "../../core/submission/types.ts";
import type { Context } from "../context.ts";
import { identityOf } from "../people/people.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { findPortal } from "../portals/store.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import type { Job } from "./step.ts";
import { type DueStep, handedInAt } from "./store.ts";

const answersSchema: z.ZodType<Answer[]> = z.array(
  z.object({
    fieldId: z.string(),
    part: z.string().exactOptional(),
    value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  }),
);

const handedInSchema = z.object({
  answers: answersSchema,
  variables: z.record(z.string(), z.union([z.string(), z.number()])),
});

export interface DeliveryParts {
  readonly context: Context;
  readonly hubspot: HubSpotAccess;
  readonly catalogue: FlowCatalogue;
}

export async function loadJob(parts: DeliveryParts, { portalId, row }: DueStep, attempts: number): Promise<Job> {
  const { context, hubspot, catalogue } = parts;
  const tenant = context.store.of(portalId);
  const submission = await tenant.first(
    tenant.db
      .selectFrom("submissions")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .innerJoin("sends", "sends.id", "submissions.send_id")
      .select([
        "submissions.id",
        "submissions.version_id",
        "submissions.answers_sealed",
        "flows.name",
        "sends.contact_sealed",
      ])
      .where("submissions.id", "=", row.submission_id),
  );
  const portal = await findPortal(context, portalId);
  if (!submission || !portal) throw new Error(`The submission of step ${row.id} is not in the database.`);
  const sealer = await context.vault.person(portalId, row.person_id);
  const version = await catalogue.version(portalId, submission.version_id);
  const waId = await identityOf(context, portalId, row.person_id, "wa_id");
  if (!waId) throw new Error(`The person of step ${row.id} has no WhatsApp id.`);
  return {
    context,
    portal,
    hubspot: hubspot.of(portalId),
    stepId: row.id,
    attempts,
    personId: row.person_id,
    waId,
    submission: {
      id: submission.id,
      acceptedAt: handedInAt(row),
      revision: row.revision,
      flowName: submission.name,
      ...handedInSchema.parse(JSON.parse(sealer.open(submission.answers_sealed, "submissions.answers"))),
      recordContactId: submission.contact_sealed ? sealer.open(submission.contact_sealed, "sends.contact") : undefined,
    },
    form: version.form,
    mapping: version.mapping,
  };
}
