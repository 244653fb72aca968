/** What webhooks tell about an account (WhatsApp reference 5.14, 5.15, 5.17): a reason to ask Meta, and what only they say. */
import type { Context } from "../context.ts";
import { ownerOfAccount } from "../portals/connections.ts";
import { type Write, write } from "../store/index.ts";
import { askAgain, stateRow, type ToldFacts, toldOf } from "./store.ts";

export interface AccountTold {
  readonly wabaId: string;
  readonly field: string;
  readonly event: string;
  readonly displayNumber?: string | undefined;
  /** Meta's code words by their key. */
  readonly words: Readonly<Record<string, string>>;
}

export async function accountTold(context: Context, portalId: string, update: AccountTold): Promise<Write[]> {
  const owner = await ownerOfAccount(context, update.wabaId);
  if (owner?.portalId !== portalId) return [];
  const row = await stateRow(context, portalId, owner.connectionId);
  const asking = askAgain(context, portalId, owner.connectionId, row, withUpdate(toldOf(row), update));
  if (update.event !== "ACCOUNT_RECONNECTED") return asking;
  // A number that was registered anew may have lost its key: the keeper of keys looks, and gives it ours again.
  const { db } = context.store.of(portalId);
  const unseen = db.updateTable("senders").set({ key_checked_at: null });
  return [...asking, write(unseen.where("connection_id", "=", owner.connectionId))];
}

/** Numbers that are in a phone app as well, and left us or came back (WhatsApp reference 5.14, 5.15). */
function awayAfter(away: ToldFacts["away"], { field, event, displayNumber }: AccountTold): ToldFacts["away"] {
  if (field !== "account_update") return away;
  if (event === "PARTNER_REMOVED" && displayNumber !== undefined) return { ...away, [displayNumber]: "removed" };
  if (event === "ACCOUNT_OFFBOARDED") return { ...away, "*": "offboarded" };
  if (event === "ACCOUNT_RECONNECTED") return {};
  return away;
}

function withUpdate(told: ToldFacts, update: AccountTold): ToldFacts {
  const { field, displayNumber, words } = update;
  const ban = words["waba_ban_state"];
  const reason = words["rejection_reason"];
  const named = field === "phone_number_name_update" && displayNumber !== undefined;
  const { [displayNumber ?? ""]: _, ...others } = told.nameReasons;
  return {
    ...told,
    away: awayAfter(told.away, update),
    ...(ban !== undefined && { ban }),
    // A later decision without a reason ends the one before.
    ...(named && { nameReasons: reason === undefined ? others : { ...others, [displayNumber]: reason } }),
  };
}
