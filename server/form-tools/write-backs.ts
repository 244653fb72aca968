/** How the answers to a form go back into its tool, by the portal's own choice: nothing goes back unasked. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";

export interface FormNamed {
  readonly tool: string;
  readonly formId: string;
}

export const waySchema = z.enum(["api", "apps-script", "sheet", "experimental"]);
export type Way = z.infer<typeof waySchema>;

export interface WriteBack extends FormNamed {
  readonly way: Way;
  /** As it lies sealed; undefined where the way needs none. */
  readonly secrets: string | undefined;
  /** What was asked of the tool and can be asked again; undefined where nothing was yet. */
  readonly remembered: string | undefined;
}

const column = "write_backs.secrets";

export async function writeBackOf(
  { store, vault }: Context,
  portalId: string,
  { tool, formId }: FormNamed,
): Promise<WriteBack | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("write_backs").selectAll().where("tool", "=", tool).where("form_id", "=", formId);
  const row = await tenant.first(query);
  if (!row) return undefined;
  const sealed = row.secrets_sealed;
  const secrets = sealed === null ? undefined : (await vault.portal(portalId)).open(sealed, column);
  return { tool, formId, way: row.way, secrets, remembered: row.remembered ?? undefined };
}

/** Chooses the way, in place of the one before. */
export async function saveWriteBack(
  { store, vault, now }: Context,
  portalId: string,
  { tool, formId, way, secrets, remembered }: WriteBack,
): Promise<void> {
  const sealed = secrets === undefined ? null : (await vault.portal(portalId)).seal(secrets, column);
  const changed = { way, secrets_sealed: sealed, remembered: remembered ?? null, updated_at: now() };
  const row: Row<"write_backs"> = { tool, form_id: formId, ...changed };
  const tenant = store.of(portalId);
  const insert = tenant.db
    .insertInto("write_backs")
    .values(row)
    .onConflict((conflict) => conflict.columns(["tool", "form_id"]).doUpdateSet(changed));
  await tenant.commit([write(insert, 1)]);
}

/** What the tool said, for the next time; nothing where the way was changed meanwhile. */
export function rememberWrite(
  { store, now }: Context,
  portalId: string,
  { tool, formId, way }: WriteBack,
  remembered: string | undefined,
): Write {
  const { db } = store.of(portalId);
  return write(
    db
      .updateTable("write_backs")
      .set({ remembered: remembered ?? null, updated_at: now() })
      .where("tool", "=", tool)
      .where("form_id", "=", formId)
      .where("way", "=", way),
  );
}

export async function forgetWriteBack({ store }: Context, portalId: string, form: FormNamed): Promise<void> {
  const tenant = store.of(portalId);
  const { db } = tenant;
  const gone = db.deleteFrom("write_backs").where("tool", "=", form.tool).where("form_id", "=", form.formId);
  await tenant.commit([write(gone)]);
}

/** For whoever looks: nothing secret. */
export async function writeBacks({ store }: Context, portalId: string) {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db.selectFrom("write_backs").select(["tool", "form_id", "way"]).orderBy("tool").orderBy("form_id"),
  );
  return rows.map(({ tool, form_id: formId, way }) => ({ tool, formId, way }));
}
