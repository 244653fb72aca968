import { pageAskConsent } from "@flowella/contract";
import { Flex, LoadingButton, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { usePress } from "./usePress.ts";

/** The quickest source of consent: our own question at the end of each form. */
export function AskConsentButton({ onSaved }: { readonly onSaved: () => void }) {
  const { start } = useApp().texts;
  const { addAlert } = useExtensionActions<"pages">();
  const { state, busy, press } = usePress(pageAskConsent);

  async function ask() {
    const answer = await press((idempotencyKey) => ({ idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "saved") return;
    addAlert({ type: "success", message: start.consentAsked });
    onSaved();
  }

  return (
    <Flex direction="column" gap="xs">
      <LoadingButton size="sm" variant="primary" loading={busy} disabled={busy} onClick={() => void ask()}>
        {busy ? start.askingConsent : start.askConsent}
      </LoadingButton>
      <Text variant="microcopy">{start.askConsentHow}</Text>
      <PressNotice state={state} title={start.notSavedTitle} unclearTitle={start.notSavedTitle} />
    </Flex>
  );
}
