import type { SavedAnswer } from "@flowella/contract";
import type { ServerState } from "@flowella/ui";
import { Alert, Button, Text } from "@hubspot/ui-extensions";
import { useSettings } from "./useSettings.ts";

interface SaveNoticeProps {
  readonly state: ServerState<SavedAnswer>;
  readonly onLoad: () => void;
}

/** Why nothing was saved, or that nobody knows; nothing while all is well. */
export function SaveNotice({ state, onLoad }: SaveNoticeProps) {
  const { texts } = useSettings();
  if (state.status === "error") {
    const title = state.problem === "refused" ? texts.notSavedTitle : texts.unclearSaveTitle;
    return (
      <Alert title={title} variant="error">
        <Text>{texts.problems[state.problem]}</Text>
      </Alert>
    );
  }
  if (state.status !== "success" || state.value.kind === "saved") return null;
  const { value } = state;
  switch (value.kind) {
    case "changed-meanwhile":
      return (
        <Alert title={texts.meanwhileTitle} variant="warning">
          <Text>{texts.meanwhileText}</Text>
          <Button size="sm" onClick={onLoad}>
            {texts.loadNow}
          </Button>
        </Alert>
      );
    case "wrong":
      return (
        <Alert title={texts.notSavedTitle} variant="error">
          <Text>{texts.wrongText}</Text>
        </Alert>
      );
    default:
      return (
        <Alert title={texts.notSavedTitle} variant={value.kind === "error" ? "error" : "warning"}>
          <Text>{value.message}</Text>
        </Alert>
      );
  }
}
