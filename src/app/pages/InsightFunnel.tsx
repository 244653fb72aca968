import type { InsightStage } from "@flowella/contract";
import { BarChart, Text } from "@hubspot/ui-extensions";
import { FigureTable, Named } from "./FigureTable.tsx";
import { InsightSection } from "./InsightSection.tsx";
import { useApp } from "./useApp.ts";
import { fewest, type InsightPartProps, useFigures } from "./useInsight.ts";

/** How many got to each step, from sent to HubSpot. */
export function InsightFunnel({ answer: { funnel, flow }, means }: InsightPartProps) {
  const { insight } = useApp().texts;
  const { funnel: words } = insight;
  const { count, share, shareOf } = useFigures();
  const sent = funnel.find(({ stage }) => stage === "sent")?.count ?? 0;
  const ofBefore = (stage: InsightStage, before: InsightStage | undefined) =>
    stage.ofBefore === undefined || (before?.count ?? 0) < fewest ? undefined : words.ofBefore(share(stage.ofBefore));
  const nameOf = ({ stage, screen }: InsightStage) =>
    stage === "screen" ? words.screen(screen?.title.trim() || insight.untitledScreen) : words.stages[stage];
  // Screens have long names, and a chart of their own.
  const bars = funnel.flatMap((stage) =>
    stage.stage === "screen" ? [] : [{ step: nameOf(stage), count: stage.count }],
  );
  const meanings = funnel.flatMap((stage, at) => {
    const first = funnel.findIndex(({ definition }) => definition === stage.definition) === at;
    if (!first) return [];
    return [
      { label: stage.stage === "screen" ? insight.screens.screen : nameOf(stage), means: means(stage.definition) },
    ];
  });
  return (
    <InsightSection id="funnel" title={words.title} meanings={meanings}>
      <BarChart
        data={bars}
        axes={{
          x: { field: "step", fieldType: "category", label: words.step },
          y: { field: "count", fieldType: "linear", label: words.count },
        }}
        options={{ showDataLabels: true, showTooltips: true }}
      />
      <FigureTable
        columns={[words.step, words.count, words.ofSent]}
        rows={funnel.map((stage, at) => ({
          key: `${stage.stage} ${stage.screen?.id}`,
          cells: [
            <Named key="name" name={nameOf(stage)} more={ofBefore(stage, funnel[at - 1])} />,
            count(stage.count),
            shareOf(stage.ofSent, stage.count, sent),
          ],
        }))}
      />
      {flow ? null : <Text variant="microcopy">{insight.chooseFlow}</Text>}
    </InsightSection>
  );
}
