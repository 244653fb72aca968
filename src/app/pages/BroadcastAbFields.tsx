import type { BroadcastAb } from "@flowella/contract";
import { Flex, Input, NumberInput } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

/** As it stands in the fields, right or not. */
export type TypedAb = Readonly<Record<keyof Omit<BroadcastAb, "linkPercent">, string>> & {
  readonly linkPercent: number;
};

/** What a new comparison begins with. */
export const typedAb: TypedAb = { linkPercent: 50, formUrl: "", hiddenField: "", template: "", language: "" };

interface BroadcastAbFieldsProps {
  readonly ab: TypedAb;
  /** What changed, alone: two fields may change before they are drawn anew. */
  readonly onChange: (changed: Partial<TypedAb>) => void;
  readonly mark: (field: string) => { error?: boolean; validationMessage?: string };
}

const typed = ["formUrl", "hiddenField", "template", "language"] as const;

/** What the comparison with the web form needs to know. */
export function BroadcastAbFields({ ab, onChange, mark }: BroadcastAbFieldsProps) {
  const { make: words } = useApp().texts.broadcasts;
  return (
    <Flex direction="column" gap="sm" testId="ab">
      <NumberInput
        name="linkPercent"
        label={words.linkPercent}
        min={1}
        max={99}
        value={ab.linkPercent}
        onChange={(value) => onChange({ linkPercent: typeof value === "number" ? value : 0 })}
        {...mark("linkPercent")}
      />
      {typed.map((field) => (
        <Input
          key={field}
          name={field}
          label={words[field]}
          {...(field === "hiddenField" && { description: words.hiddenFieldHow })}
          value={ab[field]}
          onInput={(value) => onChange({ [field]: value })}
          onChange={(value) => onChange({ [field]: value })}
          {...mark(field)}
        />
      ))}
    </Flex>
  );
}
