import type { CardSend, SendStatus } from "@flowella/contract";
import { Flex, Heading, ProgressBar, StatusTag, Text } from "@hubspot/ui-extensions";
import type { Texts } from "./texts/index.ts";

const variants = {
  queued: "default",
  sent: "info",
  delivered: "info",
  read: "info",
  opened: "info",
  answering: "info",
  answered: "success",
  "delivered-to-hubspot": "success",
  failed: "danger",
  "needs-attention": "warning",
} as const satisfies Record<SendStatus, string>;

interface SendListProps {
  readonly texts: Texts;
  readonly sends: readonly CardSend[];
  /** A moment, ISO 8601, in the reader's words. */
  readonly formatTime: (iso: string) => string;
}

/** How far each send got, newest first as the server sends them. */
export function SendList({ texts, sends, formatTime }: SendListProps) {
  return (
    <Flex direction="column" gap="sm">
      <Heading>{texts.sendsTitle}</Heading>
      {sends.length === 0 ? <Text>{texts.noSends}</Text> : null}
      {sends.map((send) => (
        <SendItem key={send.id} texts={texts} send={send} time={formatTime(send.at)} />
      ))}
    </Flex>
  );
}

function SendItem({ texts, send, time }: { texts: Texts; send: CardSend; time: string }) {
  const { screen, reason, status } = send;
  return (
    <Flex direction="column" gap="xs" testId={`send-${send.id}`}>
      <Text format={{ fontWeight: "demibold" }}>{send.flowName}</Text>
      <StatusTag variant={variants[status]}>{texts.statuses[status]}</StatusTag>
      {screen ? (
        <ProgressBar
          value={screen.number}
          maxValue={screen.of}
          valueDescription={texts.screen(screen.number, screen.of, screen.title)}
          aria-label={texts.screen(screen.number, screen.of, screen.title)}
        />
      ) : null}
      {reason ? <Text>{reason}</Text> : null}
      <Text variant="microcopy">{time}</Text>
    </Flex>
  );
}
