import {
  type FormSource,
  type PageMapping,
  type PageMappingTried,
  pageMappingSave,
  pageMappingTry,
  type SampleValue,
} from "@flowella/contract";
import { useServer } from "@flowella/ui";
import { EmptyState, Flex, LoadingButton, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { MappingRow } from "./MappingRow.tsx";
import { MappingTried } from "./MappingTried.tsx";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { usePress } from "./usePress.ts";

interface MappingFormProps {
  readonly source: FormSource;
  readonly ready: PageMapping;
  readonly onSaved: () => void;
}

/** What somebody has chosen and not saved yet. */
export interface MappingChoice {
  readonly property?: string | undefined;
  readonly sample: SampleValue;
}

/** Every line with what it goes to, trying it on sample answers, and saving it. */
export function MappingForm({ source, ready, onSaved }: MappingFormProps) {
  const { origin, texts } = useApp();
  const { mapping } = texts;
  const { addAlert } = useExtensionActions<"pages">();
  const [chosen, setChosen] = useState<Readonly<Record<string, MappingChoice>>>(() => asItIs(ready));
  const [tried, setTried] = useState<PageMappingTried | undefined>(ready.tried);
  const trying = useServer(origin, pageMappingTry);
  const saving = usePress(pageMappingSave);
  const busy = saving.busy || trying.state.status === "loading";

  function choose(key: string, change: Partial<MappingChoice>) {
    setChosen((before) => ({ ...before, [key]: { ...(before[key] ?? { sample: "" }), ...change } }));
    // What was tried is not what is chosen any more.
    setTried(undefined);
  }

  async function tryIt() {
    const rows = ready.rows.map(({ key }) => ({ key, ...(chosen[key] ?? { sample: "" }) }));
    const answer = await trying.ask({ source, rows });
    if (answer?.ok && answer.value.kind === "tried") setTried(answer.value);
  }

  async function save(rows: "chosen" | "suggested") {
    const wanted = ready.rows.map(({ key }) => ({ key, property: chosen[key]?.property }));
    const answer = await saving.press((idempotencyKey) => {
      return { source, rows: rows === "chosen" ? wanted : rows, idempotencyKey };
    });
    if (!answer?.ok) return;
    if (answer.value.kind === "refused" && answer.value.concerns) {
      setTried({ written: [], notes: [], concerns: answer.value.concerns });
    }
    if (answer.value.kind !== "saved") return;
    addAlert({ type: "success", message: mapping.saved });
    onSaved();
  }

  if (ready.rows.length === 0) {
    return (
      <EmptyState title={mapping.emptyTitle} imageName="components" layout="vertical" flush>
        <Text>{mapping.emptyText}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="md">
      {ready.rows.map((row) => (
        <MappingRow
          key={row.key}
          row={row}
          properties={ready.properties}
          choice={chosen[row.key] ?? { sample: "" }}
          tried={tried}
          onChoose={(change) => choose(row.key, change)}
        />
      ))}
      <MappingTried tried={tried} properties={ready.properties} />
      <PressNotice state={trying.state} title={mapping.notTriedTitle} unclearTitle={mapping.notTriedTitle} />
      <PressNotice state={saving.state} title={mapping.notSavedTitle} unclearTitle={mapping.unclearTitle} />
      <Flex direction="row" gap="sm" wrap>
        <LoadingButton variant="primary" loading={saving.busy} disabled={busy} onClick={() => void save("chosen")}>
          {saving.busy ? mapping.saving : mapping.save}
        </LoadingButton>
        <LoadingButton
          variant="secondary"
          loading={trying.state.status === "loading"}
          disabled={busy}
          onClick={() => void tryIt()}
        >
          {mapping.tryIt}
        </LoadingButton>
        {ready.edited ? (
          <LoadingButton variant="secondary" disabled={busy} onClick={() => void save("suggested")}>
            {mapping.backToSuggested}
          </LoadingButton>
        ) : null}
      </Flex>
      <Text variant="microcopy">{mapping.saveHow}</Text>
    </Flex>
  );
}

function asItIs({ rows }: PageMapping): Record<string, MappingChoice> {
  return Object.fromEntries(rows.map(({ key, property, sample }) => [key, { property, sample }]));
}
