/** What a page may ask of its person's phone: JSON in, JSON out, refusals as a sentence. */
import type { Express, Request, Response } from "express";
import * as z from "zod";
import { PhoneRefusal } from "../../phone/index.ts";
import { fromOwnPage, refuse } from "../own-page.ts";
import { jsonBody } from "../stand-in.ts";
import type { Person } from "../whatsapp/people.ts";
import { SANDBOX_PREFIX } from "../whatsapp/sandbox-prefix.ts";

/** Everything about phones is below this path; a person's own is `${PHONE_PREFIX}/${waId}`. */
export const PHONE_PREFIX = `${SANDBOX_PREFIX}/phone`;

/** Serves `POST ${PHONE_PREFIX}/:waId/<path>`. A `PhoneRefusal` is answered with 409 and its sentence. */
export type Ask = <Asked>(
  path: string,
  schema: z.ZodType<Asked>,
  answer: (person: Person, asked: Asked, messageId: string) => unknown,
) => void;

export function askPeople(app: Express, people: ReadonlyMap<string, Person>): Ask {
  return (path, schema, answer) => {
    app.post(`${PHONE_PREFIX}/:waId/${path}`, async (request: Request, response: Response, next: () => void) => {
      const person = people.get(String(request.params["waId"]));
      if (!person) return next();
      if (!fromOwnPage(request)) return refuse(response, 403, "Only the phone's own page may ask this.");
      const asked = schema.safeParse(jsonBody(request));
      if (!asked.success) return refuse(response, 400, z.prettifyError(asked.error));
      try {
        response.json((await answer(person, asked.data, String(request.params["messageId"]))) ?? {});
      } catch (error) {
        if (!(error instanceof PhoneRefusal)) throw error;
        refuse(response, 409, error.message);
      }
    });
  };
}
