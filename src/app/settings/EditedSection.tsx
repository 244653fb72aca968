import type { Call, NothingAsked, SavedAnswer, SaveRequest, Trouble } from "@flowella/contract";
import { Screen, useLoaded, usePress } from "@flowella/ui";
import { Button, Flex, LoadingButton, LoadingSpinner, useExtensionActions } from "@hubspot/ui-extensions";
import { type ReactNode, useState } from "react";
import { SaveNotice } from "./SaveNotice.tsx";
import { useSettings } from "./useSettings.ts";

/** What was told of a section that people edit. */
interface Editable<Values> {
  readonly kind: "ready";
  readonly revision: string;
  readonly values: Values;
}

/** What the fields of a section are given. */
export interface Editing<Values, Ready> {
  /** As they stand on the screen, saved or not. */
  readonly values: Values;
  readonly change: (changed: Partial<Values>) => void;
  /** Of a list or a group: made of what stands there by then, as two parts may change before they are drawn anew. */
  readonly changeFrom: (make: (before: Values) => Partial<Values>) => void;
  /** Marks a field that was found wrong; nothing for one that is fine. @param field a path into the values */
  readonly mark: (field: string) => { error?: boolean; validationMessage?: string };
  readonly ready: Ready;
}

interface EditedSectionProps<Values, Ready> {
  readonly read: Call<NothingAsked, Ready | Trouble>;
  readonly save: Call<SaveRequest<Values>, SavedAnswer>;
  readonly children: (editing: Editing<Values, Ready>) => ReactNode;
  /** What stands below the buttons and is no part of what is saved with them. */
  readonly below?: (ready: Ready, reload: () => void) => ReactNode;
}

const nothing = {};

/** A section whose fields are saved together, on top of what was shown. */
export function EditedSection<Values extends object, Ready extends Editable<Values>>({
  read,
  save,
  children,
  below,
}: EditedSectionProps<Values, Ready>) {
  const { origin, texts } = useSettings();
  const { state, load } = useLoaded(origin, read, nothing);
  // What was saved is asked for again, and what somebody typed into the old fields meanwhile would be lost.
  const [left, setLeft] = useState<string>();
  const [undone, setUndone] = useState(0);
  const shown = "value" in state ? state.value : undefined;
  if (state.status === "loading" && shown?.kind === "ready" && shown.revision === left) {
    return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  }
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {(ready) => (
        <Flex direction="column" gap="lg">
          <Fields
            key={`${ready.revision} ${undone}`}
            ready={ready}
            save={save}
            reload={load}
            onUndo={() => setUndone(undone + 1)}
            onSaved={() => {
              setLeft(ready.revision);
              load();
            }}
          >
            {children}
          </Fields>
          {below ? below(ready, load) : null}
        </Flex>
      )}
    </Screen>
  );
}

interface FieldsProps<Values, Ready> extends Pick<EditedSectionProps<Values, Ready>, "save" | "children"> {
  readonly ready: Ready;
  readonly reload: () => void;
  readonly onSaved: () => void;
  readonly onUndo: () => void;
}

/** Lives as long as what is stored stays the same, and nobody takes their changes back. */
function Fields<Values extends object, Ready extends Editable<Values>>({
  ready,
  save,
  reload,
  onSaved,
  onUndo,
  children,
}: FieldsProps<Values, Ready>) {
  const { origin, texts } = useSettings();
  const { addAlert } = useExtensionActions<"settings">();
  const { state, busy, press, renew } = usePress(origin, save);
  const [values, setValues] = useState<Values>(ready.values);
  const answer = state.status === "success" ? state.value : undefined;
  const wrong = answer?.kind === "wrong" ? answer.fields : [];

  function changeFrom(make: (before: Values) => Partial<Values>) {
    renew();
    setValues((before) => ({ ...before, ...make(before) }));
  }

  function mark(field: string) {
    const found = wrong.find((one) => one.field === field);
    if (!found) return {};
    const word = wordFor(texts.wrong, field) ?? found.says;
    return { error: true, validationMessage: word };
  }

  async function hand() {
    const said = await press((idempotencyKey) => ({ values, revision: ready.revision, idempotencyKey }));
    if (!said?.ok || said.value.kind !== "saved") return;
    const message = said.value.changed.length > 0 ? texts.saved : texts.nothingChanged;
    addAlert({ type: said.value.changed.length > 0 ? "success" : "info", message });
    onSaved();
  }

  return (
    <Flex direction="column" gap="md">
      {children({ values, change: (changed) => changeFrom(() => changed), changeFrom, mark, ready })}
      <SaveNotice state={state} onLoad={reload} />
      <Flex direction="row" gap="sm" wrap>
        <LoadingButton variant="primary" loading={busy} disabled={busy} onClick={() => void hand()}>
          {busy ? texts.saving : texts.save}
        </LoadingButton>
        <Button variant="secondary" disabled={busy} onClick={onUndo}>
          {texts.undo}
        </Button>
      </Flex>
    </Flex>
  );
}

/** Our own sentence for a field, by the words of its path: its last two, its last, its first two. */
function wordFor(words: Readonly<Record<string, string>>, field: string): string | undefined {
  const path = field.split(".").filter((part) => !/^\d+$/.test(part));
  const names = [path.slice(-2), path.slice(-1), path.slice(0, 2)].map((part) => part.join("."));
  const name = names.find((one) => Object.hasOwn(words, one));
  return name === undefined ? undefined : words[name];
}
