/** A provider's answer, as the inbox kept it: the decision is written down, and a step takes it to the record in HubSpot. */
import { type IdentityAnswer, identityAnswerSchema } from "../../connectors/webhook/index.ts";
import { followUpWrites } from "../delivery/plan.ts";
import type { Handler } from "../inbox/types.ts";
import { answeredWrite, verificationById } from "./store.ts";

export type ToldVerdict = IdentityAnswer["data"];

export const handleVerification: Handler = async (context, { portalId, body }) => {
  const { check, decision, code } = identityAnswerSchema.shape.data.parse(body);
  const row = await verificationById(context, portalId, check);
  // Erased since; or answered already: what was decided first stands, and people may change it in HubSpot.
  if (row?.status !== "asked") return [];
  const tenant = context.store.of(portalId);
  const asking = await tenant.first(
    tenant.db
      .selectFrom("steps")
      .selectAll()
      .where("submission_id", "=", row.submission_id)
      .where("revision", "=", row.revision)
      .where("step", "=", "verification")
      .where("target", "=", row.endpoint_id),
  );
  context.log.info("verification.answered", { portal: portalId, submission: row.submission_id, decision });
  // The record stands: the provider was asked after it.
  return [
    answeredWrite(context, portalId, row.id, { decision, code }),
    ...(asking
      ? followUpWrites(context, { portalId, row: asking }, [{ step: "verdict", target: row.id, after: [] }])
      : []),
  ];
};
