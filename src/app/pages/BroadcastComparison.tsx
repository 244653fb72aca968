import type { BroadcastComparison as Comparison } from "@flowella/contract";
import {
  Alert,
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
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
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{words.columns.way}</TableHeader>
            <TableHeader>{words.columns.sent}</TableHeader>
            <TableHeader>{words.columns.completed}</TableHeader>
            <TableHeader>{words.columns.rate}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {(["flow", "link"] as const).map((arm) => (
            <TableRow key={arm}>
              <TableCell>{words[arm]}</TableCell>
              <TableCell>{formatNumber(comparison[arm].sent)}</TableCell>
              <TableCell>{formatNumber(comparison[arm].completed)}</TableCell>
              <TableCell>{formatShare(comparison[arm].rate)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Text variant="microcopy">{readAt === undefined ? words.neverRead : words.readAt(formatTime(readAt))}</Text>
    </Flex>
  );
}
