/**
 * Pipedrive's JSON, as far as it is read here (README.md names the sources). Lenient where a missing value costs nothing;
 * what decides who somebody is, or whether something stands there already, is insisted on.
 */
import { z } from "zod";

const id = z.int().positive();
const text = z.string().catch("");
/** Entries of `emails` and `phones`. A list of another shape counts as not known, and is then never written over. */
const contactValues = z
  .array(z.object({ value: text }))
  .nullish()
  .catch(undefined);

export const personSchema = z.object({
  id,
  name: z.string().nullish().catch(""),
  emails: contactValues,
  phones: contactValues,
  is_deleted: z.boolean().optional().catch(undefined),
  /** RFC 3339. */
  add_time: z.string().optional().catch(undefined),
  /** By the field's 40-character key. */
  custom_fields: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

export const fieldSchema = z.object({
  field_code: z.string().min(1),
  field_name: text,
  field_type: text,
  is_custom_field: z.boolean().optional().catch(undefined),
});

export const noteSchema = z.object({
  id,
  /** HTML, as Pipedrive left it. */
  content: z.string().nullish(),
  active_flag: z.boolean().optional().catch(undefined),
});

export const userSchema = z.object({
  company_id: z.union([z.string(), z.number()]).transform(String),
  company_name: text,
});

/** Every answer: `data`, and what is needed to get the next page. */
export const answerOf = <T extends z.ZodType>(data: T) =>
  z.object({
    data,
    additional_data: z
      .object({
        /** Version 2. */
        next_cursor: z.string().nullish().catch(undefined),
        /** Version 1. */
        pagination: z
          .object({
            more_items_in_collection: z.boolean().optional().catch(undefined),
            next_start: z.int().optional().catch(undefined),
          })
          .optional()
          .catch(undefined),
      })
      .nullish()
      .catch(undefined),
  });

export const searchSchema = z.object({ items: z.array(z.object({ item: z.object({ id }) })) });

/** A person as the rest of this connector knows one. */
export interface Person {
  /** Digits. */
  readonly id: string;
  readonly name: string;
  /** Undefined where Pipedrive did not say: such a list is not written. */
  readonly emails: readonly string[] | undefined;
  readonly phones: readonly string[] | undefined;
  /** What the field for it holds. */
  readonly waId: string | undefined;
  /** Epoch milliseconds. */
  readonly addedAt: number | undefined;
}

export function personOf(found: z.infer<typeof personSchema>, fieldCode: string): Person {
  const values = (list: typeof found.emails) => list?.map(({ value }) => value).filter(Boolean);
  const held = found.custom_fields?.[fieldCode];
  const waId = typeof held === "string" || typeof held === "number" ? String(held).replace(/\D/g, "") : "";
  const addedAt = Date.parse(found.add_time ?? "");
  return {
    id: String(found.id),
    name: found.name ?? "",
    emails: values(found.emails),
    phones: values(found.phones),
    waId: waId || undefined,
    addedAt: Number.isFinite(addedAt) ? addedAt : undefined,
  };
}

export interface PersonField {
  /** Of custom fields a key of 40 characters. */
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly custom: boolean;
}

export function fieldOf(found: z.infer<typeof fieldSchema>): PersonField {
  const { field_code: code, field_name: name, field_type: type, is_custom_field: custom = false } = found;
  return { code, name, type, custom };
}
