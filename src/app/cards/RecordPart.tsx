import { type CardRecordReady, cardRecord } from "@flowella/contract";
import { Screen, useLoaded } from "@flowella/ui";
import { Alert, LoadingButton, Text } from "@hubspot/ui-extensions";
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
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {(record) => (
        <>
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
        </>
      )}
    </Screen>
  );
}
