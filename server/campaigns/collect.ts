/** HubSpot's list, read page by page into the table. A list changes while it is read; who is in the table gets the message. */
import { HubSpotError } from "../../connectors/hubspot/index.ts";
import type { SendingParts } from "../sending/request.ts";
import { tryCommit, write } from "../store/index.ts";
import { type BroadcastRow, lifeWrite, newRecipient, stepWrite } from "./store.ts";

/** Pages of one turn; then others have theirs. */
const pages = 8;

/** @returns the row as it is afterwards; undefined where somebody pressed, or another process read on, meanwhile */
export async function collect(
  { context, hubspot }: SendingParts,
  portalId: string,
  given: BroadcastRow,
): Promise<BroadcastRow | undefined> {
  const tenant = context.store.of(portalId);
  const sealer = await context.vault.portal(portalId);
  const calls = hubspot.inTurn(portalId);
  let row = given;
  for (let page = 0; page < pages; page += 1) {
    try {
      const { contactIds, after } = await calls.membersOfList(row.list_id, row.list_cursor ?? undefined);
      const members = contactIds.map((contactId) => newRecipient(context, sealer, row.id, { contactId }));
      const collected = row.collected + members.length;
      const inserts =
        members.length === 0
          ? []
          : [
              write(
                tenant.db
                  .insertInto("broadcast_recipients")
                  .values(members)
                  .onConflict((conflict) => conflict.columns(["broadcast_id", "rank"]).doNothing()),
              ),
            ];
      if (after === undefined) {
        const checking = { state: "checking", stage: "none" } as const;
        const done = await tryCommit(tenant, [
          ...inserts,
          stepWrite(context, portalId, row, { collected }),
          lifeWrite(context, portalId, row, checking, { list_cursor: null }),
        ]);
        return done ? { ...row, ...checking, collected, list_cursor: null, revision: row.revision + 1 } : undefined;
      }
      if (
        !(await tryCommit(tenant, [...inserts, stepWrite(context, portalId, row, { collected, list_cursor: after })]))
      )
        return undefined;
      row = { ...row, collected, list_cursor: after };
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.remedy === "retry") throw error;
      // Deleted, or a permission is missing: nobody is served by trying again.
      context.log.warn("broadcast.list_unreadable", { portal: portalId, broadcast: row.id, code: error.code });
      const failed = { state: "failed", stage: "none" } as const;
      await tryCommit(tenant, [lifeWrite(context, portalId, row, failed, { because: "list_unreadable" })]);
      return undefined;
    }
  }
  return row;
}
