import type { PagePublishResponse } from "@flowella/contract";
import type { ServerState } from "@flowella/ui";
import { Alert, Button, Flex, List, Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

interface PublishNoticeProps {
  readonly state: ServerState<PagePublishResponse>;
  readonly onCopy: () => void;
}

/** How the last publishing went, and what to do where it did not; nothing before the first. */
export function PublishNotice({ state, onCopy }: PublishNoticeProps) {
  const { publish, problems, errorCode } = useApp().texts;
  if (state.status === "error") {
    const unclear = state.problem !== "refused";
    return (
      <Alert title={unclear ? publish.unclearTitle : publish.refusedTitle} variant="error">
        <Text>{unclear ? publish.unclearText : problems[state.problem]}</Text>
      </Alert>
    );
  }
  if (state.status !== "success") return null;
  const answer = state.value;
  switch (answer.kind) {
    case "running":
      return null;
    case "published":
      return (
        <Alert title={publish.doneTitle} variant="success">
          <Text>{publish.done[answer.template]}</Text>
          {answer.notice ? <Text>{answer.notice}</Text> : null}
        </Alert>
      );
    case "unchanged":
      return <Alert title={publish.unchanged} variant="info" />;
    case "by-hand":
      return (
        <Alert title={publish.byHandTitle} variant="warning">
          <Text>{answer.message}</Text>
          <List variant="ordered">
            {answer.steps.map((step) => (
              <Text key={step}>{step}</Text>
            ))}
          </List>
        </Alert>
      );
    case "refused":
      return (
        <Flex direction="column" gap="sm">
          <Alert title={publish.refusedTitle} variant="warning">
            <Text>{publish.refusals[answer.code] ?? answer.message}</Text>
          </Alert>
          {answer.copyCosts ? (
            <Alert title={publish.copyTitle} variant="info">
              <List variant="unordered-styled">
                {answer.copyCosts.map((cost) => (
                  <Text key={cost}>{cost}</Text>
                ))}
              </List>
              <Button onClick={onCopy}>{publish.copyButton}</Button>
            </Alert>
          ) : null}
        </Flex>
      );
    case "error":
      return (
        <Alert title={publish.errorTitle} variant="error">
          <Text>{publish.refusals[answer.code] ?? answer.message}</Text>
          <Text variant="microcopy">{errorCode(answer.code)}</Text>
        </Alert>
      );
    case "forbidden":
      return (
        <Alert title={publish.refusedTitle} variant="warning">
          <Text>{answer.message}</Text>
        </Alert>
      );
  }
}
