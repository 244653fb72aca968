import type { FieldOf } from "../../form/types.ts";
import { type Dropped, dropped } from "./types.ts";

/** What no screen of WhatsApp can ask: left out, and the report says so. */
export function notBuilt(field: FieldOf<"payment" | "unsupported">): Dropped {
  if (field.kind === "payment") {
    const message = "Not on WhatsApp: paying inside the form. Send a payment link afterwards.";
    return dropped("payment.unsupported", message);
  }
  return dropped("type.unknown", `Not yet on WhatsApp: a question of the type “${field.source.type}”.`);
}
