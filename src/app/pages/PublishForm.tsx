import { type PagePublishRequest, type PagePublishResponse, pagePublish } from "@flowella/contract";
import { Alert, Flex, Heading, List, LoadingButton, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { PublishNotice } from "./PublishNotice.tsx";
import { useApp } from "./useApp.ts";
import { usePress } from "./usePress.ts";

interface PublishFormProps {
  readonly of: PagePublishRequest["of"];
  /** New messages carry an earlier version so far. */
  readonly again: boolean;
  /** New messages carry it as it is already. */
  readonly current?: boolean;
  readonly newTemplate: boolean;
  readonly onPublished: () => void;
}

const isRunning = ({ kind }: PagePublishResponse) => kind === "running";

/** What publishing costs, the button, and how it went. */
export function PublishForm({ of, again, current = false, newTemplate, onPublished }: PublishFormProps) {
  const { publish } = useApp().texts;
  const { addAlert } = useExtensionActions<"pages">();
  const { state, busy, press } = usePress(pagePublish, isRunning);
  const copying = usePress(pagePublish, isRunning);
  const working = busy || copying.busy;
  const shown = copying.state.status === "idle" ? state : copying.state;
  const { costs } = publish;
  // Several Flows can have theirs open at once.
  const testId = of.what === "form" ? "publish" : `publish-${of.flowId}`;

  async function start(go: typeof press, copy: boolean) {
    const answer = await go((idempotencyKey) => ({ of, idempotencyKey, ...(copy && { copy }) }));
    if (!answer?.ok || (answer.value.kind !== "published" && answer.value.kind !== "unchanged")) return;
    addAlert({ type: "success", message: answer.value.kind === "published" ? publish.doneTitle : publish.unchanged });
    onPublished();
  }

  const how = working ? (
    <Alert title={publish.publishing} variant="info">
      <Text>{publish.runningText}</Text>
    </Alert>
  ) : (
    <PublishNotice state={shown} onCopy={() => void start(copying.press, true)} />
  );
  if (current && !working) {
    return (
      <Flex direction="column" gap="sm" testId={testId}>
        {how}
        <Text>{publish.current}</Text>
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="sm" testId={testId}>
      <Heading>{again ? publish.nextTitle : publish.title}</Heading>
      <Text format={{ fontWeight: "demibold" }}>{publish.costsTitle}</Text>
      <List variant="unordered-styled">
        <Text>{costs.free}</Text>
        <Text>{newTemplate ? costs.template : costs.keepsTemplate}</Text>
        <Text>{costs.price}</Text>
        {again ? <Text>{costs.versions}</Text> : null}
      </List>
      {how}
      <LoadingButton variant="primary" loading={busy} disabled={working} onClick={() => void start(press, false)}>
        {busy ? publish.publishing : again ? publish.nextTitle : publish.button}
      </LoadingButton>
    </Flex>
  );
}
