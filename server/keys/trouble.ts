/** Whether a number's key keeps Flows from opening: the one answer of people's alerts and of the operator's metrics. */
import type { Row } from "../store/index.ts";

/** Why Meta could not tell the key, where that is no passing trouble. */
const lasting: readonly (string | null)[] = ["whatsapp.permission", "whatsapp.not_registered"];

/**
 * @returns `replaced`: it is somebody else's. `broken`: it is missing, Meta's signature on it is not valid, or Meta refuses it
 * for good. Undefined where it is well, where nobody has looked yet, and where Meta merely did not answer.
 */
export function keyTrouble({
  key_status: status,
  key_code: code,
  key_checked_at: checkedAt,
}: Pick<Row<"senders">, "key_status" | "key_code" | "key_checked_at">): "replaced" | "broken" | undefined {
  if (checkedAt === null) return undefined;
  if (status === "foreign") return "replaced";
  if (status === "mismatch" || status === "none") return "broken";
  return status === "failed" && lasting.includes(code) ? "broken" : undefined;
}
