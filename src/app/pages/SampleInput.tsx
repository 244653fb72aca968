import type { PageMappingRow, SampleValue } from "@flowella/contract";
import { Input, MultiSelect, Select } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

interface SampleInputProps {
  readonly row: PageMappingRow;
  readonly value: SampleValue;
  readonly onChange: (value: SampleValue) => void;
}

/** An answer that nobody gave, to see what would be written. */
export function SampleInput({ row, value, onChange }: SampleInputProps) {
  const { mapping } = useApp().texts;
  const { key, type, choices } = row;
  const label = mapping.sample;
  const name = `sample ${key}`;
  const options = choices.map(({ id, label: words }) => ({ label: words, value: id }));
  if (type === "choices" && options.length > 0) {
    const several = typeof value === "string" ? (value === "" ? [] : [value]) : [...value];
    return (
      <MultiSelect
        label={label}
        name={name}
        options={options}
        value={several}
        onChange={(chosen) => onChange(chosen.map(String))}
      />
    );
  }
  const one = typeof value === "string" ? value : (value[0] ?? "");
  if (type === "boolean" || (type === "choice" && options.length > 0)) {
    const known = type === "boolean" ? [yes(mapping.yes), no(mapping.no)] : options;
    const unanswered = { label: mapping.unanswered, value: "" };
    return (
      <Select
        label={label}
        name={name}
        options={[unanswered, ...known]}
        value={one}
        onChange={(chosen) => onChange(String(chosen))}
      />
    );
  }
  return (
    <Input label={label} name={name} value={one} placeholder={mapping.unanswered} onChange={(text) => onChange(text)} />
  );
}

const yes = (label: string) => ({ label, value: "true" });
const no = (label: string) => ({ label, value: "false" });
