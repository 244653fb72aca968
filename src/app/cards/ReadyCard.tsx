import type { ContactCardReady } from "@flowella/contract";
import { formatTime, type Problem, SendList, type Texts } from "@flowella/ui";
import { Alert, Divider, Flex, LoadingButton, Text, useExtensionContext } from "@hubspot/ui-extensions";
import { SendFlow } from "./SendFlow.tsx";
import { WaitingList } from "./WaitingList.tsx";

interface ReadyCardProps {
  readonly origin: string;
  readonly contactId: string;
  readonly texts: Texts;
  readonly card: ContactCardReady;
  readonly refreshing: boolean;
  /** Why the last refresh brought nothing new. */
  readonly problem: Problem | undefined;
  readonly onRefresh: () => void;
}

/** The card of a connected portal: the send form, or why there is none, above what was sent before. */
export function ReadyCard({ origin, contactId, texts, card, refreshing, problem, onRefresh }: ReadyCardProps) {
  const { user, portal } = useExtensionContext<"crm.record.sidebar">();
  const inWords = (iso: string) => formatTime(iso, user.locale, portal.timezone);
  return (
    <Flex direction="column" gap="md">
      {problem ? (
        <Alert title={texts.outdated} variant="warning">
          <Text>{texts.problems[problem]}</Text>
        </Alert>
      ) : null}
      <SendFlow
        origin={origin}
        contactId={contactId}
        texts={texts}
        card={card}
        formatTime={inWords}
        onSent={onRefresh}
      />
      <Divider />
      <WaitingList
        origin={origin}
        texts={texts}
        waiting={card.waiting ?? []}
        formatTime={inWords}
        onCancelled={onRefresh}
      />
      <SendList texts={texts} sends={card.sends} formatTime={inWords} />
      <LoadingButton size="sm" variant="secondary" loading={refreshing} onClick={onRefresh}>
        {texts.refresh}
      </LoadingButton>
    </Flex>
  );
}
