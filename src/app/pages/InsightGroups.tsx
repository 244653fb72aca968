import type { InsightGroup } from "@flowella/contract";
import { BarChart } from "@hubspot/ui-extensions";
import { FigureTable, Named } from "./FigureTable.tsx";
import { InsightSection } from "./InsightSection.tsx";
import { useApp } from "./useApp.ts";
import { type InsightPartProps, useFigures } from "./useInsight.ts";

/** Names of more stand too close together to be read. The largest come first. */
const mostBars = 8;

interface InsightGroupsProps extends InsightPartProps {
  readonly group: InsightGroup;
}

/** The same figures for each version, language, country or source. */
export function InsightGroups({ answer: { groups }, means, group }: InsightGroupsProps) {
  const { groupTable: words } = useApp().texts.insight;
  const { count, countWithShare, median, valueName } = useFigures();
  const bars = groups.flatMap((row) =>
    row.rate === undefined ? [] : [{ value: valueName(group, row), percent: Math.round(row.rate * 1000) / 10 }],
  );
  return (
    <InsightSection id="groups" title={words.titles[group]} meanings={[{ means: means("groups") }]}>
      {bars.length > 1 ? (
        <BarChart
          data={bars.slice(0, mostBars)}
          axes={{
            x: { field: "value", fieldType: "category", label: words.titles[group] },
            y: { field: "percent", fieldType: "linear", label: words.percent },
          }}
          options={{
            title: bars.length > mostBars ? words.chartLargest(String(mostBars)) : words.chart,
            showDataLabels: true,
            showTooltips: true,
          }}
        />
      ) : null}
      <FigureTable
        columns={[words.titles[group], words.sent, words.completed]}
        rows={groups.map((row) => ({
          key: `${row.others} ${row.value}`,
          cells: [
            <Named key="name" name={valueName(group, row)} more={words.filling(median(row.filling))} />,
            count(row.sent),
            countWithShare(row.completed, row.rate, row.sent),
          ],
        }))}
      />
    </InsightSection>
  );
}
