import type { PageEditChange, PageEditQuestion } from "@flowella/contract";
import { Button, Flex, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { useState } from "react";
import { EditWords } from "./EditWords.tsx";
import { ServerWords } from "./ServerWords.tsx";
import { useApp } from "./useApp.ts";

const variants = { exact: "success", adapted: "info", dropped: "warning" } as const;

interface EditQuestionProps {
  readonly question: PageEditQuestion;
  /** The questions around it, by their ids. */
  readonly before: string | undefined;
  readonly twoBefore: string | null;
  readonly after: string | undefined;
  readonly busy: boolean;
  /** Resolves to whether it was saved. */
  readonly onChange: (change: PageEditChange) => Promise<boolean>;
}

/** One question: how it is asked, what becomes of it, and what can be changed. */
export function EditQuestion({ question, before, twoBefore, after, busy, onChange }: EditQuestionProps) {
  const { edits } = useApp().texts;
  const [open, setOpen] = useState(false);
  const { field, title, hidden, required, changed, becomes } = question;
  const plain = (label: string, change: PageEditChange | undefined) => (
    <Button
      size="xs"
      variant="secondary"
      disabled={busy || !change}
      onClick={() => void (change ? onChange(change) : undefined)}
    >
      {label}
    </Button>
  );
  return (
    <Tile compact testId={`edit-${field}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{title.now.trim() || edits.untitled}</Text>
          {required ? <Text variant="microcopy">{edits.required}</Text> : null}
          {becomes && !hidden ? (
            <StatusTag variant={variants[becomes.outcome]}>{edits.outcomes[becomes.outcome]}</StatusTag>
          ) : null}
          {hidden ? <StatusTag variant="default">{edits.hidden}</StatusTag> : null}
          {changed ? <StatusTag variant="info">{edits.changed}</StatusTag> : null}
        </Flex>
        {becomes && becomes.outcome !== "exact" && !hidden ? (
          <ServerWords code={becomes.code} message={becomes.message} />
        ) : null}
        {title.now !== title.own ? <Text variant="microcopy">{edits.inTheForm(title.own)}</Text> : null}
        {open ? (
          <EditWords
            question={question}
            busy={busy}
            onCancel={() => setOpen(false)}
            onSave={async (change) => {
              if (await onChange(change)) setOpen(false);
            }}
          />
        ) : (
          <Flex direction="row" gap="xs" wrap>
            <Button size="xs" variant="secondary" disabled={busy} onClick={() => setOpen(true)}>
              {edits.change}
            </Button>
            {plain(edits.up, before === undefined ? undefined : { kind: "move", field, after: twoBefore })}
            {plain(edits.down, after === undefined ? undefined : { kind: "move", field, after })}
            {required ? null : plain(hidden ? edits.show : edits.hide, { kind: "hide", field, hide: !hidden })}
            {changed ? plain(edits.undo, { kind: "undo", field }) : null}
          </Flex>
        )}
      </Flex>
    </Tile>
  );
}
