/** 360dialog's answers about templates, brought into the Cloud API's shape (WhatsApp reference 5.18). */
import { z } from "zod";
import type { Call } from "./route.ts";

/** Ids are seen to be missing; within an account, name and language name a template. */
const itemSchema = z.looseObject({
  id: z.coerce.string().optional().catch(undefined),
  name: z.string(),
  language: z.string(),
  status: z.string(),
});

const pageSchema = z.object({
  waba_templates: z.array(itemSchema),
  /** How many there are; not documented, so it may be missing. */
  total: z.number().optional().catch(undefined),
});

export function templatePage(call: Call, answer: unknown): unknown {
  const page = pageSchema.safeParse(answer);
  if (!page.success) return answer;
  const { waba_templates: items, total = 0 } = page.data;
  const seen = Number(call.query?.["after"] ?? 0) + items.length;
  const more = items.length > 0 && seen < total;
  return {
    data: items.map((item) => ({ ...item, id: item.id ?? idOf(item), status: wordOf(item.status) })),
    ...(more && { paging: { next: "another page", cursors: { after: String(seen) } } }),
  };
}

const askedSchema = z.object({ json: z.object({ name: z.string(), language: z.string() }) });
const madeSchema = z.looseObject({
  id: z.coerce.string().optional().catch(undefined),
  status: z.string().optional().catch(undefined),
});

/** What is answered to a new template is not documented: anything counts as handed in. */
export function templateAnswer(call: Call, answer: unknown): unknown {
  const asked = askedSchema.safeParse(call.body).data?.json;
  const { id, status, ...rest } = madeSchema.safeParse(answer).data ?? {};
  return { ...rest, id: id ?? idOf(asked ?? { name: "", language: "" }), ...(status && { status: wordOf(status) }) };
}

function idOf({ name, language }: { readonly name: string; readonly language: string }): string {
  return `${name}/${language}`;
}

/** 360dialog's older word for what Meta calls pending. */
function wordOf(status: string): string {
  return status.toUpperCase() === "SUBMITTED" ? "PENDING" : status;
}
