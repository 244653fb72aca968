/** A Flow's status changes, and the app hears of it (WhatsApp reference 3.9). */
import type { FlowStatus, MetaFlow, State } from "./state.ts";
import type { Webhooks } from "./webhooks.ts";

export function changeStatus(
  { state, webhooks }: { readonly state: State; readonly webhooks: Webhooks },
  flow: MetaFlow,
  status: FlowStatus,
  { created = false } = {},
): void {
  const old = flow.status;
  flow.status = status;
  const account = state.accounts.get(flow.accountId);
  if (!account || (old === status && !created)) return;
  const value = {
    event: "FLOW_STATUS_CHANGE",
    message: created ? `Flow ${flow.id} was created` : `Flow ${flow.id} changed from ${old} to ${status}`,
    flow_id: flow.id,
    ...(!created && { old_status: old }),
    new_status: status,
  };
  webhooks.emit(account, "flows", value, true);
}
