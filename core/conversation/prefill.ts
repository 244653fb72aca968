/** What stands in a screen's inputs before the customer typed anything there. */
import type { CompiledScreen, Json, ScreenInput } from "../flow/types.ts";
import { ownHidden } from "../form/hidden.ts";
import type { Choice, Field, Form } from "../form/types.ts";
import type { ScreenPayload } from "./types.ts";
import type { Knowledge } from "./way.ts";

/** As if the customer had typed it: whatever an input cannot hold is left empty. */
export function prefilled(form: Form, screen: CompiledScreen, { known, hidden }: Knowledge): ScreenPayload {
  const values = screen.inputs.flatMap((input): [string, Json][] => {
    const field = form.fields[input.fieldId];
    const raw = field && valueFor(field, form, { known, hidden });
    const value = field && raw && input.prefill !== undefined && valueIn(field, input, raw);
    return value ? [[input.name, value]] : [];
  });
  return Object.fromEntries(values);
}

function valueFor({ id, prefill }: Field, form: Form, { known = {}, hidden = {} }: Knowledge): string | undefined {
  switch (prefill?.from) {
    case undefined:
      return undefined;
    case "value":
      return prefill.value;
    case "contact":
      return Object.hasOwn(known, id) ? known[id] : undefined;
    case "hidden": {
      const all: Readonly<Record<string, string>> = { ...ownHidden(form), ...hidden };
      return Object.hasOwn(all, prefill.name) ? all[prefill.name] : undefined;
    }
  }
}

/** Several values stand in one text with `;` between them, as HubSpot keeps them (HubSpot reference 6.3). */
function valueIn(field: Field, { part, role, prefillType }: ScreenInput, raw: string): Json | undefined {
  if (part !== undefined || role === "other" || role === "group") return undefined;
  if ("choices" in field) {
    const ids = raw.split(";").flatMap((one) => idOf(field.choices, one));
    return prefillType === "array" ? ids : role === undefined ? ids[0] : undefined;
  }
  if (field.kind === "boolean") return /^(true|false)$/.test(raw) ? raw : undefined;
  return raw.slice(0, 1_000);
}

function idOf(choices: readonly Choice[], text: string): string[] {
  const wanted = text.trim().toLowerCase();
  const found = choices.find(({ id, value, label }) =>
    [value, id, label].some((one) => one.trim().toLowerCase() === wanted),
  );
  return found ? [found.id] : [];
}
