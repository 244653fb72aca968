import type { ConsentSourceValues, ConsentValues } from "@flowella/contract";
import { Button, Flex, Input, Select, Text, TextArea, Tile } from "@hubspot/ui-extensions";
import type { Editing } from "./EditedSection.tsx";
import { useSettings } from "./useSettings.ts";

interface ConsentSourceProps extends Pick<Editing<ConsentValues, unknown>, "mark"> {
  readonly source: ConsentSourceValues;
  /** Its place in the list. */
  readonly at: number;
  readonly onChange: (make: (before: ConsentSourceValues) => ConsentSourceValues) => void;
  readonly onRemove: () => void;
}

/** One place where people agree, and what they were told there. */
export function ConsentSource({ source, at, mark, onChange, onRemove }: ConsentSourceProps) {
  const { texts } = useSettings();
  const { consent } = texts;
  const covers = (["utility", "everything"] as const).map((value) => ({ value, label: consent.coversChoices[value] }));
  const field = (name: string) => `sources.${at}.${name}`;
  const name = (typed: string) =>
    onChange((before) => (before.kind === "property" ? { ...before, name: typed } : before));
  const list = (typed: string) =>
    onChange((before) => (before.kind === "list" ? { ...before, listId: typed } : before));
  const wording = (typed: string) =>
    onChange((before) => (before.kind === "form_box" ? before : { ...before, wording: typed }));
  return (
    <Tile compact testId={`source-${at}`}>
      <Flex direction="column" gap="sm">
        <Text format={{ fontWeight: "demibold" }}>{consent.kinds[source.kind]}</Text>
        {source.kind === "form_box" ? <Text>{consent.fields(source.fields.length)}</Text> : null}
        {source.kind === "property" ? (
          <>
            <Input
              name={field("name")}
              label={consent.property}
              value={source.name}
              onInput={name}
              onChange={name}
              {...mark(field("name"))}
            />
            <TextArea
              name={field("values")}
              label={consent.values}
              rows={2}
              value={source.values.join("\n")}
              onChange={(lines) => {
                const values = lines.split("\n").slice(0, 100);
                onChange((before) => (before.kind === "property" ? { ...before, values } : before));
              }}
              {...mark(field("values"))}
            />
          </>
        ) : null}
        {source.kind === "list" ? (
          <Input
            name={field("listId")}
            label={consent.list}
            value={source.listId}
            onInput={list}
            onChange={list}
            {...mark(field("listId"))}
          />
        ) : null}
        {source.kind === "form_box" ? null : (
          <TextArea
            name={field("wording")}
            label={source.kind === "question" ? consent.questionWording : consent.wording}
            {...(source.kind === "question" && { description: consent.questionWordingHow })}
            rows={2}
            value={source.wording}
            onInput={wording}
            onChange={wording}
            {...mark(field("wording"))}
          />
        )}
        <Select
          name={field("covers")}
          label={consent.covers}
          options={covers}
          value={source.covers}
          onChange={(value) =>
            onChange((before) => ({ ...before, covers: value === "everything" ? "everything" : "utility" }))
          }
        />
        <Flex direction="row">
          <Button size="sm" variant="secondary" onClick={onRemove}>
            {`${texts.remove}: ${consent.kinds[source.kind]}`}
          </Button>
        </Flex>
      </Flex>
    </Tile>
  );
}
