/** One Pipedrive company: its people, their notes, and the fields that people have (README.md names the sources). */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { type Calling, call, outsideError, parsed, type Wire } from "../json-call.ts";
import type { PersonBody } from "./adapter.ts";
import {
  answerOf,
  fieldOf,
  fieldSchema,
  noteSchema,
  type Person,
  type PersonField,
  personOf,
  personSchema,
  searchSchema,
  userSchema,
} from "./types.ts";
import { judge } from "./verdicts.ts";

/** Searching has a limit of its own, below that of all calls. */
export type CallKind = "api" | "search";

export interface PipedriveOptions extends Wire {
  /** `https://api.pipedrive.com`, or the company's own host. */
  readonly apiBase: string;
  /** A person's own API token goes into a header of its own; an OAuth token is a bearer's. */
  readonly credentials: () => Promise<{ readonly kind: "api-token" | "access-token"; readonly token: string }>;
  readonly pace?: {
    /** Asked right before each call; what it throws keeps the call from being made. */
    before(kind: CallKind): Promise<void>;
    /** Pipedrive says that its limit is reached, for so many milliseconds. */
    full(kind: CallKind, waitMs: number): Promise<void>;
  };
}

export interface FieldPage {
  readonly fields: readonly PersonField[];
  readonly next?: string;
}

/** Every failure is an OutsideError `pipedrive.*` (verdicts.ts). `fieldCode` is that of the field for WhatsApp ids. */
export interface Pipedrive {
  company(): Promise<{ readonly id: string; readonly name: string }>;
  fields(query?: { readonly after?: string; readonly limit?: number }): Promise<FieldPage>;
  /** @throws OutsideError `pipedrive.not_found` */
  field(code: string): Promise<PersonField>;
  createField(name: string): Promise<PersonField>;
  /** Undefined for one that was deleted, or that this account may not see. */
  person(id: string, fieldCode: string): Promise<Person | undefined>;
  /** People who have exactly this value, a hundred at most. */
  find(by: "email" | "phone" | "custom_fields", term: string, fieldCode: string): Promise<Person[]>;
  /** Newest first, those made since then: what a search may not show yet. Ends after so many pages of 500. */
  madeSince(since: number, fieldCode: string, pages?: number): Promise<Person[]>;
  createPerson(body: PersonBody): Promise<string>;
  updatePerson(id: string, body: PersonBody): Promise<void>;
  /** The newest note of this person with this text in it. */
  findNote(personId: string, text: string): Promise<string | undefined>;
  createNote(personId: string, content: string): Promise<void>;
  updateNote(id: string, content: string): Promise<void>;
  /** One that is not there any more is removed. */
  removeNote(id: string): Promise<void>;
  /** Into Pipedrive's bin, which it empties after 30 days; one that is not there any more is removed. */
  removePerson(id: string): Promise<void>;
}

type Query = Readonly<Record<string, string | undefined>>;

/** A person's notes are looked through, newest first, so far. */
const mostNotes = 5_000;

export function createPipedrive(options: PipedriveOptions): Pipedrive {
  const { apiBase, credentials, pace, ...wire } = options;
  const ask = async <T extends z.ZodType>(
    method: Calling["method"],
    path: string,
    schema: T,
    { query = {}, json, kind = "api" }: { query?: Query; json?: unknown; kind?: CallKind } = {},
  ) => {
    const url = new URL(`${apiBase}/api${path}`);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    const { kind: sort, token } = await credentials();
    const writes = method !== "GET";
    const proof = sort === "api-token" ? { headers: { "x-api-token": token } } : { accessToken: token };
    const calling: Calling = { tool: "pipedrive", label: "Pipedrive", method, url, json, writes, ...proof };
    await pace?.before(kind);
    const answered = await call(wire, calling);
    if (answered.status >= 200 && answered.status <= 299) return parsed(calling, answered, answerOf(schema));
    const verdict = judge(answered);
    if (answered.status === 429) await pace?.full(kind, verdict.retryAfterMs ?? 0);
    throw outsideError(answered, verdict, writes);
  };
  const at = (id: string) => encodeURIComponent(id);
  const made = z.object({ id: z.int().positive() });

  return {
    company: async () => {
      const { data } = await ask("GET", "/v1/users/me", userSchema);
      return { id: data.company_id, name: data.company_name };
    },
    fields: async ({ after, limit = 500 } = {}) => {
      const query = { limit: String(limit), cursor: after };
      const { data, additional_data } = await ask("GET", "/v2/personFields", z.array(fieldSchema), { query });
      const next = additional_data?.next_cursor;
      return { fields: data.map(fieldOf), ...(next ? { next } : {}) };
    },
    field: async (code) => fieldOf((await ask("GET", `/v2/personFields/${at(code)}`, fieldSchema)).data),
    createField: async (name) => {
      const json = { field_name: name, field_type: "varchar" };
      return fieldOf((await ask("POST", "/v2/personFields", fieldSchema, { json })).data);
    },
    person: async (id, fieldCode) => {
      try {
        const query = { custom_fields: fieldCode };
        const { data } = await ask("GET", `/v2/persons/${at(id)}`, personSchema, { query });
        return data.is_deleted ? undefined : personOf(data, fieldCode);
      } catch (error) {
        if (error instanceof OutsideError && error.code === "pipedrive.not_found") return undefined;
        throw error;
      }
    },
    find: async (by, term, fieldCode) => {
      const query = { term, fields: by, exact_match: "true", limit: "100" };
      const found = await ask("GET", "/v2/persons/search", searchSchema, { query, kind: "search" });
      const ids = [...new Set(found.data.items.map(({ item }) => item.id))];
      if (ids.length === 0) return [];
      // A hit names neither the field that it is in nor all that is known of the person.
      const whole = { ids: ids.join(","), custom_fields: fieldCode, limit: "100" };
      const { data } = await ask("GET", "/v2/persons", z.array(personSchema), { query: whole });
      return data.filter(({ is_deleted }) => !is_deleted).map((each) => personOf(each, fieldCode));
    },
    madeSince: async (since, fieldCode, pages = 4) => {
      const people: Person[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < pages; page += 1) {
        const sorted = { sort_by: "add_time", sort_direction: "desc", limit: "500" };
        const query = { ...sorted, custom_fields: fieldCode, cursor };
        const { data, additional_data } = await ask("GET", "/v2/persons", z.array(personSchema), { query });
        const found = data.filter(({ is_deleted }) => !is_deleted).map((each) => personOf(each, fieldCode));
        people.push(...found.filter(({ addedAt }) => addedAt === undefined || addedAt >= since));
        cursor = additional_data?.next_cursor ?? undefined;
        if (cursor === undefined || found.some(({ addedAt }) => addedAt !== undefined && addedAt < since)) break;
      }
      return people;
    },
    createPerson: async (json) => String((await ask("POST", "/v2/persons", made, { json })).data.id),
    updatePerson: async (id, json) => {
      await ask("PATCH", `/v2/persons/${at(id)}`, made, { json });
    },
    findNote: async (personId, text) => {
      let start = 0;
      while (start < mostNotes) {
        const query = { person_id: personId, sort: "add_time DESC", limit: "100", start: String(start) };
        // A person without notes has null for them.
        const found = await ask("GET", "/v1/notes", z.array(noteSchema).nullable(), { query });
        const note = found.data?.find((each) => each.active_flag !== false && each.content?.includes(text));
        if (note) return String(note.id);
        const { more_items_in_collection: more, next_start: next } = found.additional_data?.pagination ?? {};
        if (!more || next === undefined || next <= start) return undefined;
        start = next;
      }
      return undefined;
    },
    createNote: async (personId, content) => {
      await ask("POST", "/v1/notes", made, { json: { content, person_id: Number(personId) } });
    },
    updateNote: async (id, content) => {
      await ask("PUT", `/v1/notes/${at(id)}`, made, { json: { content } });
    },
    removeNote: (id) => unlessGone(ask("DELETE", `/v1/notes/${at(id)}`, z.unknown())),
    removePerson: (id) => unlessGone(ask("DELETE", `/v2/persons/${at(id)}`, z.unknown())),
  };
}

async function unlessGone(asking: Promise<unknown>): Promise<void> {
  try {
    await asking;
  } catch (error) {
    if (!(error instanceof OutsideError && error.code === "pipedrive.not_found")) throw error;
  }
}
