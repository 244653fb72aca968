import { type PageResultsReady, type PageSubmission, type PageTroubledStep, pageResults } from "@flowella/contract";
import { Alert, Button, EmptyState, Flex, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { useMemo, useState } from "react";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { ReplayButton } from "./ReplayButton.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const variants = { "under-way": "info", landed: "success", attention: "warning" } as const;

/** The newest submissions, whether they have arrived, and trying again what did not. */
export function ResultsScreen() {
  const [after, turnTo] = useState<string>();
  // A new key is a new start: nothing of one page may ever show on another.
  return <ResultsPage key={after ?? ""} after={after} onTurn={turnTo} />;
}

interface ResultsPageProps {
  readonly after: string | undefined;
  readonly onTurn: (after: string | undefined) => void;
}

function ResultsPage({ after, onTurn }: ResultsPageProps) {
  const { results } = useApp().texts;
  const asked = useMemo(() => (after === undefined ? {} : { after }), [after]);
  const loaded = useLoaded(pageResults, asked);
  return (
    <LoadedScreen
      loaded={loaded}
      beside={({ next }) => (
        <>
          {after === undefined ? null : (
            <Button size="sm" onClick={() => onTurn(undefined)}>
              {results.newer}
            </Button>
          )}
          {next === undefined ? null : (
            <Button size="sm" onClick={() => onTurn(next)}>
              {results.older}
            </Button>
          )}
        </>
      )}
    >
      {(answer) => <Results answer={answer} onReplayed={loaded.load} />}
    </LoadedScreen>
  );
}

interface ResultsProps {
  readonly answer: PageResultsReady;
  readonly onReplayed: () => void;
}

function Results({ answer, onReplayed }: ResultsProps) {
  const { results } = useApp().texts;
  const { submissions, dead } = answer;
  return (
    <Flex direction="column" gap="md">
      {dead > 0 ? (
        <Alert title={results.deadTitle(dead)} variant="warning">
          <Text>{results.deadText}</Text>
          <ReplayButton label={results.replayAll} onReplayed={onReplayed} />
        </Alert>
      ) : null}
      {submissions.length === 0 ? (
        <EmptyState title={results.emptyTitle} imageName="emptyStateCharts" layout="vertical" flush>
          <Text>{results.emptyText}</Text>
        </EmptyState>
      ) : (
        <Text>{results.intro}</Text>
      )}
      {submissions.map((submission) => (
        <SubmissionItem key={submission.id} submission={submission} onReplayed={onReplayed} />
      ))}
    </Flex>
  );
}

interface SubmissionItemProps {
  readonly submission: PageSubmission;
  readonly onReplayed: () => void;
}

function SubmissionItem({ submission, onReplayed }: SubmissionItemProps) {
  const { texts, formatTime } = useApp();
  const { results } = texts;
  const { id, flowName, at, state, troubled } = submission;
  return (
    <Tile compact testId={`submission-${id}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{flowName.trim() || texts.forms.untitled}</Text>
          <StatusTag variant={variants[state]}>{results.states[state]}</StatusTag>
          <Text variant="microcopy">{formatTime(at)}</Text>
        </Flex>
        {troubled.map((step) => (
          <Flex key={step.id} direction="column" gap="xs">
            <TroubledWords step={step} />
            {step.state === "dead" ? (
              <ReplayButton stepId={step.id} label={results.replay} onReplayed={onReplayed} />
            ) : null}
          </Flex>
        ))}
      </Flex>
    </Tile>
  );
}

/** What happened and what to do, in the reader's language where there are words for it. */
function TroubledWords({ step }: { readonly step: PageTroubledStep }) {
  const { texts, inWords } = useApp();
  const own = step.code === undefined ? undefined : inWords(step.code);
  return <Text>{texts.results.stepFor(step.destination, own ?? step.says)}</Text>;
}
