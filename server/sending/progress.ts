/** How far a send got, in one word: WhatsApp's statuses, the session, and the delivery, in the order they happen. */
import type { Row } from "../store/index.ts";

export type Progress =
  | "queued"
  | "sent"
  | "delivered"
  | "read"
  | "opened"
  | "answering"
  | "answered"
  | "delivered-to-hubspot"
  | "failed"
  | "needs-attention";

export interface ProgressFacts {
  readonly send: Row<"sends">["status"];
  readonly session: Row<"sessions">["state"];
  /** At least one screen was handed in. */
  readonly answering: boolean;
  readonly steps: readonly Row<"steps">["status"][];
}

export function progressOf({ send, session, answering, steps }: ProgressFacts): Progress {
  if (session === "accepted") return deliveryOf(steps);
  if (session === "open") return answering ? "answering" : "opened";
  if (send === "failed") return "failed";
  return send === "unconfirmed" ? "queued" : send;
}

function deliveryOf(steps: ProgressFacts["steps"]): Progress {
  if (steps.some((status) => status === "dead" || status === "waiting-for-person")) return "needs-attention";
  const finished = steps.length > 0 && steps.every((status) => status === "done" || status === "skipped");
  return finished ? "delivered-to-hubspot" : "answered";
}
