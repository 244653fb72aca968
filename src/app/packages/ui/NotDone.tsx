import { Alert, Text } from "@hubspot/ui-extensions";
import type { CommonTexts } from "./texts/common/index.ts";
import type { ServerState } from "./useServer.ts";

interface NotDoneProps {
  readonly texts: Pick<CommonTexts, "problems">;
  readonly state: ServerState<{ readonly kind: string; readonly message?: string }>;
  readonly title: string;
  readonly variant?: "warning" | "error";
}

/** Why what was asked for did not come; nothing while all is well. */
export function NotDone({ texts, state, title, variant = "warning" }: NotDoneProps) {
  const why =
    state.status === "error"
      ? texts.problems[state.problem]
      : state.status === "success"
        ? state.value.message
        : undefined;
  if (why === undefined) return null;
  return (
    <Alert title={title} variant={variant}>
      <Text>{why}</Text>
    </Alert>
  );
}
