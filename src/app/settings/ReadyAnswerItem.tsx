import type { ReadyAnswersValues } from "@flowella/contract";
import { Button, Flex, Input, Select, TextArea, Tile } from "@hubspot/ui-extensions";
import { useSettings } from "./useSettings.ts";

type ReadyAnswer = ReadyAnswersValues["answers"][number];

/** Those that customers are written to in, by us. */
const languages = ["en", "it", "de", "es", "fr", "pt", "nl"] as const;

interface ReadyAnswerItemProps {
  readonly at: number;
  readonly answer: ReadyAnswer;
  readonly mark: (field: string) => { error?: boolean; validationMessage?: string };
  readonly onChange: (make: (before: ReadyAnswer) => ReadyAnswer) => void;
  readonly onRemove: () => void;
}

/** One answer: what agents choose by, and its text in each language that somebody wrote it in. */
export function ReadyAnswerItem({ at, answer, mark, onChange, onRemove }: ReadyAnswerItemProps) {
  const { readyAnswers: words } = useSettings().texts;
  const { name, texts } = answer;
  const written = Object.entries(texts);
  const nameOf = (language: string) => words.languages[language] ?? language;
  const named = (typed: string) => onChange((before) => ({ ...before, name: typed }));
  const changeTexts = (make: (before: ReadyAnswer["texts"]) => ReadyAnswer["texts"]) =>
    onChange((before) => ({ ...before, texts: make(before.texts) }));
  const missing = languages.filter((language) => !Object.hasOwn(texts, language));
  return (
    <Tile compact testId={`ready-answer-${at}`}>
      <Flex direction="column" gap="sm">
        <Input
          name={`answer ${at}`}
          label={words.name}
          description={words.nameHow}
          value={name}
          onInput={named}
          onChange={named}
          {...mark("name")}
        />
        {written.map(([language, text]) => (
          <Flex key={language} direction="column" gap="xs">
            <TextArea
              name={`answer ${at} ${language}`}
              label={words.text(nameOf(language))}
              rows={3}
              maxLength={4096}
              value={text}
              onInput={(typed) => changeTexts((before) => ({ ...before, [language]: typed }))}
              onChange={(typed) => changeTexts((before) => ({ ...before, [language]: typed }))}
              {...mark(`texts.${language}`)}
            />
            {written.length > 1 ? (
              <Flex direction="row">
                <Button
                  size="xs"
                  variant="secondary"
                  onClick={() => changeTexts((before) => without(before, language))}
                >
                  {words.removeLanguage(nameOf(language))}
                </Button>
              </Flex>
            ) : null}
          </Flex>
        ))}
        <Flex direction="row" gap="sm" wrap align="end">
          {missing.length > 0 ? (
            <Select
              name={`language ${at}`}
              label={words.addLanguage}
              placeholder={words.chooseLanguage}
              options={missing.map((value) => ({ value, label: nameOf(value) }))}
              value=""
              onChange={(language) => changeTexts((before) => ({ ...before, [String(language)]: "" }))}
            />
          ) : null}
          <Button size="sm" variant="secondary" onClick={onRemove}>
            {words.remove}
          </Button>
        </Flex>
      </Flex>
    </Tile>
  );
}

function without(texts: ReadyAnswer["texts"], language: string): ReadyAnswer["texts"] {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => key !== language));
}
