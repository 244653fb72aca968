/** What webhooks tell about an account (WhatsApp reference 5.15, 5.17): a reason to ask Meta, and what only they say. */
import type { Context } from "../context.ts";
import { ownerOfAccount } from "../portals/connections.ts";
import type { Write } from "../store/index.ts";
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
  return askAgain(context, portalId, owner.connectionId, row, withUpdate(toldOf(row), update));
}

function withUpdate(told: ToldFacts, { field, displayNumber, words }: AccountTold): ToldFacts {
  const ban = words["waba_ban_state"];
  const reason = words["rejection_reason"];
  const named = field === "phone_number_name_update" && displayNumber !== undefined;
  const { [displayNumber ?? ""]: _, ...others } = told.nameReasons;
  return {
    ...told,
    ...(ban !== undefined && { ban }),
    // A later decision without a reason ends the one before.
    ...(named && { nameReasons: reason === undefined ? others : { ...others, [displayNumber]: reason } }),
  };
}
