import { type FormSource, type PageEditChange, type PageEdits, pageEdit, pageEdits } from "@flowella/contract";
import { Alert, Divider, Flex, Heading, LoadingButton, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { EditButtons } from "./EditButtons.tsx";
import { EditQuestion } from "./EditQuestion.tsx";
import { FormPage } from "./FormPage.tsx";
import { PressNotice } from "./PressNotice.tsx";
import { PreviewButton } from "./PreviewButton.tsx";
import { useApp } from "./useApp.ts";
import { usePress } from "./usePress.ts";

/** What is otherwise on WhatsApp than in the form. */
export function EditsScreen() {
  const { edits } = useApp().texts;
  return (
    <FormPage call={pageEdits} back={{ to: "/forms/form", label: edits.back }}>
      {(ready, source, reload) => <EditsList source={source} ready={ready} onSaved={reload} />}
    </FormPage>
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
