/** Flow messages on the page: what the button opens, and the way to the endpoint for the phone in the browser. */
import * as z from "zod";
import { PhoneRefusal } from "../../phone/index.ts";
import type { OpenedMessage, Person } from "../whatsapp/people.ts";
import type { Ask } from "./asked.ts";
import { completionSchema, type Exchanged, exchangeSchema, keyRequestSchema, type Opened } from "./shapes.ts";

export function flowMessageRoutes(ask: Ask): void {
  const opened = new Map<string, OpenedMessage>();
  const placeOf = (person: Person, messageId: string) => `${person.waId} ${messageId}`;
  const found = (person: Person, messageId: string): OpenedMessage => {
    const message = opened.get(placeOf(person, messageId));
    if (!message) throw new PhoneRefusal("This message has not been opened.");
    return message;
  };

  ask("messages/:messageId/open", z.object({}), (person, _, messageId): Opened => {
    const message = person.openMessage(messageId);
    opened.set(placeOf(person, messageId), message);
    const { flowJson, flowToken, mode, firstScreen, data, flowTokenSignature } = message;
    return { flowJson, flowToken, mode, firstScreen, data: data && { ...data }, flowTokenSignature };
  });
  ask("messages/:messageId/key", keyRequestSchema, (person, { ask: which }, messageId) => {
    const message = found(person, messageId);
    try {
      return { publicKey: message.publicKey(which) };
    } catch {
      throw new PhoneRefusal("No public key is registered for this number.");
    }
  });
  ask("messages/:messageId/exchange", exchangeSchema, (person, { body }, messageId) =>
    exchanged(found(person, messageId), body),
  );
  ask("messages/:messageId/complete", completionSchema, (person, { params }, messageId) => {
    found(person, messageId).complete(params);
  });
  ask("messages/:messageId/refused", z.object({}), (person, _, messageId) => {
    found(person, messageId).refuse();
  });
}

async function exchanged(message: OpenedMessage, body: string): Promise<Exchanged> {
  try {
    return { kind: "answered", ...(await message.exchange(body)) };
  } catch (cause) {
    const late = typeof cause === "object" && cause !== null && "name" in cause && cause.name === "TimeoutError";
    return { kind: "unanswered", why: late ? "timeout" : "no answer" };
  }
}
