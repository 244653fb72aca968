import { type ReadyAnswersValues, settingsReadyAnswers, settingsSaveReadyAnswers } from "@flowella/contract";
import { Button, Flex, Text } from "@hubspot/ui-extensions";
import { EditedSection } from "./EditedSection.tsx";
import { ReadyAnswerItem } from "./ReadyAnswerItem.tsx";
import { useSettings } from "./useSettings.ts";

type Answers = ReadyAnswersValues["answers"];

/** Answers that stand ready on the cards, written by the business. */
export function ReadyAnswersPanel() {
  const { readyAnswers: words } = useSettings().texts;
  return (
    <EditedSection read={settingsReadyAnswers} save={settingsSaveReadyAnswers}>
      {({ values: { answers }, changeFrom, mark }) => {
        const change = (make: (before: Answers) => Answers) =>
          changeFrom((before) => ({ answers: make(before.answers) }));
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
                onChange={(make) => change((before) => before.map((each, of) => (of === at ? make(each) : each)))}
                onRemove={() => change((before) => before.filter((_, of) => of !== at))}
              />
            ))}
            <Flex direction="row">
              <Button
                size="sm"
                variant="secondary"
                disabled={answers.length >= 100}
                onClick={() => change((before) => [...before, { name: "", texts: { en: "" } }])}
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
