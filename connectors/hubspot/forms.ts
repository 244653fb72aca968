/** Reading form definitions, Forms v3 (HubSpot reference 6.14). */
import type { HubSpotClient } from "./client.ts";
import { formDefinitionSchema, formListSchema, type HubSpotFormDefinition } from "./types.ts";

export interface FormSummary {
  readonly id: string;
  readonly name: string;
  /** ISO 8601; changes with the definition. */
  readonly updatedAt: string;
}

export interface FormPage {
  readonly forms: readonly FormSummary[];
  /** Pass it on to get the next page; absent on the last. */
  readonly after?: string;
}

const formsPath = "/marketing/v3/forms";

export async function listForms(
  client: HubSpotClient,
  { after, limit = 50 }: { after?: string; limit?: number } = {},
): Promise<FormPage> {
  const query = { limit, after, formTypes: "hubspot" };
  const { results, paging } = await client.call({ method: "GET", path: formsPath, query, answer: formListSchema });
  const forms = results.map(({ id, name, updatedAt }) => ({ id, name, updatedAt }));
  return { forms, ...(paging?.next ? { after: paging.next.after } : {}) };
}

/** The definition as HubSpot gave it; `formFromHubSpot` makes a neutral Form of it. */
export function getForm(client: HubSpotClient, formId: string): Promise<HubSpotFormDefinition> {
  const path = `${formsPath}/${encodeURIComponent(formId)}`;
  return client.call({ method: "GET", path, answer: formDefinitionSchema });
}
