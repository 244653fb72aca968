/** Events about templates: decisions, categories, quality (WhatsApp reference 6.4, 6.9). */
import { z } from "zod";
import type { TemplateNews } from "./webhook-types.ts";

export const templateFields: ReadonlySet<string> = new Set([
  "message_template_status_update",
  "template_category_update",
  "message_template_quality_update",
]);

const text = z.string().optional().catch(undefined);
const seconds = z.coerce.number().positive().optional().catch(undefined);

const named = z.object({
  message_template_id: z.union([z.string(), z.number()]).transform(String),
  message_template_name: z.string(),
  message_template_language: z.string(),
});

const statusSchema = named.extend({
  event: z.string(),
  reason: text,
  rejection_info: z.object({ reason: text, recommendation: text }).optional().catch(undefined),
  // The form of the date is not documented: seconds are read, anything else is left out.
  disable_info: z.object({ disable_date: seconds }).optional().catch(undefined),
});

const categorySchema = named.extend({
  correct_category: text,
  category_update_timestamp: seconds,
  previous_category: text,
  new_category: text,
});

/** The names of the scores are not documented; whatever calls itself new is taken. */
const qualitySchema = named.extend({ new_quality_score: text });

/** What the event says; undefined where it cannot be read. */
export function readTemplateNews(field: string, value: Record<string, unknown>): TemplateNews | undefined {
  if (field === "message_template_status_update") return readStatus(value);
  if (field === "template_category_update") return readCategory(value);
  const quality = qualitySchema.safeParse(value).data;
  if (!quality?.new_quality_score) return undefined;
  return { ...nameOf(quality), event: "QUALITY", score: quality.new_quality_score };
}

function readStatus(value: Record<string, unknown>): TemplateNews | undefined {
  const status = statusSchema.safeParse(value).data;
  if (!status) return undefined;
  const reason = status.reason ?? status.rejection_info?.reason;
  const advice = status.rejection_info?.recommendation;
  const disableAt = status.disable_info?.disable_date;
  return {
    ...nameOf(status),
    event: status.event,
    ...(reason !== undefined && { reason }),
    ...(advice !== undefined && { advice }),
    ...(disableAt !== undefined && { disableAt: disableAt * 1000 }),
  };
}

function readCategory(value: Record<string, unknown>): TemplateNews | undefined {
  const change = categorySchema.safeParse(value).data;
  if (!change) return undefined;
  const { correct_category: announced, category_update_timestamp: at, previous_category: before } = change;
  if (announced !== undefined) {
    const category = { ...nameOf(change), event: "CATEGORY_ANNOUNCED", category: announced };
    return { ...category, ...(at !== undefined && { changesAt: at * 1000 }) };
  }
  if (change.new_category === undefined) return undefined;
  const category = { ...nameOf(change), event: "CATEGORY_CHANGED", category: change.new_category };
  return { ...category, ...(before !== undefined && { before }) };
}

function nameOf(value: z.infer<typeof named>) {
  return {
    templateId: value.message_template_id,
    name: value.message_template_name,
    language: value.message_template_language,
  };
}
