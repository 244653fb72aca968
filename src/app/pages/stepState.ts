import type { StartStep } from "@flowella/contract";

/** Whether a step is done, and who is next where it is not: the user, WhatsApp, the customer, or a step before it. */
export type StepState = "done" | "open" | "whatsapp" | "customer" | "later";

const templates = {
  none: "later",
  "in-review": "whatsapp",
  attention: "open",
  approved: "done",
} as const satisfies Record<Extract<StartStep, { id: "template" }>["is"], StepState>;

export function stepState(step: StartStep): StepState {
  switch (step.id) {
    case "number":
      return step.is === "ready" ? "done" : "open";
    case "form":
      return step.is === "published" ? "done" : "open";
    case "see":
    case "phone-test":
      return step.is === "done" ? "done" : step.is === "later" ? "later" : "open";
    case "card":
      return step.is === "done" ? "done" : "open";
    case "consent":
      return step.is === "named" ? "done" : "open";
    case "template":
      return templates[step.is];
    case "first-send":
      return step.is === "done" ? "done" : "open";
    case "first-answer":
      return step.is === "done" ? "done" : "customer";
  }
}
