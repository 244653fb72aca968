import type { TemplatePurpose } from "../../core/templates/index.ts";
import type { Row } from "../store/index.ts";

/**
 * A template's name, the same in every language. It holds the Meta Flow's id, because a template names one Meta Flow for
 * good; `round` counts up where an earlier one is dead, because its name stays blocked (WhatsApp reference 6.2, 6.9).
 */
export function templateName(
  flow: Pick<Row<"flows">, "id" | "meta_flow_id">,
  purpose: TemplatePurpose,
  opensWith: "exchange" | "navigate",
  round = 1,
): string {
  const base = `flowella_${flow.id.toLowerCase().replace(/[^a-z0-9]/g, "")}_${flow.meta_flow_id ?? ""}`.slice(0, 60);
  const parts = [base, purpose === "requested" ? "" : purpose, opensWith === "navigate" ? "navigate" : ""];
  return [...parts, round > 1 ? String(round) : ""].filter(Boolean).join("_");
}
