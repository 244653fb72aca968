import { type PageChanges, pageDismiss } from "@flowella/contract";
import {
  Alert,
  Flex,
  Heading,
  LoadingButton,
  StatusTag,
  Text,
  Tile,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { PressNotice } from "./PressNotice.tsx";
import { PublishForm } from "./PublishForm.tsx";
import { useApp } from "./useApp.ts";
import { usePress } from "./usePress.ts";

interface FlowChangesProps {
  readonly flowId: string;
  /** Undefined: the form is as it was. */
  readonly changes: PageChanges | undefined;
  readonly onChanged: () => void;
}

/** Each change of the form with what it means; to be taken over, or dismissed. */
export function FlowChanges({ flowId, changes, onChanged }: FlowChangesProps) {
  const { texts, formatTime } = useApp();
  const { flow, flows } = texts;
  const { addAlert } = useExtensionActions<"pages">();
  const { state, busy, press } = usePress(pageDismiss);
  if (!changes) {
    return (
      <Flex direction="column" gap="xs">
        <Heading>{flow.changesTitle}</Heading>
        <Text>{flow.noChanges}</Text>
      </Flex>
    );
  }
  const { list, dismissed, at, running, heldBack } = changes;

  async function dismiss() {
    const answer = await press((idempotencyKey) => ({ flowId, state: changes?.state ?? "", idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "dismissed") return;
    addAlert({ type: "success", message: flow.dismissed });
    onChanged();
  }

  return (
    <Flex direction="column" gap="sm" testId="flow-changes">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Heading>{flow.changesTitle}</Heading>
        {dismissed ? <StatusTag>{flow.dismissedTag}</StatusTag> : null}
        {at ? <Text variant="microcopy">{flow.noticedAt(formatTime(at))}</Text> : null}
      </Flex>
      <Text>{flows.changesText}</Text>
      {list.map(({ says, weight, impact }) => (
        <Tile key={says} compact>
          <Flex direction="column" gap="xs">
            <Flex direction="row" gap="sm" align="center" wrap>
              <Text format={{ fontWeight: "demibold" }}>{says}</Text>
              <StatusTag variant={weight === "safe" ? "success" : "warning"}>{flow.weights[weight]}</StatusTag>
            </Flex>
            {impact.map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
          </Flex>
        </Tile>
      ))}
      {running ? <Text>{running}</Text> : null}
      {heldBack ? (
        <Alert title={flow.heldBackTitle} variant="info">
          <Text>{heldBack}</Text>
        </Alert>
      ) : null}
      <PublishForm
        of={{ what: "changes", flowId, state: changes.state }}
        again
        newTemplate={false}
        onPublished={onChanged}
      />
      {dismissed ? null : (
        <Flex direction="column" gap="xs">
          <LoadingButton size="sm" variant="secondary" loading={busy} disabled={busy} onClick={() => void dismiss()}>
            {flow.dismiss}
          </LoadingButton>
          <Text variant="microcopy">{flow.dismissHow}</Text>
        </Flex>
      )}
      <PressNotice state={state} title={flow.notDismissedTitle} unclearTitle={flow.notDismissedTitle} />
    </Flex>
  );
}
