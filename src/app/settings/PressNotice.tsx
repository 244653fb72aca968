import type { ServerState } from "@flowella/ui";
import { Alert, Text } from "@hubspot/ui-extensions";
import { useSettings } from "./useSettings.ts";

interface PressNoticeProps {
  readonly state: ServerState<{ readonly kind: string; readonly message?: string }>;
}

const refusals = ["refused", "error", "forbidden"];

/** Why the last press did nothing, or that nobody knows; nothing while all is well. */
export function PressNotice({ state }: PressNoticeProps) {
  const { texts } = useSettings();
  if (state.status === "error") {
    const title = state.problem === "refused" ? texts.notDoneTitle : texts.unclearTitle;
    return (
      <Alert title={title} variant="error">
        <Text>{texts.problems[state.problem]}</Text>
      </Alert>
    );
  }
  if (state.status !== "success" || !refusals.includes(state.value.kind)) return null;
  return (
    <Alert title={texts.notDoneTitle} variant={state.value.kind === "error" ? "error" : "warning"}>
      <Text>{state.value.message ?? ""}</Text>
    </Alert>
  );
}
