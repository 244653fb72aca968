/** Hearing no more of changes that somebody has seen. */
import type { Context } from "../../context.ts";
import { write } from "../../store/index.ts";
import { watchOf } from "./store.ts";

/** `again`: the form was changed once more since. */
export type Dismissed = { readonly kind: "dismissed" | "unchanged" | "again" | "not-watched"; readonly state: string };

/** @param seen names the changes that are meant; without it, those that there are. What is noticed since is not dismissed. */
export async function dismissChanges(
  context: Context,
  portalId: string,
  flowId: string,
  seen?: string,
): Promise<Dismissed> {
  const watch = await watchOf(context, portalId, flowId);
  if (!watch) return { kind: "not-watched", state: "" };
  const { state } = watch;
  if (state === "") return { kind: "unchanged", state };
  if (seen !== undefined && seen !== state) return { kind: "again", state };
  const { db, commit } = context.store.of(portalId);
  const set = { dismissed: state, updated_at: context.now() };
  await commit([
    write(db.updateTable("form_watches").set(set).where("flow_id", "=", flowId).where("state", "=", state)),
  ]);
  return { kind: "dismissed", state };
}
