import type { Broadcast, BroadcastFigures as Figures } from "@flowella/contract";
import { Alert, AutoGrid, Flex, Heading, List, StatisticsItem, Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

/** Always there, in this order; the others only where there is somebody. */
const main = ["recipients", "sent", "delivered", "read", "opened", "answered", "failed", "optedOut"] as const;
const others = ["waiting", "sending", "unconfirmed", "skipped"] as const;

/** Whoever read it also got it: people count these on top of each other, the contract counts everybody once. */
function reached({ sent, delivered, read }: Figures): Pick<Figures, "sent" | "delivered"> {
  return { sent: sent + delivered + read, delivered: delivered + read };
}

interface BroadcastFiguresProps {
  readonly title?: string;
  readonly figures: Figures;
  readonly reasons: Broadcast["stages"][number]["reasons"];
  /** What to do with them. */
  readonly hint?: string | undefined;
}

/** How far the messages of a stage got, and why some did not. */
export function BroadcastFigures({ title, figures, reasons, hint }: BroadcastFiguresProps) {
  const { texts, formatNumber } = useApp();
  const { broadcasts: words } = texts;
  const shown = [...main, ...others.filter((name) => figures[name] > 0)];
  const counted = { ...figures, ...reached(figures) };
  return (
    <Flex direction="column" gap="sm">
      {title === undefined ? null : <Heading>{title}</Heading>}
      {hint === undefined ? null : <Text>{hint}</Text>}
      <AutoGrid columnWidth={130} flexible gap="sm">
        {shown.map((name) => (
          <StatisticsItem key={name} label={words.figures[name]} number={formatNumber(counted[name])} />
        ))}
      </AutoGrid>
      {reasons.length > 0 ? (
        <Alert title={words.reasonsTitle} variant="warning">
          <List variant="unordered-styled">
            {reasons.map(({ code, says, people }) => (
              <Text key={code}>{words.reason(says, formatNumber(people))}</Text>
            ))}
          </List>
        </Alert>
      ) : null}
    </Flex>
  );
}
