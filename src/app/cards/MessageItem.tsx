import type { CardMessage } from "@flowella/contract";
import { Flex, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { useCard } from "./useCard.ts";

/** One message: who, when, what, and of what went whether it did. */
export function MessageItem({ message }: { readonly message: CardMessage }) {
  const { texts, formatTime } = useCard();
  const { messages: words } = texts;
  const { id, author, kind, text, state, at } = message;
  return (
    <Tile compact testId={`message-${id}`}>
      <Flex direction="column" gap="xs">
        <Text format={{ fontWeight: "demibold" }}>{words.authors[author]}</Text>
        {kind === "text" ? null : <Text format={{ italic: true }}>{words.kinds[kind]}</Text>}
        {text === undefined ? null : <Text>{text}</Text>}
        {kind !== "text" && text === undefined ? <Text>{words.inWhatsApp}</Text> : null}
        {state === "failed" || state === "unknown" ? (
          <StatusTag variant={state === "failed" ? "danger" : "warning"}>{words.states[state]}</StatusTag>
        ) : null}
        <Text variant="microcopy">
          {state === "arrived" || state === "failed" || state === "unknown"
            ? formatTime(at)
            : `${formatTime(at)} · ${words.states[state]}`}
        </Text>
      </Flex>
    </Tile>
  );
}
