/** A portal's WhatsApp accounts as people see them: numbers, what still stands in the way, and who must act. */
import { type Readiness, readiness } from "../../core/readiness/index.ts";
import type { Context } from "../context.ts";
import { knownNumbers } from "../keys/numbers.ts";
import {
  everyConnection,
  type WhatsAppSecrets,
  whatsappConnection,
  whatsappConnectionIds,
} from "../portals/connections.ts";
import { routeFacts } from "./360dialog-facts.ts";
import { senderRules } from "./senders.ts";
import { awayOf, factsOf, stateRow, toldOf } from "./store.ts";

export interface AccountSeen {
  readonly connectionId: string;
  /** Meta's id of the account. */
  readonly wabaId: string;
  readonly name: string;
  readonly via: WhatsAppSecrets["via"];
  readonly readiness: Readiness;
  /** When Meta was last asked, epoch milliseconds; null while it never was. */
  readonly readAt: number | null;
  /** The number that writes to everybody whose country has no number of its own. */
  readonly defaultSender: string | undefined;
  /** By ISO country. */
  readonly senderOf: Readonly<Record<string, string>>;
  /** Whether new Flows belong to this account. */
  readonly forNewFlows: boolean;
}

export async function accountsSeen(context: Context, portalId: string): Promise<AccountSeen[]> {
  const ids = await whatsappConnectionIds(context, portalId);
  const rules = await senderRules(context, portalId);
  const first = (await whatsappConnection(context, portalId))?.id;
  return Promise.all(
    ids.map(async (connectionId) => {
      const connection = await whatsappConnection(context, portalId, connectionId);
      const row = await stateRow(context, portalId, connectionId);
      const facts = factsOf(row);
      const { ban, nameReasons, away } = toldOf(row);
      const known = await knownNumbers(context, { portalId, connectionId });
      const numbers = known.map(({ id, displayNumber, status }) => {
        const nameReason = nameReasons[displayNumber.replace(/\D/g, "")];
        const read = facts.numbers.find((number) => number.id === id) ?? { obstacles: [] };
        const left = awayOf(away, { displayNumber, ...read });
        return {
          ...read,
          id,
          displayNumber,
          ...(left && { away: left }),
          ...(nameReason !== undefined && { nameReason }),
          key: status,
        };
      });
      const account = { ...facts.account, ...(ban !== undefined && { ban }), ...routeFacts(context, connection) };
      const ofThis = rules.filter((rule) => rule.connection_id === connectionId);
      const portalWide = rules.find((rule) => rule.connection_id === everyConnection)?.sender_id;
      const fallback = known.find(({ id }) => id === portalWide)?.id ?? known[0]?.id;
      return {
        connectionId,
        wabaId: connection?.secrets.dialog360?.wabaId ?? connection?.externalId ?? "",
        name: facts.account.name ?? connection?.externalId ?? "",
        via: connection?.secrets.via ?? "pasted",
        readiness: readiness(account, numbers, context.now()),
        readAt: row?.read_at ?? null,
        defaultSender: ofThis.find(({ country }) => country === "")?.sender_id ?? fallback,
        senderOf: Object.fromEntries(
          ofThis.filter(({ country }) => country !== "").map(({ country, sender_id: id }) => [country, id]),
        ),
        forNewFlows: connectionId === first,
      };
    }),
  );
}
