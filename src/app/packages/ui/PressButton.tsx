import type { Call } from "@flowella/contract";
import { Alert, Button, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useRef, useState } from "react";
import { PressNotice } from "./PressNotice.tsx";
import type { CommonTexts } from "./texts/common/index.ts";
import { usePress } from "./usePress.ts";

export interface PressButtonProps<Request, Value> {
  readonly call: Call<Request, Value>;
  readonly make: (idempotencyKey: string) => NoInfer<Request>;
  readonly label: string;
  /** What is typed beside it: with other words the next press is another one, and not the last one repeated. */
  readonly typed?: string;
  /** Asked first, where the press cannot be taken back. */
  readonly sure?: string;
  /** What happens then. */
  readonly sureText?: string;
  readonly primary?: boolean;
  /** Whether the confirmed press takes something away. */
  readonly destructive?: boolean;
  /** The server's clear answer, whatever it is; refusals are shown here. */
  readonly onAnswer: (value: Value) => void;
}

interface Around {
  readonly origin: string;
  readonly texts: CommonTexts;
  readonly inWords?: (code: string) => string | undefined;
}

/** Something that is done at a press, and what became of it. */
export function PressButton<
  Request extends Record<string, unknown>,
  Value extends { readonly kind: string; readonly code?: string; readonly message?: string },
>(props: PressButtonProps<Request, Value> & Around) {
  const { origin, texts, inWords, call, make, label, sure, sureText, primary = false, onAnswer } = props;
  const { destructive = !primary, typed } = props;
  const { state, busy, press, renew } = usePress(origin, call);
  const pressedFor = useRef(typed);
  const [asking, setAsking] = useState(false);

  async function go() {
    if (pressedFor.current !== typed) renew();
    pressedFor.current = typed;
    const answer = await press(make);
    setAsking(false);
    if (answer?.ok) onAnswer(answer.value);
  }

  const notice = <PressNotice texts={texts} state={state} inWords={inWords} />;
  if (sure !== undefined && asking) {
    return (
      <Flex direction="column" gap="xs">
        <Alert title={sure} variant="warning">
          {sureText === undefined ? null : <Text>{sureText}</Text>}
          <Flex direction="row" gap="sm" wrap>
            <LoadingButton
              size="sm"
              variant={destructive ? "destructive" : "primary"}
              loading={busy}
              disabled={busy}
              onClick={() => void go()}
            >
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
