import type { PageTemplate } from "../../src/app/packages/contract/index.ts";
import type { TemplateSeen } from "../templates/seen.ts";

/** Whether a template can be sent, WhatsApp is looking at it, or somebody of the business must act. */
export function templateState({ status, who }: Pick<TemplateSeen, "status" | "who">): PageTemplate["state"] {
  if (status === "approved") return "approved";
  return who === "whatsapp" ? "in-review" : "attention";
}
