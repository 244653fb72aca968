/** What can be known of an account that is reached through 360dialog: its keys there, and where its events go. */
import { getHook } from "../../connectors/whatsapp/routes/360dialog-hook.ts";
import { OutsideError } from "../../core/errors.ts";
import type { AccountFacts } from "../../core/readiness/index.ts";
import type { Context } from "../context.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import { graphOf, routeOf } from "../portals/graph.ts";
import { hookOf, isOurs } from "./360dialog-hooks.ts";
import { type Facts, nothingKnown } from "./facts.ts";
import { sendersOf } from "./senders.ts";

/** @throws OutsideError where 360dialog cannot say now */
export async function read360Facts(context: Context, portalId: string, connection: WhatsAppConnection): Promise<Facts> {
  const graph = graphOf(context, connection);
  const senders = await sendersOf(context, portalId, connection.id);
  const refused: string[] = [];
  let ours = true;
  for (const { id, display_number: shown } of senders) {
    try {
      ours = isOurs(hookOf(context, connection, id), await getHook(graph, id)) && ours;
    } catch (error) {
      if (!(error instanceof OutsideError) || error.remedy !== "authorise") throw error;
      refused.push(shown);
    }
  }
  return {
    account: {
      ...nothingKnown.account,
      name: nameOf(connection.secrets.dialog360?.wabaId ?? ""),
      token: { state: refused.length > 0 ? "refused" : "valid" },
      webhooks: ours ? "ours" : "missing",
      obstacles: refused.map((shown) => ({ says: `360dialog does not accept the API key of ${shown} any more.` })),
    },
    numbers: senders.map(({ id, display_number: displayNumber }) => ({ id, displayNumber, obstacles: [] })),
  };
}

/** How it is called where accounts are listed: 360dialog does not tell its name. */
export function nameOf(wabaId: string): string {
  return `Account ${wabaId} at 360dialog`;
}

/** What the account's route is and cannot do: not stored, because the operator may change it. */
export function routeFacts(
  context: Pick<Context, "config">,
  connection: WhatsAppConnection | undefined,
): Pick<AccountFacts, "partner"> {
  if (connection?.route !== "360dialog") return {};
  const cannot = routeOf(context, connection).cannot.map(({ title, says, instead }) => ({ title, says, instead }));
  return { partner: { name: "360dialog", cannot } };
}
