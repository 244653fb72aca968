/** A person's chat as the page sees it, and the stream that keeps the page up to date. */
import type { Request, Response } from "express";
import type { Cdn } from "../whatsapp/cdn.ts";
import type { Conversations } from "../whatsapp/conversations.ts";
import type { Person } from "../whatsapp/people.ts";
import type { State } from "../whatsapp/state.ts";
import type { Chat } from "./shapes.ts";

export interface PhonePageWorld {
  readonly state: State;
  readonly conversations: Conversations;
  readonly cdn: Cdn;
  readonly people: ReadonlyMap<string, Person>;
}

export function chatOf(person: Person): Chat {
  const number = person.chatsWith();
  return {
    person: { waId: person.waId, name: person.name },
    business: { name: number?.verifiedName ?? "", number: number?.displayNumber ?? "" },
    lines: person.chat(),
  };
}

/** Server-sent events: the whole chat at once, and again after every change. */
export function streamChat(world: PhonePageWorld, person: Person, request: Request, response: Response): void {
  response.set({ "content-type": "text/event-stream", "cache-control": "no-store" });
  let sent = "";
  let due = false;
  const send = () => {
    due = false;
    const chat = JSON.stringify(chatOf(person));
    if (chat === sent) return;
    sent = chat;
    response.write(`data: ${chat}\n\n`);
  };
  // Several changes in a row are one look at the chat.
  const stop = world.conversations.onChange(() => {
    if (!due) setImmediate(send);
    due = true;
  });
  request.on("close", stop);
  send();
}
