import { type CardWaiting, cancelHeld } from "@flowella/contract";
import { type Texts, useServer } from "@flowella/ui";
import { Alert, Flex, Heading, LoadingButton, StatusTag, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useRef } from "react";

interface WaitingListProps {
  readonly origin: string;
  readonly texts: Texts;
  readonly waiting: readonly CardWaiting[];
  readonly formatTime: (iso: string) => string;
  readonly onCancelled: () => void;
}

/** Sends that wait for their hour, each with the way to take it back; nothing where none waits. */
export function WaitingList({ waiting, ...props }: WaitingListProps) {
  if (waiting.length === 0) return null;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{props.texts.waitingTitle}</Heading>
      {waiting.map((each) => (
        <WaitingItem key={each.id} {...props} waiting={each} />
      ))}
      <Text variant="microcopy">{props.texts.waitingHow}</Text>
    </Flex>
  );
}

type WaitingItemProps = Omit<WaitingListProps, "waiting"> & { readonly waiting: CardWaiting };

function WaitingItem({ origin, texts, waiting, formatTime, onCancelled }: WaitingItemProps) {
  const { id, flowName, because, until } = waiting;
  const { addAlert } = useExtensionActions<"crm.record.sidebar">();
  const { state, ask } = useServer(origin, cancelHeld);
  const busy = useRef(false);
  const cancelling = state.status === "loading";

  async function cancel() {
    // Two presses can arrive before the button is drawn disabled: the second would be told that it is too late.
    if (busy.current) return;
    busy.current = true;
    const answer = await ask({ heldId: id });
    busy.current = false;
    if (!answer?.ok || answer.value.kind !== "cancelled") return;
    addAlert({ type: "success", message: texts.heldCancelled(flowName) });
    onCancelled();
  }

  return (
    <Flex direction="column" gap="xs" testId={`waiting-${id}`}>
      <Text format={{ fontWeight: "demibold" }}>{flowName}</Text>
      <StatusTag variant="default">{texts.waitingUntil(formatTime(until))}</StatusTag>
      <Text>{texts.waitingBecause[because]}</Text>
      {state.status === "error" ? (
        <Alert title={texts.heldUnclearTitle} variant="error">
          <Text>{texts.problems[state.problem]}</Text>
        </Alert>
      ) : null}
      {state.status === "success" && state.value.kind === "too-late" ? (
        <Alert title={texts.heldTooLateTitle} variant="warning">
          <Text>{texts.heldTooLateText}</Text>
        </Alert>
      ) : null}
      {state.status === "success" && "message" in state.value ? (
        <Alert title={texts.heldUnclearTitle} variant="error">
          <Text>{state.value.message}</Text>
        </Alert>
      ) : null}
      <LoadingButton
        size="sm"
        variant="secondary"
        loading={cancelling}
        disabled={cancelling}
        onClick={() => void cancel()}
      >
        {cancelling ? texts.cancellingHeld : texts.cancelHeld}
      </LoadingButton>
    </Flex>
  );
}
