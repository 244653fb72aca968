/** What a person can choose from while they edit a workflow: published Flows, and the questions of one of them. */
import type { ActionOption, OptionsAnswer, OptionsRequest } from "../../connectors/hubspot/index.ts";
import { fieldsInOrder } from "../../core/form/types.ts";
import type { Context } from "../context.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";

const pageSize = 50;

export async function flowOptions(
  { store }: Context,
  portalId: string,
  { fetchOptions }: OptionsRequest,
): Promise<OptionsAnswer> {
  const { db, all } = store.of(portalId);
  const flows = await all(
    db
      .selectFrom("flows")
      .innerJoin("flow_versions", "flow_versions.id", "flows.current_version_id")
      .select(["flows.id", "flows.name", "flow_versions.number"])
      .where("flows.status", "=", "published")
      .orderBy("flows.name")
      .orderBy("flows.id"),
  );
  const options = flows.map(({ id, name, number }) => ({ label: name, description: `Version ${number}`, value: id }));
  return page(options, fetchOptions);
}

/** The questions of the Flow that is chosen in the same action, as they are asked now. */
export async function answerOptions(
  { context, catalogue }: { readonly context: Context; readonly catalogue: FlowCatalogue },
  portalId: string,
  { inputFields, fetchOptions }: OptionsRequest,
): Promise<OptionsAnswer> {
  const chosen = inputFields["flow"]?.value;
  const { db, first } = context.store.of(portalId);
  const flow =
    typeof chosen === "string"
      ? await first(db.selectFrom("flows").select("current_version_id").where("id", "=", chosen))
      : undefined;
  if (!flow?.current_version_id) return { options: [], searchable: true };
  const { form } = await catalogue.version(portalId, flow.current_version_id);
  const options = fieldsInOrder(form)
    .filter(({ kind, hide }) => !hide && !unanswerable.has(kind))
    .map(({ id, label, title }) => ({ label: label || title, description: title, value: id }));
  return page(options, fetchOptions);
}

function page(options: readonly ActionOption[], { q, after }: OptionsRequest["fetchOptions"]): OptionsAnswer {
  const wanted = (q ?? "").trim().toLowerCase();
  const found = options.filter(({ label }) => label.toLowerCase().includes(wanted));
  const start = /^\d{1,6}$/.test(after ?? "") ? Number(after) : 0;
  const end = start + pageSize;
  return {
    options: found.slice(start, end),
    ...(end < found.length && { after: String(end) }),
    searchable: true,
  };
}

const unanswerable: ReadonlySet<string> = new Set(["statement", "payment", "unsupported"]);
