/** What an account's records can hold: the properties that an answer may be written into (HubSpot reference 6.5). */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";
import { propertySchema } from "./types.ts";

export interface WritableProperty {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

const listSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      ...propertySchema.shape,
      hidden: z.boolean().optional(),
      calculated: z.boolean().optional(),
      modificationMetadata: z.looseObject({ readOnlyValue: z.boolean().optional() }).optional(),
    }),
  ),
});

/** By label. Without what is hidden, archived, calculated or read-only. @param objectType `contacts`, or a type id */
export async function listWritableProperties(client: HubSpotClient, objectType: string): Promise<WritableProperty[]> {
  const path = `/crm/properties/2026-03/${encodeURIComponent(objectType)}`;
  const { results } = await client.call({ method: "GET", path, answer: listSchema });
  return results
    .filter(({ hidden, archived, calculated, modificationMetadata }) => {
      return !hidden && !archived && !calculated && modificationMetadata?.readOnlyValue !== true;
    })
    .map(({ name, label, type, fieldType, options }) => ({
      name,
      label,
      type,
      fieldType,
      options: options
        .filter((option) => option.hidden !== true)
        .map((option) => ({ label: option.label, value: option.value })),
    }))
    .sort((one, other) => one.label.localeCompare(other.label));
}

/** The values of one property in the order in which the account shows them. */
export async function optionsOfProperty(client: HubSpotClient, objectType: string, name: string): Promise<string[]> {
  const path = `/crm/properties/2026-03/${encodeURIComponent(objectType)}/${encodeURIComponent(name)}`;
  const { options } = await client.call({ method: "GET", path, answer: orderedSchema });
  return options.toSorted((one, other) => one.displayOrder - other.displayOrder).map(({ value }) => value);
}

const orderedSchema = z.looseObject({
  options: z.array(z.looseObject({ value: z.string(), displayOrder: z.number().catch(0).default(0) })),
});
