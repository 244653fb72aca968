/** Compares a form as its tool has it now with the one that new messages of its Flow were made from. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { compile } from "../../../core/flow/index.ts";
import { type FormChange, formChanges } from "../../../core/form/changes/index.ts";
import { type Form, formSchema } from "../../../core/form/types.ts";
import type { Context } from "../../context.ts";
import { preparedForm, sourcesKept } from "../../publishing/prepared.ts";
import type { Row } from "../../store/index.ts";
import type { ReadForm } from "./source.ts";
import { sourceOf, type Watch } from "./store.ts";

export interface Noticed {
  readonly changes: readonly FormChange[];
  /** Names these changes; empty where there are none. */
  readonly state: string;
  /** A later version had this form already, and somebody went back behind it: that was a decision. */
  readonly wentBack: boolean;
  /** Google's public page, which alone has the checks of answers, was read for the Flow and cannot be read now. */
  readonly pageMissing: boolean;
}

export interface FlowOfForm {
  readonly flow: Row<"flows">;
  readonly version: Row<"flow_versions">;
}

/** The Flow with the version that new messages carry; undefined where none was published. */
export async function flowAndVersion(
  { store }: Context,
  portalId: string,
  flowId: string,
): Promise<FlowOfForm | undefined> {
  const tenant = store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", flowId));
  if (!flow?.current_version_id) return undefined;
  const version = await versionRow({ store }, portalId, flow.current_version_id);
  return version && { flow, version };
}

const sourceSchema = z.object({ source: z.object({ url: z.string().optional() }) });

/** Where its form is read. */
export function placeOf({ tool, form_id: formId }: Watch, { version }: FlowOfForm) {
  return { tool, formId, url: sourceSchema.safeParse(JSON.parse(version.form)).data?.source.url };
}

function versionRow({ store }: Pick<Context, "store">, portalId: string, id: string) {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("flow_versions").selectAll().where("id", "=", id));
}

export async function notice(context: Context, portalId: string, of: FlowOfForm, read: ReadForm): Promise<Noticed> {
  const before = await sourceOf(context, portalId, of.version.id);
  const changes = before ? compared(before, read) : await comparedAsPublished(context, portalId, of, read.form);
  return {
    changes,
    state: stateOf(changes),
    wentBack: changes.length > 0 && (await wentBack(context, portalId, of, read)),
    pageMissing: before?.alone !== undefined && read.alone === undefined,
  };
}

/** What Google's API alone says is compared where either was read without the form's public page. */
function compared(before: ReadForm, now: ReadForm): FormChange[] {
  if (before.alone && !now.alone) return changesOf(before.alone, now.form);
  if (!before.alone && now.alone) return changesOf(before.form, now.alone);
  return changesOf(before.form, now.form);
}

/** Both as they are kept: reading drops what the schema does not know. */
const changesOf = (before: Form, now: Form): FormChange[] =>
  formChanges(formSchema.parse(before), formSchema.parse(now));

/** A version of before its source was kept: what publishing would make of the form now is held against it. */
async function comparedAsPublished(
  context: Context,
  portalId: string,
  { version }: FlowOfForm,
  now: Form,
): Promise<FormChange[]> {
  const published = formSchema.parse(JSON.parse(version.form));
  const prepared = await preparedForm(context, portalId, now, { choicesFrom: sourcesKept(published, now) });
  const { FLOW_JSON_VERSION: flowJsonVersion, FLOW_DATA_API_VERSION: dataApiVersion } = context.config;
  return changesOf(published, compile(prepared, { flowJsonVersion, dataApiVersion }).form);
}

async function wentBack(context: Context, portalId: string, { flow, version }: FlowOfForm, read: ReadForm) {
  if (!flow.previous_version_id) return false;
  const previous = await versionRow(context, portalId, flow.previous_version_id);
  if (!previous || previous.number < version.number) return false;
  const source = await sourceOf(context, portalId, previous.id);
  return source !== undefined && compared(source, read).length === 0;
}

function stateOf(changes: readonly FormChange[]): string {
  if (changes.length === 0) return "";
  const told = changes.map(({ kind, field, says }) => [kind, field ?? "", says]);
  return createHash("sha256").update(JSON.stringify(told)).digest("hex").slice(0, 16);
}

/** Changes as they were kept by `JSON.stringify`; kinds of a newer server are read as they are. */
export const keptChangesSchema = z.array(
  z.object({
    kind: z.custom<FormChange["kind"]>((kind) => typeof kind === "string"),
    weight: z.enum(["safe", "decision"]),
    field: z.string().exactOptional(),
    says: z.string(),
  }),
);
