import {
  type Entry,
  entryChoiceSchema,
  type PageEntriesResponse,
  pageEntries,
  pageEntrySave,
} from "@flowella/contract";
import { Screen } from "@flowella/ui";
import {
  Alert,
  Button,
  Flex,
  Heading,
  Input,
  LoadingButton,
  Select,
  Text,
  TextArea,
  Toggle,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { usePageRoute } from "@hubspot/ui-extensions/pages";
import { useState } from "react";
import { GoButton } from "./GoButton.tsx";
import { NotFound } from "./NotFound.tsx";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";
import { usePress } from "./usePress.ts";

const nothing = {};

/** A new way in, or the one that the address names. */
export function EntryScreen() {
  const { entry: id } = usePageRoute().params;
  const { texts } = useApp();
  const { state, load } = useLoaded(pageEntries, nothing);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/entries" label={texts.entries.back} />
      <Screen texts={texts} state={state} onRetry={load}>
        {(ready) => {
          const entry = ready.entries.find((each) => each.id === id);
          return id && !entry ? <NotFound /> : <EntryForm key={id} entry={entry} ready={ready} />;
        }}
      </Screen>
    </Flex>
  );
}

interface EntryFormProps {
  readonly entry: Entry | undefined;
  readonly ready: Extract<PageEntriesResponse, { kind: "ready" }>;
}

/** As it stands in the fields; lists are a line for each. */
interface Typed {
  readonly name: string;
  readonly flowId: string;
  readonly language: string;
  readonly source: string;
  readonly state: "on" | "off";
  readonly sentence: string;
  readonly keywords: string;
  readonly ads: string;
}

const linesOf = (text: string): string[] => text.split("\n").flatMap((line) => line.trim() || []);

function typedOf(entry: Entry | undefined, { flows, languages }: EntryFormProps["ready"], language: string): Typed {
  const own = language.split(/[-_]/)[0] ?? "en";
  return {
    name: entry?.name ?? "",
    flowId: entry?.flowId ?? (flows.length === 1 ? (flows[0]?.id ?? "") : ""),
    language: entry?.language ?? languages.find((each) => each === own) ?? languages[0] ?? "",
    source: entry?.source ?? "",
    state: entry?.state ?? "on",
    sentence: entry?.sentence ?? "",
    keywords: entry?.keywords.join("\n") ?? "",
    ads: entry?.ads.join("\n") ?? "",
  };
}

function choiceOf({ sentence, keywords, ads, ...rest }: Typed) {
  return entryChoiceSchema.safeParse({
    ...rest,
    ...(sentence.trim() && { sentence }),
    keywords: linesOf(keywords),
    ads: linesOf(ads),
  });
}

function EntryForm({ entry, ready }: EntryFormProps) {
  const { texts, nameOfCode, language } = useApp();
  const { entries: words } = texts;
  const { addAlert, navigateToPage } = useExtensionActions<"pages">();
  const { state, busy, press, renew } = usePress(pageEntrySave);
  const [typed, setTyped] = useState(() => typedOf(entry, ready, language));
  const [looked, look] = useState(false);
  const checked = choiceOf(typed);
  const wrong = looked ? (checked.error?.issues.map(({ path }) => path[0]) ?? []) : [];
  const change = (changed: Partial<Typed>) => setTyped((before) => ({ ...before, ...changed }));
  const mark = (field: keyof Typed) =>
    wrong.includes(field) ? { error: true, validationMessage: words.wrong[field] ?? "" } : {};
  // Its own Flow may be paused, and stays the one that is chosen.
  const flows =
    entry && ready.flows.every(({ id }) => id !== entry.flowId)
      ? [{ id: entry.flowId, name: entry.flowName }, ...ready.flows]
      : ready.flows;

  async function save() {
    look(true);
    if (!checked.success) return;
    // What was changed since is another press.
    renew();
    const answer = await press((idempotencyKey) => ({
      ...(entry && { entryId: entry.id }),
      choice: checked.data,
      idempotencyKey,
    }));
    if (!answer?.ok || answer.value.kind !== "saved") return;
    addAlert({ type: "success", message: words.saved });
    navigateToPage({ to: "/entries" });
  }

  const text = (field: "name" | "source" | "sentence", more: { description?: string; placeholder?: string }) => (
    <Input
      name={field}
      label={words[field]}
      {...more}
      value={typed[field]}
      onInput={(value) => change({ [field]: value })}
      onChange={(value) => change({ [field]: value })}
      {...mark(field)}
    />
  );
  const lines = (field: "keywords" | "ads", description: string) => (
    <TextArea
      name={field}
      label={words[field]}
      description={description}
      rows={3}
      value={typed[field]}
      onInput={(value) => change({ [field]: value })}
      onChange={(value) => change({ [field]: value })}
      {...mark(field)}
    />
  );

  return (
    <Flex direction="column" gap="md" testId="entry-form">
      <Heading>{entry ? words.changeTitle(entry.name) : words.newTitle}</Heading>
      {entry ? <Text>{words.codeStays}</Text> : null}
      {flows.length === 0 ? (
        <Alert title={words.noFlows} variant="warning">
          <GoButton to="/forms" label={texts.flows.chooseForm} />
        </Alert>
      ) : null}
      {text("name", { placeholder: words.namePlaceholder })}
      <Select
        name="flow"
        label={words.flow}
        options={flows.map(({ id, name }) => ({ value: id, label: name.trim() || texts.forms.untitled }))}
        value={typed.flowId}
        onChange={(value) => change({ flowId: String(value) })}
        {...mark("flowId")}
      />
      <Select
        name="language"
        label={words.language}
        description={words.languageHow}
        options={ready.languages.map((value) => ({ value, label: nameOfCode("language", value) }))}
        value={typed.language}
        onChange={(value) => change({ language: String(value) })}
        {...mark("language")}
      />
      {text("source", { description: words.sourceHow })}
      {text("sentence", { description: words.sentenceHow })}
      {lines("keywords", words.keywordsHow)}
      {lines("ads", words.adsHow)}
      <Toggle
        name="on"
        label={words.on}
        labelDisplay="inline"
        size="sm"
        checked={typed.state === "on"}
        onChange={(on) => change({ state: on ? "on" : "off" })}
      />
      <PressNotice state={state} title={words.notSavedTitle} unclearTitle={words.unclearTitle} />
      <Flex direction="row" gap="sm" wrap>
        <LoadingButton variant="primary" loading={busy} disabled={busy} onClick={() => void save()}>
          {busy ? words.saving : words.save}
        </LoadingButton>
        <Button variant="secondary" disabled={busy} onClick={() => navigateToPage({ to: "/entries" })}>
          {texts.cancel}
        </Button>
      </Flex>
    </Flex>
  );
}
