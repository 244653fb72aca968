import type { FieldOf } from "../../form/types.ts";
import { type Dropped, dropped } from "./types.ts";

type NotBuilt = FieldOf<"time" | "ranking" | "matrix" | "payment" | "unsupported">;

/** Kinds of question that no Flow of ours asks yet: left out, and the report says so. */
export function notBuilt(field: NotBuilt): Dropped {
  switch (field.kind) {
    case "time":
      return dropped("time.not_built", "Not yet on WhatsApp: a question for a time of day.");
    case "ranking":
      return dropped("ranking.not_built", "Not yet on WhatsApp: putting options in order.");
    case "matrix":
      return dropped("matrix.not_built", "Not yet on WhatsApp: a table of questions.");
    case "payment":
      return dropped("payment.not_built", "Not on WhatsApp: paying inside the form. Send a payment link afterwards.");
    case "unsupported":
      return dropped("type.unknown", `Not yet on WhatsApp: a question of the type “${field.source.type}”.`);
  }
}
