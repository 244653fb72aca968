/** Questions whose answer is another one after going back. Answers are compared here and go nowhere. */
import type { Keep } from "../../core/conversation/index.ts";
import type { CompiledScreen } from "../../core/flow/types.ts";
import { type OpenSession, withKept } from "../conversation/sessions.ts";
import type { NewEvent } from "./events.ts";

export function changedEvents(
  { row, content }: OpenSession,
  screens: readonly CompiledScreen[],
  keep: Keep | undefined,
): NewEvent[] {
  const before = keep && content.payloads[keep.screen];
  // What is changed after handing in is a correction.
  if (!keep || !before || row.state === "accepted") return [];
  const now = withKept({}, keep)[keep.screen] ?? {};
  const inputs = screens.find(({ id }) => id === keep.screen)?.inputs ?? [];
  const changed = inputs.filter(({ name }) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
  return [...new Set(changed.map(({ fieldId }) => fieldId))].map((field_id) => ({
    kind: "changed",
    details: { screen: keep.screen, field_id },
  }));
}
