/** Resolved properties, read as the type that the component needs. Each throws `BrokenFlow` for anything else. */
import * as z from "zod";
import { type UpdateAction, updateActionSchema } from "./actions.ts";
import { BrokenFlow } from "./errors.ts";

export interface Option {
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly metadata?: string | undefined;
  readonly enabled: boolean;
  /** Base64, without the `data:` prefix. */
  readonly image?: string | undefined;
  readonly "alt-text"?: string | undefined;
  /** Six hexadecimal digits. */
  readonly color?: string | undefined;
}

const optionSchema = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  description: z.string().optional(),
  metadata: z.string().optional(),
  enabled: z.boolean().default(true),
  image: z.string().optional(),
  "alt-text": z.string().optional(),
  color: z.string().optional(),
});

/** A property that is absent, or whose reference is empty, reads as `fallback`. */
export function flagOf(value: unknown, fallback: boolean, where: string): boolean {
  if (value === undefined) return fallback;
  if (typeof value === "boolean") return value;
  throw new BrokenFlow(`${where} must be true or false.`);
}

export function textOf(value: unknown, where: string): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new BrokenFlow(`${where} must be a text.`);
}

/** Numbers may be numeric text (`max-chars: "40"`). */
export function countOf(value: unknown, fallback: number, where: string): number {
  if (value === undefined || value === "") return fallback;
  const count = Number(value);
  if (typeof value === "boolean" || !Number.isFinite(count)) throw new BrokenFlow(`${where} must be a number.`);
  return count;
}

export function textsOf(value: unknown, where: string): string[] {
  const result = z.array(z.string()).safeParse(value ?? []);
  if (!result.success) throw new BrokenFlow(`${where} must be a list of texts.`);
  return result.data;
}

export function optionsOf(value: unknown, where: string): Option[] {
  const result = z.array(optionSchema).safeParse(value);
  if (!result.success)
    throw new BrokenFlow(`${where} is not a list of options: ${result.error.issues[0]?.message ?? ""}`);
  if (new Set(result.data.map((option) => option.id)).size !== result.data.length)
    throw new BrokenFlow(`${where} has two options with the same id.`);
  return result.data;
}

/** What choosing and unchoosing single options sets off, by option id; `raw` is the list before references are resolved. */
export function optionActionsOf(raw: unknown, where: string): ReadonlyMap<string, OptionActions> {
  const result = z.array(optionActionsSchema).safeParse(raw);
  if (!result.success)
    throw new BrokenFlow(`${where} has an option whose action is not an update_data: ${z.prettifyError(result.error)}`);
  return new Map(
    result.data.map((option) => [
      option.id,
      { select: option["on-select-action"], unselect: option["on-unselect-action"] },
    ]),
  );
}

export interface OptionActions {
  readonly select: UpdateAction | undefined;
  readonly unselect: UpdateAction | undefined;
}

const optionActionsSchema = z.object({
  id: z.string(),
  "on-select-action": updateActionSchema.optional(),
  "on-unselect-action": updateActionSchema.optional(),
});
