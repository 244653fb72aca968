import type { SendFlowResponse } from "@flowella/contract";
import type { ServerState, Texts } from "@flowella/ui";
import { Alert, Text } from "@hubspot/ui-extensions";

/** Why the last send did not go, or that nobody knows; nothing while all is well. */
export function SendNotice({ texts, state }: { texts: Texts; state: ServerState<SendFlowResponse> }) {
  if (state.status === "error") {
    const unclear = state.problem !== "refused";
    return (
      <Alert title={unclear ? texts.sendUnclearTitle : texts.notSentTitle} variant="error">
        <Text>{unclear ? texts.sendUnclearText : texts.problems[state.problem]}</Text>
      </Alert>
    );
  }
  if (state.status === "success" && state.value.kind === "refused") {
    return (
      <Alert title={texts.refusedTitles[state.value.code]} variant="warning">
        <Text>{texts.refusedTexts?.[state.value.code] ?? state.value.message}</Text>
      </Alert>
    );
  }
  if (state.status === "success" && (state.value.kind === "error" || state.value.kind === "forbidden")) {
    return (
      <Alert title={texts.notSentTitle} variant="error">
        <Text>{state.value.message}</Text>
      </Alert>
    );
  }
  return null;
}
