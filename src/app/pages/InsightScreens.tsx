import { BarChart, Text } from "@hubspot/ui-extensions";
import { FigureTable, Named } from "./FigureTable.tsx";
import { InsightSection } from "./InsightSection.tsx";
import { useApp } from "./useApp.ts";
import { type InsightPartProps, useFigures } from "./useInsight.ts";

/** Where people leave, and where they go back. */
export function InsightScreens({ answer: { screens }, means }: InsightPartProps) {
  const { insight } = useApp().texts;
  const { screens: words } = insight;
  const { count, countWithShare, median } = useFigures();
  const bars = screens.flatMap(({ shown, submitted }, at) => [
    { screen: String(at + 1), what: words.shown, count: shown },
    { screen: String(at + 1), what: words.submitted, count: submitted },
  ]);
  const meanings = [
    { label: words.shown, means: means("screen_reached") },
    { label: words.left, means: means("screen_left") },
    { label: words.back, means: means("screen_returns") },
    { label: words.time, means: `${means("screen_time")} ${means("unseen_time_within_screen")}`.trim() },
  ];
  return (
    <InsightSection id="screens" title={words.title} meanings={meanings}>
      <BarChart
        data={bars}
        axes={{
          x: { field: "screen", fieldType: "category", label: words.screen },
          y: { field: "count", fieldType: "linear", label: words.count },
          options: { groupFieldByColor: "what", colors: { [words.shown]: "aqua", [words.submitted]: "green" } },
        }}
        options={{ title: words.chart, showLegend: true, showTooltips: true }}
      />
      <FigureTable
        columns={[words.screen, words.shown, words.left]}
        rows={screens.map(({ id, title, shown, left, ofShown, back, time }, at) => ({
          key: id,
          cells: [
            <Named
              key="name"
              name={`${at + 1}. ${title.trim() || insight.untitledScreen}`}
              more={`${words.timeIs(median(time))} · ${words.backIs(count(back))}`}
            />,
            count(shown),
            countWithShare(left, ofShown, shown),
          ],
        }))}
      />
      <Text variant="microcopy">{means("unseen_time_within_screen")}</Text>
    </InsightSection>
  );
}
