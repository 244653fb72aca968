import type { Trouble } from "@flowella/contract";
import type { ServerState } from "@flowella/ui";
import { Alert, Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

type Refused = { readonly kind: "refused"; readonly message: string };

interface PressNoticeProps {
  readonly state: ServerState<{ readonly kind: string } | Refused | Trouble>;
  /** Over a clear no. */
  readonly title: string;
  /** Over no clear answer. */
  readonly unclearTitle: string;
}

/** Why the last press did nothing, or that nobody knows; nothing while all is well. */
export function PressNotice({ state, title, unclearTitle }: PressNoticeProps) {
  const { texts } = useApp();
  if (state.status === "error") {
    return (
      <Alert title={state.problem === "refused" ? title : unclearTitle} variant="error">
        <Text>{texts.problems[state.problem]}</Text>
      </Alert>
    );
  }
  if (state.status !== "success" || !("message" in state.value)) return null;
  return (
    <Alert title={title} variant={state.value.kind === "error" ? "error" : "warning"}>
      <Text>{state.value.message}</Text>
    </Alert>
  );
}
