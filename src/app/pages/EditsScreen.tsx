import { type FormSource, type PageEditChange, type PageEdits, pageEdit, pageEdits } from "@flowella/contract";
import { Alert, Divider, Flex, Heading, LoadingButton, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { EditButtons } from "./EditButtons.tsx";
import { EditQuestion } from "./EditQuestion.tsx";
import { GoButton } from "./GoButton.tsx";
import { NotFound } from "./NotFound.tsx";
import { PressNotice } from "./PressNotice.tsx";
import { PreviewButton } from "./PreviewButton.tsx";
import { Screen } from "./Screen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";
import { usePress } from "./usePress.ts";
import { keyOf, paramsOf, useSource } from "./useSource.ts";

/** What is otherwise on WhatsApp than in the form. */
export function EditsScreen() {
  const source = useSource();
  return source ? <OneForm key={keyOf(source)} source={source} /> : <NotFound />;
}

function OneForm({ source }: { readonly source: FormSource }) {
  const { texts } = useApp();
  const { edits } = texts;
  const asked = useMemo(() => ({ source }), [source]);
  const { state, load, loading } = useLoaded(pageEdits, asked);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/forms/form" params={paramsOf(source)} label={edits.back} />
      <Screen state={state} onRetry={load}>
        {(ready) => (
          <>
            <EditsList source={source} ready={ready} onSaved={load} />
            <LoadingButton size="sm" variant="secondary" loading={loading} onClick={load}>
              {texts.refresh}
            </LoadingButton>
          </>
        )}
      </Screen>
    </Flex>
  );
}

interface EditsListProps {
  readonly source: FormSource;
  readonly ready: PageEdits;
  readonly onSaved: () => void;
}

function EditsList({ source, ready, onSaved }: EditsListProps) {
  const { edits, forms, report } = useApp().texts;
  const { addAlert } = useExtensionActions<"pages">();
  const { state, busy, press } = usePress(pageEdit);
  const { questions, blocked, others } = ready;

  async function change(change: PageEditChange): Promise<boolean> {
    const answer = await press((idempotencyKey) => ({ source, change, idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "saved") return false;
    const undone = change.kind === "undo" || change.kind === "undo-all";
    addAlert({ type: "success", message: undone ? edits.undone : edits.saved });
    onSaved();
    return true;
  }

  return (
    <Flex direction="column" gap="md">
      <Heading>{edits.title(ready.title.trim() || forms.untitled)}</Heading>
      <Text>{edits.intro}</Text>
      {/* The link to an earlier draft is no way to this one. */}
      <PreviewButton key={JSON.stringify([questions, ready.buttons])} of={{ what: "form", source }} />
      {blocked ? (
        <Alert title={report.blockedTitle} variant="error">
          <Text>{blocked}</Text>
        </Alert>
      ) : null}
      <PressNotice state={state} title={edits.notSavedTitle} unclearTitle={edits.unclearTitle} />
      {questions.map((question, at) => (
        <EditQuestion
          // What was saved is what is typed next.
          key={`${question.field} ${JSON.stringify([question.title, question.description, question.label])}`}
          question={question}
          before={questions[at - 1]?.field}
          twoBefore={questions[at - 2]?.field ?? null}
          after={questions[at + 1]?.field}
          busy={busy}
          onChange={change}
        />
      ))}
      <Divider />
      <EditButtons key={JSON.stringify(ready.buttons)} buttons={ready.buttons} busy={busy} onChange={change} />
      {others > 0 ? <Text variant="microcopy">{edits.others(others)}</Text> : null}
      {questions.some(({ changed }) => changed) ? (
        <LoadingButton
          variant="secondary"
          loading={busy}
          disabled={busy}
          onClick={() => void change({ kind: "undo-all" })}
        >
          {edits.undoAll}
        </LoadingButton>
      ) : null}
    </Flex>
  );
}
