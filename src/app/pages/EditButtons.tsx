import type { PageEditChange, PageEdits } from "@flowella/contract";
import { AutoGrid, Flex, Heading, Input, LoadingButton } from "@hubspot/ui-extensions";
import { useState } from "react";
import { useApp } from "./useApp.ts";

interface EditButtonsProps {
  readonly buttons: PageEdits["buttons"];
  readonly busy: boolean;
  readonly onChange: (change: PageEditChange) => Promise<boolean>;
}

/** The words on the buttons of the Flow. */
export function EditButtons({ buttons, busy, onChange }: EditButtonsProps) {
  const { edits } = useApp().texts;
  const [next, setNext] = useState(buttons.next.now);
  const [send, setSend] = useState(buttons.send.now);
  const same = next === buttons.next.now && send === buttons.send.now;
  return (
    <Flex direction="column" gap="sm" testId="edit-buttons">
      <Heading>{edits.buttonsTitle}</Heading>
      <AutoGrid columnWidth={320} flexible gap="sm">
        <Input
          label={edits.nextButton}
          name="next button"
          value={next}
          placeholder={edits.ours}
          onInput={setNext}
          onChange={setNext}
        />
        <Input
          label={edits.sendButton}
          name="send button"
          value={send}
          placeholder={edits.ours}
          onInput={setSend}
          onChange={setSend}
        />
      </AutoGrid>
      <LoadingButton
        size="sm"
        variant="secondary"
        loading={busy}
        disabled={busy || same}
        onClick={() => void onChange({ kind: "buttons", next, send })}
      >
        {edits.saveButtons}
      </LoadingButton>
    </Flex>
  );
}
