import { type CardConversationReady, cardConversation } from "@flowella/contract";
import { Forbidden, NoAnswer, ServerError, useServer } from "@flowella/ui";
import { Divider, Flex, Heading, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import { useCallback, useEffect } from "react";
import { AnswerForm } from "./AnswerForm.tsx";
import { MessageItem } from "./MessageItem.tsx";
import { useCard } from "./useCard.ts";

interface ConversationProps {
  /** Only the newest few. */
  readonly short?: boolean;
  /** Stands there before anything was said, too. */
  readonly evenEmpty: boolean;
  /** A new number is a new look at the server. */
  readonly looks: number;
}

/** What the contact wrote beside the forms, the time that is left, and the answer. */
export function Conversation({ short = false, evenEmpty, looks }: ConversationProps) {
  const { origin, contactId, texts } = useCard();
  const { state, ask } = useServer(origin, cardConversation);
  const load = useCallback(() => void ask({ contactId }), [ask, contactId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every further look of the card is one of the conversation.
  useEffect(load, [load, looks]);

  const answer = "value" in state ? state.value : undefined;
  if (answer?.kind === "ready") {
    if (!evenEmpty && answer.messages.length === 0) return null;
    return <ReadyConversation answer={answer} short={short} onAnswered={load} />;
  }
  const trouble =
    state.status === "error" ? (
      <NoAnswer texts={{ ...texts, problemTitle: texts.messages.title }} problem={state.problem} onRetry={load} />
    ) : answer?.kind === "forbidden" ? (
      evenEmpty ? (
        <Forbidden texts={texts} message={answer.message} onRetry={load} />
      ) : null
    ) : answer?.kind === "error" ? (
      <ServerError texts={texts} code={answer.code} message={answer.message} onRetry={load} />
    ) : undefined;
  if (trouble !== undefined) return trouble;
  return evenEmpty ? <LoadingSpinner label={texts.loading} showLabel layout="centered" /> : null;
}

const fewest = 3;

interface ReadyConversationProps {
  readonly answer: CardConversationReady;
  readonly short: boolean;
  readonly onAnswered: () => void;
}

function ReadyConversation({ answer, short, onAnswered }: ReadyConversationProps) {
  const { messages: words } = useCard().texts;
  const { messages } = answer;
  const shown = short ? messages.slice(-fewest) : messages;
  const earlier = messages.length - shown.length;
  return (
    <Flex direction="column" gap="sm" testId="conversation">
      <Heading>{words.title}</Heading>
      {messages.length === 0 ? <Text>{words.emptyText}</Text> : null}
      {earlier > 0 ? <Text variant="microcopy">{words.earlier(earlier)}</Text> : null}
      {shown.map((message) => (
        <MessageItem key={message.id} message={message} />
      ))}
      <AnswerForm conversation={answer} onAnswered={onAnswered} />
      <Divider />
    </Flex>
  );
}
