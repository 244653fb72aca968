import { PressNotice as PressNoticeIn, type ServerState } from "@flowella/ui";
import { useSettings } from "./useSettings.ts";

interface PressNoticeProps {
  readonly state: ServerState<{ readonly kind: string; readonly message?: string }>;
}

/** Why the last press in the settings did nothing. */
export function PressNotice({ state }: PressNoticeProps) {
  return <PressNoticeIn texts={useSettings().texts} state={state} />;
}
