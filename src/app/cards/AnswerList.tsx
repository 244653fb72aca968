import type { CardRecordReady, CardSubmission } from "@flowella/contract";
import { EmptyState, Flex, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { Answers } from "./Answers.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { IdentityChecks } from "./IdentityChecks.tsx";
import { useCard } from "./useCard.ts";

interface AnswerListProps {
  readonly record: CardRecordReady;
  readonly onReplayed: () => void;
}

/** What the contact handed in, newest first; or that there is nothing, or that the user may not see it. */
export function AnswerList({ record, onReplayed }: AnswerListProps) {
  const { answers: words } = useCard().texts;
  const { submissions, checks = [], mayReveal } = record;
  if (submissions === undefined) {
    return (
      <EmptyState title={words.hiddenTitle} imageName="lock" layout="vertical" flush>
        <Text>{words.hiddenText}</Text>
      </EmptyState>
    );
  }
  if (submissions.length === 0) {
    return (
      <EmptyState title={words.emptyTitle} imageName="registration" layout="vertical" flush>
        <Text>{words.emptyText}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="md">
      <IdentityChecks checks={checks} mayReveal={mayReveal} />
      {submissions.map((submission) => (
        <SubmissionItem key={submission.id} submission={submission} mayReveal={mayReveal} onReplayed={onReplayed} />
      ))}
    </Flex>
  );
}

interface SubmissionItemProps {
  readonly submission: CardSubmission;
  readonly mayReveal: boolean;
  readonly onReplayed: () => void;
}

function SubmissionItem({ submission, mayReveal, onReplayed }: SubmissionItemProps) {
  const { texts, formatTime } = useCard();
  const { id, flowName, at, corrected, deliveries } = submission;
  return (
    <Tile testId={`submission-${id}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{flowName}</Text>
          {corrected ? <StatusTag variant="info">{texts.answers.corrected}</StatusTag> : null}
          <Text variant="microcopy">{formatTime(at)}</Text>
        </Flex>
        <Answers submission={submission} mayReveal={mayReveal} />
        <Deliveries deliveries={deliveries} onReplayed={onReplayed} />
      </Flex>
    </Tile>
  );
}
