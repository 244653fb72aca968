import type { ContactCardReady } from "@flowella/contract";
import { Outdated, type Problem, SendList } from "@flowella/ui";
import { Divider, Flex, LoadingButton } from "@hubspot/ui-extensions";
import { Conversation } from "./Conversation.tsx";
import { SendFlow } from "./SendFlow.tsx";
import { useCard } from "./useCard.ts";
import { WaitingList } from "./WaitingList.tsx";

interface ReadyCardProps {
  readonly card: ContactCardReady;
  readonly messages: "always" | "when-there-are-any" | "elsewhere";
  /** Counts up with every look at the server. */
  readonly looks: number;
  readonly refreshing: boolean;
  /** Why the last refresh brought nothing new. */
  readonly problem: Problem | undefined;
  readonly onRefresh: () => void;
}

/** The card of a connected portal: the send form, or why there is none, above what was said and sent before. */
export function ReadyCard({ card, messages, looks, refreshing, problem, onRefresh }: ReadyCardProps) {
  const { origin, contactId, texts, formatTime } = useCard();
  return (
    <Flex direction="column" gap="md">
      <Outdated texts={texts} problem={problem} />
      <SendFlow
        origin={origin}
        contactId={contactId}
        texts={texts}
        card={card}
        formatTime={formatTime}
        onSent={onRefresh}
      />
      <Divider />
      {messages === "elsewhere" ? null : <Conversation short looks={looks} evenEmpty={messages === "always"} />}
      <WaitingList
        origin={origin}
        texts={texts}
        waiting={card.waiting ?? []}
        formatTime={formatTime}
        onCancelled={onRefresh}
      />
      <SendList texts={texts} sends={card.sends} formatTime={formatTime} />
      <LoadingButton size="sm" variant="secondary" loading={refreshing} onClick={onRefresh}>
        {texts.refresh}
      </LoadingButton>
    </Flex>
  );
}
