import type { InsightDelay, InsightMeasure, InsightTime } from "@flowella/contract";
import { FigureTable, Named } from "./FigureTable.tsx";
import { InsightSection } from "./InsightSection.tsx";
import { useApp } from "./useApp.ts";
import { type InsightPartProps, useFigures } from "./useInsight.ts";

/** How long customers take, from the message to the last answer. */
export function InsightTimes({ answer: { times }, means }: InsightPartProps) {
  const { times: words } = useApp().texts.insight;
  const nameOf = (measure: InsightMeasure) => words.measures[measure];
  const meanings = [
    ...times.map(({ measure, definition }) => ({ label: nameOf(measure), means: means(definition) })),
    { means: means("percentiles") },
  ];
  return (
    <InsightSection id="times" title={words.title} meanings={meanings}>
      <Times what={words.what} times={times.map(({ measure, time }) => ({ name: nameOf(measure), time }))} />
    </InsightSection>
  );
}

/** How long the answers wait, from being handed in to what is done with them. */
export function InsightDelays({ answer: { delays }, means }: InsightPartProps) {
  const { delays: words } = useApp().texts.insight;
  const nameOf = (what: InsightDelay["what"]) => words.whats[what];
  const meanings = delays.map(({ what, definition }) => ({ label: nameOf(what), means: means(definition) }));
  return (
    <InsightSection id="delays" title={words.title} meanings={meanings}>
      <Times what={words.what} times={delays.map(({ what, time }) => ({ name: nameOf(what), time }))} />
    </InsightSection>
  );
}

interface TimesProps {
  readonly what: string;
  readonly times: readonly { readonly name: string; readonly time: InsightTime }[];
}

function Times({ what, times }: TimesProps) {
  const { times: words } = useApp().texts.insight;
  const { count, median, p90 } = useFigures();
  return (
    <FigureTable
      columns={[what, words.median, words.p90]}
      rows={times.map(({ name, time }) => ({
        key: name,
        cells: [<Named key="name" name={name} more={words.count(count(time.count))} />, median(time), p90(time)],
      }))}
    />
  );
}
