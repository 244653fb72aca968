import type { PageEditChange, PageEditQuestion } from "@flowella/contract";
import { Button, Flex, Input, LoadingButton, Select, Text, TextArea } from "@hubspot/ui-extensions";
import { useState } from "react";
import { useApp } from "./useApp.ts";

interface EditWordsProps {
  readonly question: PageEditQuestion;
  readonly busy: boolean;
  readonly onSave: (change: PageEditChange) => Promise<void>;
  readonly onCancel: () => void;
}

/** The words of one question, and where its screen begins. */
export function EditWords({ question, busy, onSave, onCancel }: EditWordsProps) {
  const { edits } = useApp().texts;
  const { field, options } = question;
  const [title, setTitle] = useState(question.title.now);
  const [description, setDescription] = useState(question.description.now);
  const [label, setLabel] = useState(question.label.now);
  const [screen, setScreen] = useState(question.screen);
  const [words, setWords] = useState(() => Object.fromEntries(options.map(({ id, now }) => [id, now])));
  const screens = (["auto", "new", "same"] as const).map((value) => ({ value, label: edits.screens[value] }));
  return (
    <Flex direction="column" gap="sm">
      <Input label={edits.words} name={`title ${field}`} value={title} onInput={setTitle} onChange={setTitle} />
      <TextArea
        label={edits.description}
        name={`description ${field}`}
        value={description}
        rows={2}
        onInput={setDescription}
        onChange={setDescription}
      />
      <Input
        label={edits.label}
        description={edits.labelHow}
        name={`label ${field}`}
        value={label}
        onInput={setLabel}
        onChange={setLabel}
      />
      {options.map(({ id, own }) => (
        <Input
          key={id}
          label={edits.option(own)}
          name={`option ${field} ${id}`}
          value={words[id] ?? own}
          onInput={(text) => setWords((before) => ({ ...before, [id]: text }))}
          onChange={(text) => setWords((before) => ({ ...before, [id]: text }))}
        />
      ))}
      <Select
        label={edits.screen}
        name={`screen ${field}`}
        options={screens}
        value={screen}
        onChange={(value) => setScreen(screens.find((each) => each.value === value)?.value ?? "auto")}
      />
      <Text variant="microcopy">{edits.emptyMeans}</Text>
      <Flex direction="row" gap="xs" wrap>
        <LoadingButton
          size="sm"
          variant="primary"
          loading={busy}
          disabled={busy}
          onClick={() => void onSave({ kind: "question", field, title, description, label, screen, options: words })}
        >
          {busy ? edits.saving : edits.save}
        </LoadingButton>
        <Button size="sm" variant="secondary" disabled={busy} onClick={onCancel}>
          {edits.cancel}
        </Button>
      </Flex>
    </Flex>
  );
}
