import { pageReplay } from "@flowella/contract";
import { Flex, LoadingButton, useExtensionActions } from "@hubspot/ui-extensions";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { usePress } from "./usePress.ts";

interface ReplayButtonProps {
  /** One step; without it, everything that was given up. */
  readonly stepId?: string;
  readonly label: string;
  readonly onReplayed: () => void;
}

/** Tries again what was given up. */
export function ReplayButton({ stepId, label, onReplayed }: ReplayButtonProps) {
  const { results } = useApp().texts;
  const { addAlert } = useExtensionActions<"pages">();
  const { state, busy, press } = usePress(pageReplay);

  async function replay() {
    const answer = await press((idempotencyKey) => ({ idempotencyKey, ...(stepId !== undefined && { stepId }) }));
    if (!answer?.ok || answer.value.kind !== "replayed") return;
    addAlert({ type: "success", message: results.replayed(answer.value.steps) });
    onReplayed();
  }

  return (
    <Flex direction="column" gap="xs">
      <LoadingButton size="sm" variant="secondary" loading={busy} disabled={busy} onClick={() => void replay()}>
        {busy ? results.replaying : label}
      </LoadingButton>
      <PressNotice state={state} title={results.notReplayedTitle} unclearTitle={results.unclearTitle} />
    </Flex>
  );
}
