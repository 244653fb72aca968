/** `fields=` with modifiers, and cursor paging, as Graph API has them. */
import type { Request } from "express";
import { badParameter, GraphError } from "./graph-error.ts";

/** `preview.invalidate(false)` is the field `preview` with the modifier `invalidate` = `false`. */
export interface AskedField {
  readonly name: string;
  readonly modifiers: ReadonlyMap<string, string>;
}

export function askedFields(request: Request): AskedField[] | undefined {
  const text = request.query["fields"];
  if (text === undefined) return undefined;
  if (typeof text !== "string") throw badParameter("fields must be given once.");
  // Commas inside parentheses or braces belong to a modifier.
  const names = text.split(/,(?![^({]*[)}])/).filter((name) => name !== "");
  return names.map((name) => {
    const [field = "", ...rest] = name.trim().split(/\.(?![^(]*\))/);
    const modifiers = rest.map((modifier) => {
      const match = /^(\w+)\((.*)\)$/.exec(modifier);
      if (!match) throw badParameter(`fields: ${name} is not readable.`);
      return [match[1] ?? "", match[2] ?? ""] as const;
    });
    return { name: field, modifiers: new Map(modifiers) };
  });
}

/** What each field of an object reads as. A field may look at its modifiers; `undefined` leaves it out. */
export type Readable = Readonly<Record<string, (modifiers: ReadonlyMap<string, string>) => unknown>>;

/** `id` and the asked fields (or the default ones). An unknown name fails the whole request (reference 5.17). */
export function pickFields(
  readable: Readable,
  asked: readonly AskedField[] | undefined,
  defaults: readonly string[],
): Record<string, unknown> {
  const fields = asked ?? defaults.map((name) => ({ name, modifiers: new Map<string, string>() }));
  const picked: Record<string, unknown> = {};
  for (const { name, modifiers } of [...fields, { name: "id", modifiers: new Map<string, string>() }]) {
    const read = Object.hasOwn(readable, name) ? readable[name] : undefined;
    if (!read) throw new GraphError(100, `(#100) Tried accessing nonexisting field (${name})`);
    const value = read(modifiers);
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

export interface Page<T> {
  readonly data: readonly T[];
  readonly paging?: { readonly cursors: { readonly before: string; readonly after: string }; readonly next?: string };
}

const cursor = (index: number): string => Buffer.from(String(index)).toString("base64url");

/** One page; `limit` (default 25) and `after` come from the query. */
export function page<T>(items: readonly T[], request: Request, baseUrl: string): Page<T> {
  const { limit: limitText = "25", after } = request.query;
  const limit = Number(limitText);
  if (!Number.isInteger(limit) || limit < 1) throw badParameter("limit must be a positive number.");
  const start = after === undefined ? 0 : Number(Buffer.from(String(after), "base64url").toString()) + 1;
  if (!Number.isInteger(start)) throw badParameter("after is not a cursor of this list.");
  const data = items.slice(start, start + limit);
  if (data.length === 0) return { data };
  const last = start + data.length - 1;
  const next = new URL(request.originalUrl, baseUrl);
  next.searchParams.set("after", cursor(last));
  return {
    data,
    paging: {
      cursors: { before: cursor(start), after: cursor(last) },
      ...(last < items.length - 1 && { next: next.href }),
    },
  };
}
