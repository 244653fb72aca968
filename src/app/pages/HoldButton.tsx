import { type PageFlow, pageHold } from "@flowella/contract";
import { Flex, LoadingButton, useExtensionActions } from "@hubspot/ui-extensions";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { usePress } from "./usePress.ts";

interface HoldButtonProps {
  readonly flow: PageFlow;
  readonly onChanged: () => void;
}

/** Holds a Flow back, or lets it go on. */
export function HoldButton({ flow, onChanged }: HoldButtonProps) {
  const { flows } = useApp().texts;
  const { addAlert } = useExtensionActions<"pages">();
  const { state, busy, press } = usePress(pageHold);
  const paused = flow.status === "paused";

  async function change() {
    const what = paused ? ("resume" as const) : ("pause" as const);
    const answer = await press((idempotencyKey) => ({ flowId: flow.id, what, idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "changed") return;
    addAlert({ type: "success", message: paused ? flows.resumed(flow.name) : flows.paused(flow.name) });
    onChanged();
  }

  const word = paused ? flows.resume : flows.pause;
  const doing = paused ? flows.resuming : flows.pausing;
  return (
    <Flex direction="column" gap="xs">
      <LoadingButton size="sm" variant="secondary" loading={busy} disabled={busy} onClick={() => void change()}>
        {busy ? doing : word}
      </LoadingButton>
      <PressNotice state={state} title={flows.notChangedTitle} unclearTitle={flows.unclearTitle} />
    </Flex>
  );
}
