/** `/api/v1/notes` (Pipedrive's API reference, version 1). */
import type { Express, Response } from "express";
import { z } from "zod";
import { jsonBody } from "../stand-in.ts";
import type { Company, StoredNote } from "./company.ts";
import { refuse } from "./refuse.ts";

const newNote = z.strictObject({ content: z.string().min(1), person_id: z.int().positive() });
const changedNote = z.strictObject({ content: z.string().min(1) });

export function noteRoutes(routes: Express, company: Company): void {
  routes.get("/api/v1/notes", (request, response) => {
    const query = new URL(request.originalUrl, "http://pipedrive").searchParams;
    const personId = Number(query.get("person_id") ?? 0);
    const [start, limit] = [Number(query.get("start") ?? 0), Math.min(Number(query.get("limit") ?? 100), 500)];
    const all = [...company.notes.values()].filter(
      (note) => !note.deleted && (!personId || note.personId === personId),
    );
    if (/^add_time DESC$/.test(query.get("sort") ?? "")) all.reverse();
    const page = all.slice(start, start + limit);
    const more = start + limit < all.length;
    const pagination = { start, limit, more_items_in_collection: more, ...(more ? { next_start: start + limit } : {}) };
    // An empty list is none at all in version 1.
    const data = page.length === 0 ? null : page.map(shown);
    response.json({ success: true, data, additional_data: { pagination } });
  });
  routes.post("/api/v1/notes", (request, response) => {
    const asked = newNote.safeParse(jsonBody(request));
    if (!asked.success) return refuse(response, 400, "Content and one of the records are required");
    const person = company.people.get(asked.data.person_id);
    if (!person || person.deleted) return refuse(response, 400, "Person not found");
    answer(response, 201, company.addNote(person.id, cleaned(asked.data.content)));
  });
  routes.put("/api/v1/notes/:id", (request, response) => {
    const note = company.notes.get(Number(request.params.id));
    if (!note || note.deleted) return refuse(response, 404, "Note not found");
    const asked = changedNote.safeParse(jsonBody(request));
    if (!asked.success) return refuse(response, 400, "Content is required");
    note.content = cleaned(asked.data.content);
    note.writes += 1;
    answer(response, 200, note);
  });
  routes.delete("/api/v1/notes/:id", (request, response) => {
    const note = company.notes.get(Number(request.params.id));
    if (!note || note.deleted) return refuse(response, 404, "Note not found");
    note.deleted = true;
    response.json({ success: true, data: true });
  });
}

function answer(response: Response, status: number, note: StoredNote): void {
  response.status(status).json({ success: true, data: shown(note) });
}

const shown = ({ id, personId, content, deleted, addedAt }: StoredNote) => ({
  id,
  person_id: personId,
  content,
  active_flag: !deleted,
  add_time: new Date(addedAt).toISOString().slice(0, 19).replace("T", " "),
});

/** Pipedrive says only that it cleans the HTML: here nothing but bare tags is left, and no comment. */
function cleaned(html: string): string {
  return html.replaceAll(/<!--.*?-->/gs, "").replaceAll(/<(\/?[a-z0-9]+)[^>]*>/gi, "<$1>");
}
