import type { PageMappingConcern, PageMappingProperty, PageMappingRow, PageMappingTried } from "@flowella/contract";
import { AutoGrid, Flex, Select, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import type { MappingChoice } from "./MappingForm.tsx";
import { SampleInput } from "./SampleInput.tsx";
import { useApp } from "./useApp.ts";

const nowhere = "";
const variants = { refuse: "danger", warn: "warning", info: "default" } as const;

interface MappingRowProps {
  readonly row: PageMappingRow;
  readonly properties: readonly PageMappingProperty[];
  readonly choice: MappingChoice;
  readonly tried: PageMappingTried | undefined;
  readonly onChoose: (change: Partial<MappingChoice>) => void;
}

/** One question with the property that it goes to, a sample answer, and what to know about it. */
export function MappingRow({ row, properties, choice, tried, onChoose }: MappingRowProps) {
  const { mapping } = useApp().texts;
  const { key, type, suggested } = row;
  const title = row.kind === "ending" ? mapping.ending : row.title;
  const ours = suggested && suggested.property !== choice.property ? suggested : undefined;
  const labelOf = (name: string) => properties.find((property) => property.name === name)?.label ?? name;
  return (
    <Tile compact testId={`mapping-${key}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{title}</Text>
          <Text variant="microcopy">{row.kind === "question" ? mapping.types[type] : mapping.kinds[row.kind]}</Text>
        </Flex>
        <AutoGrid columnWidth={320} flexible gap="sm">
          <Select
            label={mapping.goesTo}
            name={`property ${key}`}
            options={optionsFor(row, properties, choice.property, mapping.nowhere)}
            value={choice.property ?? nowhere}
            onChange={(name) => onChoose({ property: name === nowhere ? undefined : String(name) })}
          />
          <SampleInput row={row} value={choice.sample} onChange={(sample) => onChoose({ sample })} />
        </AutoGrid>
        {ours ? (
          <Text variant="microcopy">{mapping.weSuggest(labelOf(ours.property), mapping.sure[ours.confidence])}</Text>
        ) : null}
        <Concerns row={row} tried={tried} />
      </Flex>
    </Tile>
  );
}

/** What takes such an answer; what is chosen stays among them, whatever it takes. */
function optionsFor(
  { type }: PageMappingRow,
  properties: readonly PageMappingProperty[],
  chosen: string | undefined,
  noProperty: string,
) {
  const taking = properties.filter(({ name, takes }) => takes.includes(type) || name === chosen);
  // Two properties may have the same words.
  const alike = (words: string) => taking.filter(({ label }) => label === words).length > 1;
  const options = taking.map(({ name, label }) => ({
    label: alike(label) ? `${label} (${name})` : label,
    value: name,
  }));
  const unknown = chosen !== undefined && !taking.some(({ name }) => name === chosen);
  return [{ label: noProperty, value: nowhere }, ...(unknown ? [{ label: chosen, value: chosen }] : []), ...options];
}

function Concerns({ row, tried }: Pick<MappingRowProps, "row" | "tried">) {
  const { mapping } = useApp().texts;
  if (!tried) return null;
  const concerns = tried.concerns.filter(({ key }) => key === row.key);
  const notes = tried.notes.filter(({ key, code }) => key === row.key && code !== "property.twice");
  return (
    <>
      {concerns.map((concern) => (
        <Flex key={concern.code} direction="row" gap="sm" align="center" wrap>
          <StatusTag variant={variants[concern.level]}>{mapping.levels[concern.level]}</StatusTag>
          <Text>{concernWords(mapping.concerns[concern.code], concern, mapping.missing)}</Text>
        </Flex>
      ))}
      {notes.map(({ code, property }) => (
        <Flex key={`${code} ${property}`} direction="row" gap="sm" align="center" wrap>
          <StatusTag variant="warning">{mapping.levels.warn}</StatusTag>
          <Text>{mapping.notes[code === "property.twice" ? "value.wrong_type" : code]}</Text>
        </Flex>
      ))}
    </>
  );
}

function concernWords(says: string, { options = [] }: PageMappingConcern, missing: (names: string) => string): string {
  if (options.length === 0) return says;
  const shown = options.slice(0, 5).join(", ");
  return `${says} ${missing(options.length > 5 ? `${shown}, …` : shown)}`;
}
