import type { FieldId } from "../form/types.ts";

/** In the payload of an on-select action: the name of the input that was chosen in. No input is ever named so. */
export const selectKey = "on_select";

/** What stands there for the link that asks for a person: no input has capital letters. */
export const personLinkName = "PERSON";

/** Keys that WhatsApp (WhatsApp reference 11) or we use in an exchange, and one that every object has. */
const reserved = new Set([
  selectKey,
  "error",
  "error_key",
  "error_message",
  "screen",
  "action",
  "data",
  "version",
  "flow_token",
  "constructor",
]);

/**
 * Gives every input of a Flow a name of its own: the field's id where WhatsApp takes it, else `q_` before it; a part's
 * key is put behind. The same form always gets the same names.
 */
export function inputNames(fieldIds: readonly FieldId[]): (fieldId: FieldId, part?: string) => string {
  const asTheyAre = fieldIds.filter((id) => /^[a-z_][a-z0-9_]*$/.test(id) && !reserved.has(id));
  const used = new Set<string>(asTheyAre);
  const names = new Map(asTheyAre.map((id) => [keyOf(id), id]));
  return (fieldId, part) => {
    const key = keyOf(fieldId, part);
    const known = names.get(key);
    if (known) return known;
    const base = part === undefined ? `q_${slug(fieldId)}` : `${slug(fieldId)}_${slug(part)}`;
    let name = base;
    for (let count = 2; used.has(name) || reserved.has(name); count += 1) name = `${base}_${count}`;
    used.add(name);
    names.set(key, name);
    return name;
  };
}

function keyOf(fieldId: FieldId, part?: string): string {
  return part === undefined ? fieldId : `${fieldId} ${part}`;
}

function slug(text: string): string {
  const clean = text.toLowerCase().replace(/[^a-z0-9_]+/g, "_");
  return /^[a-z_]/.test(clean) ? clean : `_${clean}`;
}
