import { Alert, Text } from "@hubspot/ui-extensions";
import type { CommonTexts } from "./texts/common/index.ts";
import type { ServerState } from "./useServer.ts";

interface PressNoticeProps {
  readonly texts: CommonTexts;
  readonly state: ServerState<{ readonly kind: string; readonly code?: string; readonly message?: string }>;
  /** Over a clear no. */
  readonly title?: string | undefined;
  /** Over no clear answer. */
  readonly unclearTitle?: string | undefined;
  /** What a code of the server means in the reader's language; its own English where nothing is known. */
  readonly inWords?: ((code: string) => string | undefined) | undefined;
}

const refusals = ["refused", "error", "forbidden"];

/** Why the last press did nothing, or that nobody knows; nothing while all is well. */
export function PressNotice({
  texts,
  state,
  title = texts.notDoneTitle,
  unclearTitle = texts.unclearTitle,
  inWords,
}: PressNoticeProps) {
  if (state.status === "error") {
    return (
      <Alert title={state.problem === "refused" ? title : unclearTitle} variant="error">
        <Text>{texts.problems[state.problem]}</Text>
      </Alert>
    );
  }
  if (state.status !== "success" || !refusals.includes(state.value.kind)) return null;
  const { kind, code, message = "" } = state.value;
  return (
    <Alert title={title} variant={kind === "error" ? "error" : "warning"}>
      <Text>{(code === undefined ? undefined : inWords?.(code)) ?? message}</Text>
    </Alert>
  );
}
