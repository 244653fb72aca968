import { type ConsentSourceValues, settingsConsent, settingsSaveConsent } from "@flowella/contract";
import { Flex, Heading, Input, MultiSelect, Select, Text, Toggle } from "@hubspot/ui-extensions";
import { CapFields } from "./CapFields.tsx";
import { ConsentSource } from "./ConsentSource.tsx";
import { EditedSection } from "./EditedSection.tsx";
import { useSettings } from "./useSettings.ts";

const fresh: Readonly<Record<"question" | "property" | "list", ConsentSourceValues>> = {
  question: { kind: "question", wording: "", covers: "utility" },
  property: { kind: "property", name: "", values: ["true"], wording: "", covers: "utility" },
  list: { kind: "list", listId: "", wording: "", covers: "utility" },
};

/** From whom the business may think that they agreed, when it keeps quiet, and how much is enough. */
export function ConsentPanel() {
  const { consent } = useSettings().texts;
  return (
    <EditedSection read={settingsConsent} save={settingsSaveConsent}>
      {({ values, change, changeFrom, mark, ready: { flows } }) => (
        <Flex direction="column" gap="md">
          <Text>{values.sources.length > 0 ? consent.intro : `${consent.intro} ${consent.none}`}</Text>
          {values.sources.map((source, at) => (
            <ConsentSource
              // They have no names of their own, and their order is theirs.
              // biome-ignore lint/suspicious/noArrayIndexKey: what stands at a place is given anew with each drawing.
              key={at}
              source={source}
              at={at}
              mark={mark}
              onChange={(make) =>
                changeFrom(({ sources }) => ({ sources: sources.map((one, of) => (of === at ? make(one) : one)) }))
              }
              onRemove={() => changeFrom(({ sources }) => ({ sources: sources.filter((_, of) => of !== at) }))}
            />
          ))}
          <AddSource
            without={values.sources.some(({ kind }) => kind === "question") ? ["question"] : []}
            onAdd={(kind) => changeFrom(({ sources }) => ({ sources: [...sources, fresh[kind]] }))}
          />
          <Heading>{consent.quiet}</Heading>
          <Text>{consent.quietHow}</Text>
          <Flex direction="row" gap="sm" wrap>
            <Input
              name="quietFrom"
              label={consent.quietFrom}
              placeholder="21:00"
              value={values.quietFrom}
              onInput={(quietFrom) => change({ quietFrom })}
              onChange={(quietFrom) => change({ quietFrom })}
              {...mark("quietFrom")}
            />
            <Input
              name="quietTo"
              label={consent.quietTo}
              placeholder="08:00"
              value={values.quietTo}
              onInput={(quietTo) => change({ quietTo })}
              onChange={(quietTo) => change({ quietTo })}
              {...mark("quietTo")}
            />
          </Flex>
          <Input
            name="timeZoneProperty"
            label={consent.zoneProperty}
            description={consent.zonePropertyHow}
            value={values.timeZoneProperty}
            onInput={(timeZoneProperty) => change({ timeZoneProperty })}
            onChange={(timeZoneProperty) => change({ timeZoneProperty })}
            {...mark("timeZoneProperty")}
          />
          <CapFields cap={values.cap} mark={mark} onChange={(make) => changeFrom(({ cap }) => ({ cap: make(cap) }))} />
          {flows.length > 0 ? (
            <MultiSelect
              name="marketingFlows"
              label={consent.marketing}
              description={consent.marketingHow}
              options={flows.map(({ id, name }) => ({ value: id, label: name || id }))}
              value={values.marketingFlows}
              onChange={(chosen) => change({ marketingFlows: [chosen].flat().map(String) })}
            />
          ) : null}
          <Toggle
            name="confirm"
            label={consent.confirm}
            labelDisplay="inline"
            size="sm"
            checked={values.confirm}
            onChange={(confirm) => change({ confirm })}
          />
        </Flex>
      )}
    </EditedSection>
  );
}

interface AddSourceProps {
  readonly without: readonly string[];
  readonly onAdd: (kind: keyof typeof fresh) => void;
}

function AddSource({ without, onAdd }: AddSourceProps) {
  const { consent, choose } = useSettings().texts;
  const kinds = (["question", "property", "list"] as const).filter((kind) => !without.includes(kind));
  return (
    <Select
      name="addSource"
      label={consent.add}
      placeholder={choose}
      options={kinds.map((kind) => ({ value: kind, label: consent.kinds[kind] }))}
      value=""
      onChange={(value) => {
        const kind = kinds.find((one) => one === value);
        if (kind) onAdd(kind);
      }}
    />
  );
}
