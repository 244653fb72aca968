/** Everything a step may look at, read and opened once. */
import { ownHidden } from "../../core/form/hidden.ts";
import { answersThatMayLeave, documentsIn } from "../../core/kyc/index.ts";
import type { Context } from "../context.ts";
import { withHidden } from "../conversation/hidden.ts";
import { type FlowTokens, flowTokens } from "../conversation/tokens.ts";
import { type FormTools, formTools } from "../form-tools/index.ts";
import { identityOf } from "../people/people.ts";
import { type PipedriveAccess, pipedriveAccess } from "../pipedrive/access.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { findPortal } from "../portals/store.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { settingsOf } from "../publishing/settings.ts";
import { secureAnswersFor } from "../secure-questions/for-destination.ts";
import { openHandedIn } from "./handed-in.ts";
import { editedMapping } from "./mapping-edits.ts";
import { type DueStep, handedInAt } from "./plan.ts";
import type { Job } from "./step.ts";

export interface DeliveryParts {
  readonly context: Context;
  readonly hubspot: HubSpotAccess;
  readonly catalogue: FlowCatalogue;
  /** Made from the context where it is left out. */
  readonly forms?: FormTools;
  /** The same. */
  readonly pipedrive?: PipedriveAccess;
  /** The same. */
  readonly tokens?: FlowTokens;
}

export async function loadJob(
  parts: DeliveryParts,
  { portalId, row }: DueStep,
  attempts: number,
  mayCall: () => void,
  made: Job["made"] = () => undefined,
): Promise<Job> {
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
        "submissions.revision",
        "flows.id as flow_id",
        "flows.name",
        "flows.settings",
        "sends.contact_sealed",
        "sends.id as send_id",
        "sends.source",
        "sends.idempotency_key",
      ])
      .where("submissions.id", "=", row.submission_id),
  );
  const portal = await findPortal(context, portalId);
  if (!submission || !portal) throw new Error(`The submission of step ${row.id} is not in the database.`);
  const sealer = await context.vault.person(portalId, row.person_id);
  const version = await catalogue.version(portalId, submission.version_id);
  const waId = await identityOf(context, portalId, row.person_id, "wa_id");
  if (!waId) throw new Error(`The person of step ${row.id} has no WhatsApp id.`);
  const handedIn = openHandedIn(sealer, submission.answers_sealed);
  const form = withHidden(version.form, handedIn.hidden);
  const about = { submissionId: submission.id, form };
  const secure = await secureAnswersFor(context, portal, row.step, about);
  const { kyc } = settingsOf(submission);
  const typed = kyc ? answersThatMayLeave(form, kyc, handedIn.answers) : handedIn.answers;
  return {
    context,
    portal,
    hubspot: hubspot.inTurn(portalId, mayCall),
    mayCall,
    made,
    forms: parts.forms ?? formTools(context),
    pipedrive: parts.pipedrive ?? pipedriveAccess(context),
    sending: { context, hubspot, catalogue, tokens: parts.tokens ?? flowTokens(context) },
    stepId: row.id,
    target: row.target,
    attempts,
    personId: row.person_id,
    waId,
    submission: {
      id: submission.id,
      acceptedAt: handedInAt(row),
      revision: row.revision,
      corrected: submission.revision > row.revision,
      flowId: submission.flow_id,
      flowName: submission.name,
      ...handedIn,
      answers: [...typed, ...secure],
      hidden: { ...ownHidden(form), ...handedIn.hidden },
      send: {
        id: submission.send_id,
        source: submission.source,
        idempotency_key: submission.idempotency_key,
      },
      recordContactId: submission.contact_sealed ? sealer.open(submission.contact_sealed, "sends.contact") : undefined,
    },
    form,
    mapping: (await editedMapping(context, portalId, submission.flow_id)) ?? version.mapping,
    kyc: kyc && { flow: kyc, files: documentsIn(form, handedIn.answers) },
  };
}
