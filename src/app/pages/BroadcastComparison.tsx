import type { BroadcastComparison as Comparison } from "@flowella/contract";
import { Alert, Flex, Heading, Text } from "@hubspot/ui-extensions";
import { FigureTable } from "./FigureTable.tsx";
import { useApp } from "./useApp.ts";

const variants = { "too-few": "info", "no-difference": "info", flow: "success", link: "success" } as const;

/** Flow against web form, with what can be said from these numbers and what cannot. */
export function BroadcastComparison({ comparison }: { readonly comparison: Comparison }) {
  const { texts, formatTime, formatNumber, formatShare } = useApp();
  const { comparison: words } = texts.broadcasts;
  const { verdict, difference, needed, readAt } = comparison;
  return (
    <Flex direction="column" gap="sm" testId="comparison">
      <Heading>{words.title}</Heading>
      <Alert title={words.verdicts[verdict]} variant={variants[verdict]}>
        {difference ? (
          <Text>
            {words.difference(formatShare(difference.seen), formatShare(difference.low), formatShare(difference.high))}
          </Text>
        ) : null}
        {needed === undefined ? null : <Text>{words.needed(formatNumber(needed))}</Text>}
      </Alert>
      <FigureTable
        columns={[words.columns.way, words.columns.sent, words.columns.completed, words.columns.rate]}
        rows={(["flow", "link"] as const).map((arm) => ({
          key: arm,
          cells: [
            words[arm],
            formatNumber(comparison[arm].sent),
            formatNumber(comparison[arm].completed),
            formatShare(comparison[arm].rate),
          ],
        }))}
      />
      <Text variant="microcopy">{readAt === undefined ? words.neverRead : words.readAt(formatTime(readAt))}</Text>
    </Flex>
  );
}
