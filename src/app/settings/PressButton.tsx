import type { Call } from "@flowella/contract";
import { usePress } from "@flowella/ui";
import { Alert, Button, Flex, LoadingButton } from "@hubspot/ui-extensions";
import { useState } from "react";
import { PressNotice } from "./PressNotice.tsx";
import { useSettings } from "./useSettings.ts";

interface PressButtonProps<Request, Value> {
  readonly call: Call<Request, Value>;
  readonly make: (idempotencyKey: string) => NoInfer<Request>;
  readonly label: string;
  /** Asked first, where the press cannot be taken back. */
  readonly sure?: string;
  readonly primary?: boolean;
  /** The server's clear answer, whatever it is; refusals are shown here. */
  readonly onAnswer: (value: Value) => void;
}

/** Something that is done at a press, and what became of it. */
export function PressButton<
  Request extends Record<string, unknown>,
  Value extends { readonly kind: string; readonly message?: string },
>({ call, make, label, sure, primary = false, onAnswer }: PressButtonProps<Request, Value>) {
  const { origin, texts } = useSettings();
  const { state, busy, press } = usePress(origin, call);
  const [asking, setAsking] = useState(false);

  async function go() {
    const answer = await press(make);
    setAsking(false);
    if (answer?.ok) onAnswer(answer.value);
  }

  const notice = <PressNotice state={state} />;
  if (sure !== undefined && asking) {
    return (
      <Flex direction="column" gap="xs">
        <Alert title={sure} variant="warning">
          <Flex direction="row" gap="sm" wrap>
            <LoadingButton size="sm" variant="destructive" loading={busy} disabled={busy} onClick={() => void go()}>
              {label}
            </LoadingButton>
            <Button size="sm" variant="secondary" disabled={busy} onClick={() => setAsking(false)}>
              {texts.cancel}
            </Button>
          </Flex>
        </Alert>
        {notice}
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="xs">
      <LoadingButton
        size="sm"
        variant={primary ? "primary" : "secondary"}
        loading={busy}
        disabled={busy}
        onClick={() => (sure === undefined ? void go() : setAsking(true))}
      >
        {label}
      </LoadingButton>
      {notice}
    </Flex>
  );
}
