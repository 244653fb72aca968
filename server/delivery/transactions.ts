/** A Flow's transaction log: one row for each submission, as it stands after its last correction, oldest first. */
import { type Table, transactionColumns, transactionValues } from "../../core/transactions/index.ts";
import type { Context } from "../context.ts";
import { identityOf } from "../people/people.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { VaultError } from "../vault/index.ts";
import { openHandedIn } from "./handed-in.ts";

/** Rows of one page. */
const perPage = 500;

export interface TransactionPage extends Table {
  /** Passed on as `after`, it gets the next page; absent on the last. */
  readonly next?: string;
}

const ours = ["submission", "handed_in_at", "corrections", "contact"];

/** @param after `next` of the page before. Undefined without such a Flow */
export async function transactionsOf(
  { context, catalogue }: { readonly context: Context; readonly catalogue: Pick<FlowCatalogue, "version"> },
  portalId: string,
  flowId: string,
  after?: string,
): Promise<TransactionPage | undefined> {
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("id").where("id", "=", flowId));
  if (!flow) return undefined;
  const [, at = "0", id = ""] = /^(\d+)\/(.+)$/.exec(after ?? "") ?? [];
  const submissions = await tenant.all(
    tenant.db
      .selectFrom("submissions")
      .select(["id", "person_id", "version_id", "revision", "answers_sealed", "accepted_at"])
      .where("flow_id", "=", flowId)
      .where((is) =>
        is.or([is("accepted_at", ">", Number(at)), is.and([is("accepted_at", "=", Number(at)), is("id", ">", id)])]),
      )
      .orderBy("accepted_at")
      .orderBy("id")
      .limit(perPage),
  );
  const columns = new Set<string>();
  const rows: Record<string, string>[] = [];
  for (const row of submissions) {
    const { form } = await catalogue.version(portalId, row.version_id);
    for (const column of transactionColumns(form)) columns.add(column);
    const values = await valuesOf(context, portalId, row, (handedIn) => transactionValues(form, handedIn));
    rows.push({
      ...values,
      submission: row.id,
      handed_in_at: new Date(row.accepted_at).toISOString(),
      corrections: String(row.revision - 1),
    });
  }
  const last = submissions.length === perPage ? submissions.at(-1) : undefined;
  return {
    columns: [...ours, ...[...columns].filter((name) => !ours.includes(name))],
    rows,
    ...(last && { next: `${last.accepted_at}/${last.id}` }),
  };
}

/** Nothing of a person who was erased: the row says that there was a submission. */
async function valuesOf(
  context: Context,
  portalId: string,
  { person_id, answers_sealed }: { readonly person_id: string; readonly answers_sealed: string },
  values: (handedIn: ReturnType<typeof openHandedIn>) => Record<string, string>,
): Promise<Record<string, string>> {
  try {
    const handedIn = openHandedIn(await context.vault.person(portalId, person_id), answers_sealed);
    const contact = await identityOf(context, portalId, person_id, "contact");
    return { ...values(handedIn), ...(contact !== undefined && { contact }) };
  } catch (error) {
    if (error instanceof VaultError) return {};
    throw error;
  }
}
