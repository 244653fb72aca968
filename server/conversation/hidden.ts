/** Hidden values: what the sender gave a message to know, such as a campaign. Sealed by the person's key. */
import { z } from "zod";
import type { Form } from "../../core/form/types.ts";
import type { Mapping } from "../../core/mapping/index.ts";
import type { Context } from "../context.ts";
import type { Row } from "../store/index.ts";
import type { Sealer } from "../vault/index.ts";

export type HiddenValues = Readonly<Record<string, string>>;

const most = 50;

/** By name. A value is at most 2,000 characters. */
export const hiddenSchema = z
  .record(z.string().min(1).max(100), z.string().max(2_000))
  .refine((values) => Object.keys(values).length <= most, `has more than ${most} values`);

const column = "sessions.hidden";

export function sealedHidden(sealer: Sealer, hidden: HiddenValues | undefined): string | null {
  return hidden && Object.keys(hidden).length > 0 ? sealer.seal(JSON.stringify(hidden), column) : null;
}

export async function hiddenOf(
  { vault }: Context,
  portalId: string,
  { person_id, hidden_sealed }: Pick<Row<"sessions">, "person_id" | "hidden_sealed">,
): Promise<HiddenValues | undefined> {
  if (!hidden_sealed) return undefined;
  return hiddenSchema.parse(JSON.parse((await vault.person(portalId, person_id)).open(hidden_sealed, column)));
}

/** Names that neither the form nor its mapping knows: kept with the answers, and used by nothing. */
export function unusedHidden(form: Form, mapping: Mapping, hidden: HiddenValues): string[] {
  const mapped = mapping.entries.flatMap(({ source }) => (source?.kind === "hidden" ? [source.name] : []));
  const known = new Set([...form.hidden.map(({ name }) => name), ...mapped]);
  return Object.keys(hidden).filter((name) => !known.has(name));
}

/** The form as this message filled it: its own hidden values, above them those of the message. */
export function withHidden(form: Form, hidden: HiddenValues): Form {
  return {
    ...form,
    hidden: form.hidden.map((each) => {
      const value = Object.hasOwn(hidden, each.name) ? hidden[each.name] : undefined;
      return value === undefined ? each : { ...each, value };
    }),
  };
}
