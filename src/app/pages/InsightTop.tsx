import type { Insight } from "@flowella/contract";
import { AutoGrid, StatisticsItem, Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";
import { countOf, type InsightPartProps, useFigures } from "./useInsight.ts";

/** The figures that people ask for first, each with what it means below it. */
export function InsightTop({ answer, means }: InsightPartProps) {
  const { insight: words } = useApp().texts;
  const { count, shareOf, median, p90 } = useFigures();
  const cost = useCostOfOne(answer);
  const [sent, completed] = [countOf(answer, "sent"), countOf(answer, "completed")];
  const filling = answer.times.find(({ measure }) => measure === "filling")?.time ?? { count: 0, exact: true };
  const rate = answer.funnel.find(({ stage }) => stage === "completed")?.ofSent;
  const figures = [
    { label: words.top.sent, number: count(sent), meaning: means("sent") },
    { label: words.top.completed, number: count(completed), meaning: means("completed") },
    { label: words.top.rate, number: shareOf(rate, completed, sent), meaning: "" },
    { label: words.top.filling, number: median(filling), meaning: means("time_filling") },
    { label: words.top.p90, number: p90(filling), meaning: means("percentiles") },
    { label: words.top.cost, number: cost, meaning: means("cost_per_completed") },
  ];
  return (
    <AutoGrid columnWidth={280} flexible gap="md">
      {figures.map(({ label, number, meaning }) => (
        <StatisticsItem key={label} label={label} number={number}>
          {meaning === "" ? null : <Text variant="microcopy">{meaning}</Text>}
        </StatisticsItem>
      ))}
    </AutoGrid>
  );
}

function useCostOfOne({ cost: { perCompleted, currency, billed, state } }: Insight): string {
  const { texts, formatMoney } = useApp();
  const { top } = texts.insight;
  if (perCompleted !== undefined && currency !== undefined) return formatMoney(perCompleted, currency, true);
  return state === "unknown" && billed > 0 ? top.noPrices : top.noCost;
}
