/**
 * The sandbox's phones on a page, below `/_sandbox/phone` on the WhatsApp stand-in's port: a customer reads the chat,
 * writes, opens a Flow and fills it in. The Flow runs in the browser (`phone/screen`); it seals there, and what it sends
 * goes through the stand-in's proxy to the real endpoint.
 */
import type { Express, Request, Response } from "express";
import * as z from "zod";
import { askPeople, PHONE_PREFIX } from "./asked.ts";
import { type PhonePageWorld, streamChat } from "./chat-stream.ts";
import { flowMessageRoutes } from "./flow-messages.ts";
import { pageRoutes } from "./page.ts";
import { type People, textSchema } from "./shapes.ts";
import { uploadRoute } from "./uploads.ts";

export { PHONE_PREFIX } from "./asked.ts";

export function phonePageRoutes(app: Express, world: PhonePageWorld): void {
  const { people } = world;
  pageRoutes(app, people);
  app.get(`${PHONE_PREFIX}/people`, (_: Request, response: Response) => {
    const list: People = [...people.values()].map((person) => {
      const last = person.chat().at(-1)?.text;
      return { waId: person.waId, name: person.name, ...(last !== undefined && { last }) };
    });
    response.json(list);
  });
  app.get(`${PHONE_PREFIX}/:waId/chat`, (request: Request, response: Response, next: () => void) => {
    const person = people.get(String(request.params["waId"]));
    if (person) streamChat(world, person, request, response);
    else next();
  });

  const ask = askPeople(app, people);
  ask("texts", textSchema, (person, { text }) => ({ id: person.sendText(text, person.chatsWith()?.id) }));
  ask("read", z.object({}), (person) => person.readChat());
  flowMessageRoutes(ask);
  uploadRoute(app, people, world.cdn);
}
