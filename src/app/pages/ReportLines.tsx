import type { PageReportLine, ReportOutcome } from "@flowella/contract";
import { Accordion, Flex, Text } from "@hubspot/ui-extensions";
import { ServerWords } from "./ServerWords.tsx";
import { useApp } from "./useApp.ts";

/** What somebody should look at first. */
const outcomes = ["dropped", "adapted", "exact"] as const satisfies readonly ReportOutcome[];

/** Every question of the form: left out, asked in another way, or as it is. */
export function ReportLines({ lines }: { readonly lines: readonly PageReportLine[] }) {
  const { report } = useApp().texts;
  const groups = outcomes.map((outcome) => ({ outcome, own: lines.filter((line) => line.outcome === outcome) }));
  return (
    <Flex direction="column" gap="sm">
      {groups
        .filter(({ outcome, own }) => own.length > 0 || outcome !== "dropped")
        .map(({ outcome, own }) => (
          <Accordion
            key={outcome}
            title={report.outcomes[outcome](own.length)}
            defaultOpen={outcome !== "exact"}
            size="sm"
          >
            <Flex direction="column" gap="sm">
              {own.length === 0 ? <Text>{report.none}</Text> : null}
              {own.map((line, at) => (
                <Line
                  // Two questions may have the same words.
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes in place
                  key={`${at} ${line.code}`}
                  line={line}
                />
              ))}
            </Flex>
          </Accordion>
        ))}
    </Flex>
  );
}

function Line({ line }: { readonly line: PageReportLine }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: "demibold" }}>{line.title}</Text>
      <ServerWords code={line.code} message={line.message} />
    </Flex>
  );
}
