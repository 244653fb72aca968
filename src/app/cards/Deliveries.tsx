import { type CardDelivery, cardReplay } from "@flowella/contract";
import { usePress } from "@flowella/ui";
import { Alert, Flex, LoadingButton, StatusTag, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useCard } from "./useCard.ts";

const variants = {
  landed: "success",
  "under-way": "info",
  "not-needed": "default",
  dead: "danger",
  person: "warning",
} as const satisfies Record<CardDelivery["state"], string>;

interface DeliveriesProps {
  readonly deliveries: readonly CardDelivery[];
  readonly onReplayed: () => void;
}

/** Every place that the answers go to, how they got there, and trying again what was given up. */
export function Deliveries({ deliveries, onReplayed }: DeliveriesProps) {
  const { answers: words } = useCard().texts;
  if (deliveries.length === 0) return null;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: "demibold" }}>{words.whereTitle}</Text>
      {deliveries.map((delivery) => (
        <DeliveryItem key={delivery.id} delivery={delivery} onReplayed={onReplayed} />
      ))}
    </Flex>
  );
}

interface DeliveryItemProps {
  readonly delivery: CardDelivery;
  readonly onReplayed: () => void;
}

function DeliveryItem({ delivery, onReplayed }: DeliveryItemProps) {
  const { answers: words } = useCard().texts;
  const { id, destination, state, says } = delivery;
  return (
    <Flex direction="column" gap="xs" testId={`delivery-${id}`}>
      <Flex direction="row" gap="sm" align="center" wrap>
        <Text>{destination}</Text>
        <StatusTag variant={variants[state]}>{words.states[state]}</StatusTag>
      </Flex>
      {says === undefined ? null : <Text variant="microcopy">{says}</Text>}
      {state === "dead" ? <ReplayDelivery stepId={id} onReplayed={onReplayed} /> : null}
    </Flex>
  );
}

function ReplayDelivery({ stepId, onReplayed }: { readonly stepId: string; readonly onReplayed: () => void }) {
  const { origin, contactId, texts } = useCard();
  const { answers: words } = texts;
  const { addAlert } = useExtensionActions<"crm.record.tab">();
  const { state, busy, press } = usePress(origin, cardReplay);

  async function replay() {
    const answer = await press((idempotencyKey) => ({ contactId, stepId, idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "replayed") return;
    addAlert({ type: "success", message: words.replayed(answer.value.steps) });
    onReplayed();
  }

  const refused = state.status === "success" && "message" in state.value ? state.value.message : undefined;
  return (
    <Flex direction="column" gap="xs">
      {state.status === "error" ? (
        <Alert title={state.problem === "refused" ? words.notReplayedTitle : words.unclearTitle} variant="error">
          <Text>{texts.problems[state.problem]}</Text>
        </Alert>
      ) : null}
      {refused === undefined ? null : (
        <Alert title={words.notReplayedTitle} variant="warning">
          <Text>{refused}</Text>
        </Alert>
      )}
      <Flex direction="row">
        <LoadingButton size="sm" variant="secondary" loading={busy} disabled={busy} onClick={() => void replay()}>
          {busy ? words.replaying : words.replay}
        </LoadingButton>
      </Flex>
    </Flex>
  );
}
