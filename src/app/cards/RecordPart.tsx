import { type CardRecordReady, cardRecord } from "@flowella/contract";
import { Forbidden, NoAnswer, ServerError, useLoaded } from "@flowella/ui";
import { Alert, Flex, LoadingButton, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import { type ReactNode, useMemo } from "react";
import { useCard } from "./useCard.ts";

interface RecordPartProps {
  readonly children: (record: CardRecordReady, reload: () => void) => ReactNode;
}

/** A part of what is known of the contact: loading, trouble, what is there when HubSpot cannot be read, and a new look. */
export function RecordPart({ children }: RecordPartProps) {
  const { origin, contactId, texts } = useCard();
  const asked = useMemo(() => ({ contactId }), [contactId]);
  const { state, load, loading } = useLoaded(origin, cardRecord, asked);
  const record = "value" in state ? state.value : undefined;
  const problem = state.status === "error" ? state.problem : undefined;

  if (record?.kind === "ready") {
    return (
      <Flex direction="column" gap="md">
        {problem ? (
          <Alert title={texts.outdated} variant="warning">
            <Text>{texts.problems[problem]}</Text>
          </Alert>
        ) : null}
        {record.trouble === undefined ? null : (
          <Alert title={texts.partialTitle} variant="warning">
            <Text>{texts.partialText}</Text>
            <Text>{record.trouble}</Text>
          </Alert>
        )}
        {children(record, load)}
        <LoadingButton size="sm" variant="secondary" loading={loading} onClick={load}>
          {texts.refresh}
        </LoadingButton>
      </Flex>
    );
  }
  if (problem) return <NoAnswer texts={texts} problem={problem} onRetry={load} />;
  if (loading || !record) return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  if (record.kind === "forbidden") return <Forbidden texts={texts} message={record.message} onRetry={load} />;
  return <ServerError texts={texts} code={record.code} message={record.message} onRetry={load} />;
}
