/** What a contact wrote, as a card shows it, with the answers that are ready to be sent in the customer's language. */
import { wordsFor } from "../../core/texts/index.ts";
import type { CardConversationReady } from "../../src/app/packages/contract/index.ts";
import { languageOf } from "../consent/replies.ts";
import { ownAnswers } from "../hand-over/ready-answers.ts";
import { conversationOf } from "../messages/index.ts";
import { linkedPeople } from "../people/contact-people.ts";
import type { SendingParts } from "../sending/request.ts";

const readyIds = ["safe", "change"] as const;

export async function cardConversationOf(
  parts: SendingParts,
  portalId: string,
  contactId: string,
): Promise<CardConversationReady> {
  const { context } = parts;
  const { messages, windowUntil } = await conversationOf(context, portalId, contactId);
  const [personId] = await linkedPeople(context, portalId, [contactId]);
  const language = personId === undefined ? "en" : await languageOf(parts, portalId, personId);
  const { readyAnswers } = wordsFor(language);
  const own = await ownAnswers(parts, portalId, { contactId, personId, language });
  return {
    kind: "ready",
    messages: messages.map(({ direction: _, at, ...message }) => ({ ...message, at: new Date(at).toISOString() })),
    ...(windowUntil !== undefined && { windowUntil: new Date(windowUntil).toISOString() }),
    readyAnswers: readyIds.map((id) => ({ id, text: readyAnswers[id] })),
    ...(own.length > 0 && { ownAnswers: own }),
  };
}
