/** What becomes of each question of a form, and a look at it on a phone. */
import { isDeepStrictEqual } from "node:util";
import type { CompiledFlow } from "../../core/flow/types.ts";
import type { FormFlow, FormSource, PageReport } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { rememberSource } from "../form-tools/watching/index.ts";
import { type PreviewLink, previewLink } from "../preview/preview.ts";
import { convertForm, draftForm } from "../publishing/publish.ts";
import type { Row } from "../store/index.ts";
import { type PageParts, type ReadyForm, readyForm } from "./form-ready.ts";

/** How long a preview's link is good: as long as somebody looks at a form, and not much longer. */
const previewHours = 2;

/** @throws RefusedInput, OutsideError as `readyForm` */
export async function reportOf(parts: PageParts, portalId: string, source: FormSource): Promise<PageReport> {
  const { form, flow } = await readyForm(parts, portalId, source);
  const { compiled, blocked } = await convertForm(parts.context, portalId, form);
  const { lines, notices, seconds } = compiled.report;
  return {
    kind: "ready",
    title: form.title,
    language: form.language,
    screens: compiled.screens.length,
    seconds,
    lines: lines.map(({ title, outcome, code, message }) => ({ title, outcome, code, message })),
    notices: notices.map(({ level, code, message }) => ({ level, code, message })),
    ...(blocked && { blocked }),
    ...(flow && { flow: await flowShown(parts.context, portalId, flow) }),
    current: flow ? await isCurrent(parts.context, portalId, flow, compiled) : false,
    newTemplate: !flow?.template_name,
  };
}

async function flowShown({ store }: Context, portalId: string, flow: Row<"flows">): Promise<FormFlow> {
  const { id, status, current_version_id: current } = flow;
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").select("number");
  const version = current === null ? undefined : await tenant.first(query.where("id", "=", current));
  return { id, status, ...(version && { version: version.number }) };
}

/**
 * A link to the form as it is now. It is kept as the next version of its Flow, as a draft, unless the newest version is the
 * same already.
 */
export async function formPreview(parts: PageParts, portalId: string, source: FormSource): Promise<PreviewLink> {
  const drafted = await keptAsDraft(parts, portalId, await readyForm(parts, portalId, source));
  if (drafted.kind === "refused") return drafted;
  return previewLink(parts.context, portalId, {
    flowId: drafted.flowId,
    version: drafted.version,
    hours: previewHours,
  });
}

export type Kept =
  | { readonly kind: "kept"; readonly flowId: string; readonly versionId: string; readonly version: number }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** The form as the newest version of its Flow: the one that is there where it is the same, else a new draft. */
export async function keptAsDraft({ context }: PageParts, portalId: string, ready: ReadyForm): Promise<Kept> {
  const { form, read, flow } = ready;
  const { compiled } = await convertForm(context, portalId, form);
  const newest = flow && (await newestVersion(context, portalId, flow.id));
  if (flow && newest && holds(newest, compiled)) {
    return { kind: "kept", flowId: flow.id, versionId: newest.id, version: newest.number };
  }
  const drafted = await draftForm(context, portalId, form);
  if (drafted.kind === "refused") return { kind: "refused", code: drafted.code, message: drafted.message };
  await rememberSource(context, portalId, drafted, read);
  const { flowId, versionId, version } = drafted;
  return { kind: "kept", flowId, versionId, version };
}

async function newestVersion({ store }: Context, portalId: string, flowId: string) {
  const tenant = store.of(portalId);
  const columns = ["id", "number", "form", "compiled"] as const;
  const query = tenant.db.selectFrom("flow_versions").select(columns).where("flow_id", "=", flowId);
  return tenant.first(query.orderBy("number", "desc").limit(1));
}

/** Whether what new messages carry is the form as it is now. */
async function isCurrent(
  { store }: Context,
  portalId: string,
  flow: Row<"flows">,
  now: CompiledFlow,
): Promise<boolean> {
  if (flow.current_version_id === null) return false;
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").select(["form", "compiled"]);
  const version = await tenant.first(query.where("id", "=", flow.current_version_id));
  return version !== undefined && holds(version, now);
}

/** Whether a version is this very form; the order of keys says nothing. */
function holds(
  version: Pick<Row<"flow_versions">, "form" | "compiled">,
  { form, flow, screens }: CompiledFlow,
): boolean {
  return same(version.form, form) && same(version.compiled, { flow, screens });
}

function same(stored: string, now: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(stored), JSON.parse(JSON.stringify(now)));
}

/** A link to a Flow as new messages carry it. */
export function flowPreview(context: Context, portalId: string, flowId: string): Promise<PreviewLink> {
  return previewLink(context, portalId, { flowId, hours: previewHours });
}
