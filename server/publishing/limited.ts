/** Forms with limited places: what a limit needs of the form, and what it makes of it. */
import { capacityProblems, withLimits } from "../../core/conversation/index.ts";
import type { Form } from "../../core/form/types.ts";
import { eventProblems } from "../../core/reminders/index.ts";
import { riskProblems } from "../../core/risk/index.ts";
import type { Context } from "../context.ts";
import type { FlowCatalogue } from "./catalogue.ts";
import { type FlowSettings, settingsOf } from "./settings.ts";
import { settingsAtFirst } from "./use-case.ts";
import { flowOfForm } from "./versions.ts";

/** The form as its Flow limits it, to be compiled: then a full choice is left out wherever it would be shown. */
export async function limitedForm(context: Context, portalId: string, form: Form): Promise<Form> {
  const flow = await flowOfForm(context, portalId, form);
  const { capacity = [] } = flow ? settingsOf(flow) : settingsAtFirst(form);
  return withLimits(form, capacity);
}

export interface LimitsCheck {
  /** Why these limits do not go with the form, in sentences. */
  readonly problems: readonly string[];
  /** What whoever sets them should know. */
  readonly notices: readonly string[];
}

/** Holds a Flow's limits against the version that new messages carry. */
export async function checkLimits(
  { context, catalogue }: { readonly context: Context; readonly catalogue: FlowCatalogue },
  portalId: string,
  flowId: string,
  { capacity = [], event, kyc }: FlowSettings,
): Promise<LimitsCheck> {
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("flows").select("current_version_id").where("id", "=", flowId);
  const versionId = (await tenant.first(query))?.current_version_id;
  if (!versionId || (capacity.length === 0 && !event && !kyc?.risk)) return { problems: [], notices: [] };
  const { form } = await catalogue.version(portalId, versionId);
  const unmarked = withLimits(form, capacity) !== form;
  const problems = [
    ...capacityProblems(form, capacity),
    ...(event ? eventProblems(form, event) : []),
    ...(kyc?.risk ? riskProblems(form, kyc.risk) : []),
  ];
  return { problems, notices: unmarked ? [publishAgain] : [] };
}

const publishAgain =
  "The limit holds from now on: a choice that is full is refused in words. Publish the form again so that full choices " +
  "are left out of the list.";
