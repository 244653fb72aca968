import { type CardAnswerLine, type CardSubmission, cardReveal } from "@flowella/contract";
import { NotDone, useServer } from "@flowella/ui";
import { Button, DescriptionList, DescriptionListItem, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { useCard } from "./useCard.ts";

interface AnswersProps {
  readonly submission: CardSubmission;
  readonly mayReveal: boolean;
}

/** The answers in words. What identifies a person is masked until somebody who may see it asks, and that is noted. */
export function Answers({ submission, mayReveal }: AnswersProps) {
  const { origin, contactId, texts } = useCard();
  const { answers: words } = texts;
  const { state, ask } = useServer(origin, cardReveal);
  const [hidden, hide] = useState(false);
  const { id: submissionId, answers, masked } = submission;
  const revealed = state.status === "success" && state.value.kind === "revealed" && !hidden ? state.value : undefined;
  const asking = state.status === "loading";
  function reveal() {
    hide(false);
    void ask({ contactId, submissionId });
  }

  return (
    <Flex direction="column" gap="xs">
      <AnswerLines lines={revealed?.answers ?? answers} none={words.noAnswers} />
      {masked ? (
        <Text variant="microcopy">
          {revealed ? words.revealed : mayReveal ? words.masked : `${words.masked} ${words.mayNotReveal}`}
        </Text>
      ) : null}
      <NotDone texts={texts} state={state} title={words.notRevealedTitle} />
      {masked && mayReveal ? (
        <Flex direction="row">
          {revealed ? (
            <Button size="sm" onClick={() => hide(true)}>
              {words.hideAgain}
            </Button>
          ) : (
            <LoadingButton size="sm" variant="secondary" loading={asking} disabled={asking} onClick={reveal}>
              {asking ? words.revealing : words.reveal}
            </LoadingButton>
          )}
        </Flex>
      ) : null}
    </Flex>
  );
}

function AnswerLines({ lines, none }: { readonly lines: readonly CardAnswerLine[]; readonly none: string }) {
  if (lines.length === 0) return <Text>{none}</Text>;
  return (
    <DescriptionList direction="column">
      {lines.map(({ question, answer }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two questions may have one title, and their order stays.
        <DescriptionListItem key={at} label={question}>
          {answer}
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}
