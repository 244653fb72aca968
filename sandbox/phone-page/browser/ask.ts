/** Asking the stand-in, from the page. */
import * as z from "zod";
import { refusalSchema } from "../shapes.ts";

const PREFIX = "/_sandbox/phone";

/** The stand-in said no, with a sentence for the person. */
export class Refused extends Error {
  override readonly name = "Refused";
}

export async function read<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer> {
  const response = await fetch(`${PREFIX}/${path}`);
  return schema.parse(await response.json());
}

/** Throws `Refused` for what the phone does not do, and whatever `fetch` throws where nobody answers. */
export async function ask<Answer>(
  path: string,
  body: Readonly<Record<string, unknown>>,
  schema: z.ZodType<Answer>,
): Promise<Answer> {
  return post(path, "application/json", JSON.stringify(body), schema);
}

/** Sends bytes as they are. Throws as `ask` does. */
export function send<Answer>(path: string, bytes: Uint8Array<ArrayBuffer>, schema: z.ZodType<Answer>): Promise<Answer> {
  return post(path, "application/octet-stream", bytes, schema);
}

async function post<Answer>(path: string, type: string, body: BodyInit, schema: z.ZodType<Answer>): Promise<Answer> {
  const response = await fetch(`${PREFIX}/${path}`, { method: "POST", headers: { "content-type": type }, body });
  const said: unknown = await response.json();
  if (response.ok) return schema.parse(said);
  throw new Refused(refusalSchema.safeParse(said).data?.message ?? `The stand-in answered ${response.status}.`);
}

export const nothing = z.object({});

/** Where the chat's stream is. */
export const streamOf = (waId: string): string => `${PREFIX}/${waId}/chat`;
export const pageOf = (waId: string): string => `${PREFIX}/${waId}`;
export const listPage = PREFIX;
