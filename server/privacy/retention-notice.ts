/** What a business has to know, or do, before a Flow is published whose answers are not kept. */
import type { CompiledFlow } from "../../core/flow/types.ts";
import type { Form, Notice } from "../../core/form/types.ts";
import type { KycFlow } from "../../core/kyc/index.ts";
import { documentQuestions, documentsNowhere, type Keep } from "../../core/retention/index.ts";
import type { Context } from "../context.ts";
import { findPortal, type Portal } from "../portals/store.ts";
import { activeEndpoints } from "../portals/webhook-endpoints.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { type FlowSettings, settingsOf } from "../publishing/settings.ts";
import { settingsAtFirst } from "../publishing/use-case.ts";
import type { Row } from "../store/index.ts";
import { flowKeeps } from "./retention-keeps.ts";

/** The Flow as it was compiled, with what retention has to say in its report. */
export async function underRetention(
  context: Context,
  portalId: string,
  flow: Pick<Row<"flows">, "settings"> | undefined,
  compiled: CompiledFlow,
): Promise<CompiledFlow> {
  const portal = await findPortal(context, portalId);
  if (!portal) return compiled;
  const settings = flow ? settingsOf(flow) : settingsAtFirst(compiled.form);
  const keep = settings.keep ?? portal.settings.retention.keep;
  const notices = await noticesFor(context, portal, keep, compiled.form, settings.kyc);
  if (notices.length === 0) return compiled;
  return {
    ...compiled,
    publishable: compiled.publishable && !notices.some(({ level }) => level === "block"),
    report: { ...compiled.report, notices: [...compiled.report.notices, ...notices] },
  };
}

/** Why a Flow that is published already may not keep answers like this, in words; undefined where it may. */
export async function whyNotKept(
  { context, catalogue }: { readonly context: Context; readonly catalogue: Pick<FlowCatalogue, "version"> },
  portalId: string,
  flowId: string,
  { keep: own, kyc }: Pick<FlowSettings, "keep" | "kyc">,
  portalKeep?: Keep,
): Promise<string | undefined> {
  const portal = await findPortal(context, portalId);
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("flows").select("current_version_id").where("id", "=", flowId);
  const versionId = (await tenant.first(query))?.current_version_id;
  const keep = own ?? portalKeep ?? portal?.settings.retention.keep;
  if (!portal || !versionId || keep !== "nothing") return undefined;
  const { form } = await catalogue.version(portalId, versionId);
  const notices = await noticesFor(context, portal, keep, form, kyc);
  return notices.find(({ level }) => level === "block")?.message;
}

/** The same for all of a portal's Flows, before the portal itself keeps nothing: by the Flow's name. */
export async function whyPortalMayNot(
  parts: { readonly context: Context; readonly catalogue: Pick<FlowCatalogue, "version"> },
  portal: Portal,
  keep: Keep,
): Promise<string | undefined> {
  if (keep !== "nothing") return undefined;
  for (const { id, name, saidBy } of await flowKeeps(parts.context, portal)) {
    if (saidBy === "flow") continue;
    const tenant = parts.context.store.of(portal.id);
    const row = await tenant.first(tenant.db.selectFrom("flows").select("settings").where("id", "=", id));
    const why = row && (await whyNotKept(parts, portal.id, id, settingsOf(row), keep));
    if (why) return `${name}: ${why}`;
  }
  return undefined;
}

async function noticesFor(
  context: Context,
  portal: Portal,
  keep: Keep,
  form: Form,
  kyc: KycFlow | undefined,
): Promise<Notice[]> {
  if (keep !== "nothing") return [];
  const { webhook, surveymonkey, google } = portal.settings.secureAnswers;
  const blocked = documentsNowhere(keep, form, kyc, {
    provider: (await activeEndpoints(context, portal.id, "identity.check")).length > 0,
    secureInFull: [webhook, surveymonkey, google].includes("full"),
  });
  return [...(blocked ? [blocked] : []), ...filesNowhere(portal, form, kyc)];
}

/** Other files may be lost by choice; whoever publishes is told. */
function filesNowhere({ settings: { timeline, fileDays } }: Portal, form: Form, kyc: KycFlow | undefined): Notice[] {
  const documents = documentQuestions(form, kyc).files;
  const others = Object.values(form.fields).filter((field) => field.kind === "file" && !documents.includes(field));
  if (others.length === 0 || (timeline && fileDays > 0)) return [];
  const message =
    "Nothing is kept once answers are delivered, and files are not put into HubSpot either: nobody will have the files " +
    "that customers hand over. Put them into HubSpot (Settings, Identity and data), or keep this Flow's answers for some days.";
  return [{ level: "warn", code: "privacy.files_nowhere", message, ...(others[0] && { fieldId: others[0].id }) }];
}
