import { LineChart } from "@hubspot/ui-extensions";
import { InsightSection } from "./InsightSection.tsx";
import { useApp } from "./useApp.ts";
import type { InsightPartProps } from "./useInsight.ts";

const lines = { sent: "aqua", started: "orange", completed: "green" } as const;
const names = ["sent", "started", "completed"] as const;

/** What happened day by day. */
export function InsightSeries({ answer, means }: InsightPartProps) {
  const { series: words } = useApp().texts.insight;
  const data = answer.series.flatMap((day) =>
    names.map((name) => ({ day: day.day, what: words[name], count: day[name] })),
  );
  return (
    <InsightSection id="series" title={words.title} meanings={[{ means: means("days") }]}>
      <LineChart
        data={data}
        axes={{
          x: { field: "day", fieldType: "datetime", label: words.day },
          y: { field: "count", fieldType: "linear", label: words.count },
          options: {
            groupFieldByColor: "what",
            colors: Object.fromEntries(names.map((name) => [words[name], lines[name]])),
          },
        }}
        options={{ showLegend: true, showTooltips: true }}
      />
    </InsightSection>
  );
}
