import { appointments } from "./appointments.ts";
import { documents } from "./documents.ts";
import { googleForm } from "./google-form.ts";
import { survey } from "./survey.ts";
import type { Extra } from "./types.ts";

export type { Extra, ExtraForm, ExtraGround, ExtraStanding } from "./types.ts";

/** One each, from the first business on. */
export const extras = { survey, appointments, "google-form": googleForm, documents } as const satisfies Record<
  string,
  Extra
>;
export type ExtraName = keyof typeof extras;
