/** Reads from the HubSpot stand-in what it holds now, over HubSpot's own API and with a token of its own. */
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import type { SandboxWorld } from "../sandbox-world.ts";
import { sandboxClientId } from "../sandbox-world.ts";

const recordSchema = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
});

const shownProperties = [
  "firstname",
  "lastname",
  "email",
  "phone",
  "mobilephone",
  "consultation_topic",
  "preferred_contact_method",
  "services_of_interest",
  "preferred_consultation_date",
  "number_of_rooms",
  "message",
  "existing_customer",
  "flowella_wa_id",
  "flowella_last_flow",
];

/** Longer than HubSpot's window. */
const mostSeconds = 12;

export class HubSpotReader {
  readonly #apiUrl: string;
  readonly #newToken: () => string;

  constructor({ hubspot, portalId }: SandboxWorld) {
    this.#apiUrl = hubspot.apiUrl;
    // A scenario may move the clock by days: each call has a token of its own.
    this.#newToken = () => hubspot.install(sandboxClientId, Number(portalId)).accessToken;
  }

  async form(id: string): Promise<{ title: string; questions: string[] }> {
    const field = z.object({ label: z.string(), hidden: z.boolean() });
    const definition = z.object({ name: z.string(), fieldGroups: z.array(z.object({ fields: z.array(field) })) });
    const { name, fieldGroups } = definition.parse(await this.#get(`/marketing/v3/forms/${id}`));
    const fields = fieldGroups.flatMap((group) => group.fields).filter(({ hidden }) => !hidden);
    return { title: name, questions: fields.map(({ label }) => label) };
  }

  /** @param names of its properties; what is empty is left out */
  async contact(id: string, names: readonly string[] = shownProperties): Promise<Record<string, string>> {
    const path = `/crm/objects/2026-03/contacts/${id}?properties=${names.join(",")}`;
    const { properties } = recordSchema.parse(await this.#get(path));
    const given = names.flatMap((name): [string, string][] => {
      const value = properties[name];
      return value ? [[name, value]] : [];
    });
    return Object.fromEntries(given);
  }

  async countContacts(): Promise<number> {
    const page = z.object({
      results: z.array(z.unknown()),
      paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
    });
    let count = 0;
    let after: string | undefined = "";
    while (after !== undefined) {
      const query = after ? `&after=${after}` : "";
      const { results, paging } = page.parse(await this.#get(`/crm/objects/2026-03/contacts?limit=100${query}`));
      count += results.length;
      after = paging?.next?.after;
    }
    return count;
  }

  async formSubmissions(formId: string): Promise<unknown[]> {
    const path = `/form-integrations/v1/submissions/forms/${formId}?limit=50`;
    return z.object({ results: z.array(z.unknown()) }).parse(await this.#get(path)).results;
  }

  /** Subjects of the tasks on a contact. */
  async tasksOf(contactId: string): Promise<{ subject: string; contacts: string[] }[]> {
    const page = z.object({
      results: z.array(
        recordSchema.extend({
          associations: z.object({ contacts: z.object({ results: z.array(z.object({ id: z.string() })) }) }).optional(),
        }),
      ),
    });
    const path = "/crm/objects/2026-03/tasks?limit=100&properties=hs_task_subject&associations=contacts";
    const { results } = page.parse(await this.#get(path));
    return results
      .map(({ properties, associations }) => ({
        subject: properties["hs_task_subject"] ?? "",
        contacts: associations?.contacts.results.map(({ id }) => id) ?? [],
      }))
      .filter(({ contacts }) => contacts.includes(contactId));
  }

  /** Texts of the notes on a contact, as HTML. */
  async notesOf(contactId: string): Promise<string[]> {
    const associated = z.object({ results: z.array(z.object({ id: z.string() })) });
    const contact = z.object({ associations: z.object({ notes: associated.optional() }).optional() });
    const path = `/crm/objects/2026-03/contacts/${contactId}?associations=notes`;
    const { associations } = contact.parse(await this.#get(path));
    const ids = associations?.notes?.results.map(({ id }) => id) ?? [];
    const bodies = ids.map(async (id) => {
      const note = recordSchema.parse(await this.#get(`/crm/objects/2026-03/notes/${id}?properties=hs_note_body`));
      return note.properties["hs_note_body"] ?? "";
    });
    return Promise.all(bodies);
  }

  /** Anything else that HubSpot's API says. */
  async read<Answer>(path: string, answer: z.ZodType<Answer>): Promise<Answer> {
    return answer.parse(await this.#get(path));
  }

  /** It shares the server's calls in ten seconds, and waits for the next ones where a fast machine has used them up. */
  async #get(path: string): Promise<unknown> {
    for (let waited = 0; ; waited += 1) {
      const response = await fetch(`${this.#apiUrl}${path}`, {
        headers: { authorization: `Bearer ${this.#newToken()}` },
      });
      if (response.ok) return response.json();
      const said = await response.text();
      if (response.status !== 429 || waited === mostSeconds)
        throw new Error(`The HubSpot stand-in answered ${response.status} to ${path}: ${said}`);
      await setTimeout(1_000);
    }
  }
}
