/** The numbers that a contact card offers: which can carry a Flow, which the rule chooses, and the 24 hours of each. */
import type { CardSender } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { whatsappConnection, whatsappConnectionIds } from "../portals/connections.ts";
import { senderAmong, sendingNumbers } from "../whatsapp-account/senders.ts";
import { windowOf } from "./window.ts";

export interface CardNumbers {
  /** Where no other is chosen, and no Flow; undefined where no number can send. */
  readonly usual: CardSender | undefined;
  readonly senders: readonly CardSender[];
  /** Of each account, by its connection: the one that the rule chooses first, as a send from the card does. */
  readonly carriers: ReadonlyMap<string, readonly string[]>;
}

export interface CardPerson {
  /** Digits of the number that would be written to, where there is one. */
  readonly waId: string | undefined;
  readonly personId: string | undefined;
}

export async function cardNumbers(context: Context, portalId: string, person: CardPerson): Promise<CardNumbers> {
  const first = (await whatsappConnection(context, portalId))?.id;
  const ids = await whatsappConnectionIds(context, portalId);
  const senders: CardSender[] = [];
  const carriers = new Map<string, readonly string[]>();
  for (const connectionId of ids) {
    const numbers = await sendingNumbers(context, portalId, connectionId);
    const chosen = await senderAmong(context, portalId, numbers, person.waId);
    const others = numbers.filter(({ id }) => id !== chosen?.id);
    carriers.set(
      connectionId,
      [...(chosen ? [chosen] : []), ...others].map(({ id }) => id),
    );
    for (const { id, display_number: displayNumber } of numbers) {
      senders.push({ id, displayNumber, ...(await windowShown(context, portalId, person.personId, id)) });
    }
  }
  // The account that new Flows belong to, unless none of its numbers can send.
  const inOrder = ids.toSorted((a, b) => Number(b === first) - Number(a === first));
  const [usualId] = inOrder.flatMap((connectionId) => carriers.get(connectionId)?.slice(0, 1) ?? []);
  return { usual: senders.find(({ id }) => id === usualId), senders, carriers };
}

async function windowShown(
  context: Context,
  portalId: string,
  personId: string | undefined,
  senderId: string,
): Promise<Pick<CardSender, "window" | "windowUntil">> {
  if (personId === undefined) return { window: "closed" };
  const window = await windowOf(context, portalId, personId, senderId);
  if (window.state === "closed") return { window: "closed" };
  return { window: "open", windowUntil: new Date(window.until).toISOString() };
}
