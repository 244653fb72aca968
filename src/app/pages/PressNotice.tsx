import { PressNotice as PressNoticeIn, type ServerState } from "@flowella/ui";
import { useApp } from "./useApp.ts";

interface PressNoticeProps {
  readonly state: ServerState<{ readonly kind: string; readonly code?: string; readonly message?: string }>;
  readonly title?: string;
  readonly unclearTitle?: string;
}

/** Why the last press on the app page did nothing. */
export function PressNotice({ state, title, unclearTitle }: PressNoticeProps) {
  const { texts, inWords } = useApp();
  return <PressNoticeIn texts={texts} state={state} title={title} unclearTitle={unclearTitle} inWords={inWords} />;
}
