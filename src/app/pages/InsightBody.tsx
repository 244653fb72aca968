import type { Insight, InsightGroup } from "@flowella/contract";
import { Alert, AutoGrid, EmptyState, Flex, Heading, Text } from "@hubspot/ui-extensions";
import { GoButton } from "./GoButton.tsx";
import { InsightCost } from "./InsightCost.tsx";
import { InsightFields } from "./InsightFields.tsx";
import { InsightFunnel } from "./InsightFunnel.tsx";
import { InsightGroups } from "./InsightGroups.tsx";
import { InsightOptIns } from "./InsightOptIns.tsx";
import { InsightQuality, InsightWeb } from "./InsightQuality.tsx";
import { InsightScreens } from "./InsightScreens.tsx";
import { InsightSeries } from "./InsightSeries.tsx";
import { InsightDelays, InsightTimes } from "./InsightTimes.tsx";
import { InsightTop } from "./InsightTop.tsx";
import { useApp } from "./useApp.ts";
import { countOf, type InsightPartProps, useMeaning } from "./useInsight.ts";

interface InsightBodyProps {
  readonly answer: Insight;
  /** What the figures are split by. */
  readonly group: InsightGroup | undefined;
}

/** Everything that is known of these days, the most asked for first; or that there is nothing, and what to do. */
export function InsightBody({ answer, group }: InsightBodyProps) {
  const { texts, formatNumber, formatDay } = useApp();
  const { insight: words } = texts;
  const means = useMeaning(answer.definitions);
  const { state, flow, from, to, timeZone, waiting } = answer;
  return (
    <Flex direction="column" gap="md">
      <Heading>{flow ? flow.name.trim() || texts.forms.untitled : words.allFlows}</Heading>
      <Flex direction="column" gap="xs">
        <Text variant="microcopy">{words.days(formatDay(from), formatDay(to), timeZone)}</Text>
        {waiting > 0 ? <Text variant="microcopy">{words.waiting(formatNumber(waiting))}</Text> : null}
      </Flex>
      {state === "none" ? <Nothing /> : <Figures answer={answer} means={means} group={group} />}
    </Flex>
  );
}

function Nothing() {
  const { insight: words } = useApp().texts;
  return (
    <EmptyState title={words.emptyTitle} imageName="emptyStateCharts" layout="vertical" flush>
      <Text>{words.emptyText}</Text>
      <GoButton to="/flows" label={words.toFlows} primary />
    </EmptyState>
  );
}

interface FiguresProps extends InsightPartProps {
  readonly group: InsightGroup | undefined;
}

function Figures({ answer, means, group }: FiguresProps) {
  const { texts, formatNumber } = useApp();
  const { insight: words } = texts;
  const part = { answer, means };
  return (
    <Flex direction="column" gap="md">
      {answer.state === "few" ? (
        <Alert title={words.fewTitle} variant="info">
          <Text>{words.fewText(formatNumber(countOf(answer, "sent")))}</Text>
        </Alert>
      ) : null}
      <InsightTop {...part} />
      <InsightSeries {...part} />
      {group ? <InsightGroups {...part} group={group} /> : null}
      <InsightFunnel {...part} />
      {answer.flow ? <InsightScreens {...part} /> : null}
      {answer.flow ? <InsightFields {...part} /> : null}
      <AutoGrid columnWidth={420} flexible gap="md">
        <InsightTimes {...part} />
        <InsightDelays {...part} />
        <InsightCost {...part} />
        <InsightOptIns {...part} />
        <InsightQuality {...part} />
        <InsightWeb {...part} />
      </AutoGrid>
    </Flex>
  );
}
