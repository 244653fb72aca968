import { type ReadyAnswersValues, settingsReadyAnswers, settingsSaveReadyAnswers } from "@flowella/contract";
import { Button, Flex, Text } from "@hubspot/ui-extensions";
import { EditedSection } from "./EditedSection.tsx";
import { ReadyAnswerItem } from "./ReadyAnswerItem.tsx";
import { useSettings } from "./useSettings.ts";

/** Answers that stand ready on the cards, written by the business. */
export function ReadyAnswersPanel() {
  const { readyAnswers: words } = useSettings().texts;
  return (
    <EditedSection read={settingsReadyAnswers} save={settingsSaveReadyAnswers}>
      {({ values: { answers }, change, mark }) => {
        const set = (at: number, answer: ReadyAnswersValues["answers"][number]) =>
          change({ answers: answers.map((each, of) => (of === at ? answer : each)) });
        return (
          <Flex direction="column" gap="md">
            <Text>{words.intro}</Text>
            <Text variant="microcopy">{words.gaps}</Text>
            {answers.length === 0 ? <Text>{words.none}</Text> : null}
            {answers.map((answer, at) => (
              <ReadyAnswerItem
                // biome-ignore lint/suspicious/noArrayIndexKey: they have no id, and their order is theirs.
                key={at}
                at={at}
                answer={answer}
                mark={(field) => mark(`answers.${at}.${field}`)}
                onChange={(changed) => set(at, changed)}
                onRemove={() => change({ answers: answers.filter((_, of) => of !== at) })}
              />
            ))}
            <Flex direction="row">
              <Button
                size="sm"
                variant="secondary"
                disabled={answers.length >= 100}
                onClick={() => change({ answers: [...answers, { name: "", texts: { en: "" } }] })}
              >
                {words.add}
              </Button>
            </Flex>
          </Flex>
        );
      }}
    </EditedSection>
  );
}
