import { Text } from "@hubspot/ui-extensions";
import { FigureTable, Named } from "./FigureTable.tsx";
import { InsightSection } from "./InsightSection.tsx";
import { useApp } from "./useApp.ts";
import { type InsightPartProps, nameIn, useFigures } from "./useInsight.ts";

/** Who agreed to be written to, and who has said STOP since. */
export function InsightOptIns({ answer: { optIns }, means }: InsightPartProps) {
  const { optIns: words } = useApp().texts.insight;
  const { count, source: sourceOf } = useFigures();
  return (
    <InsightSection id="opt-ins" title={words.title} meanings={[{ means: means("opt_ins") }]}>
      {optIns.length === 0 ? (
        <Text>{words.none}</Text>
      ) : (
        <FigureTable
          columns={[words.via, words.gained, words.stopped, words.net]}
          rows={optIns.map(({ via, source, gained, stopped, net }) => ({
            key: `${via} ${source}`,
            cells: [
              <Named
                key="via"
                name={nameIn(words.vias, via)}
                more={source === "" ? undefined : words.form(sourceOf(source))}
              />,
              count(gained),
              count(stopped),
              count(net),
            ],
          }))}
        />
      )}
    </InsightSection>
  );
}
