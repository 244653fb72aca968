import { type SettingsIdentityReady, settingsIdentity, settingsSaveIdentity } from "@flowella/contract";
import { Alert, Flex, Heading, Input, List, NumberInput, Select, Text, ToggleGroup } from "@hubspot/ui-extensions";
import { EditedSection } from "./EditedSection.tsx";
import { typedNumber } from "./typedNumber.ts";
import { useSettings } from "./useSettings.ts";

/** Where an identity check is recorded, what of the secure page's answers leaves, and what is kept for how long. */
export function IdentityPanel() {
  const { identity } = useSettings().texts;
  const places = [
    { value: "auto", label: identity.places.auto },
    { value: "contacts", label: identity.places.contacts },
    { value: "own", label: identity.places.own },
  ];
  const amounts = (["none", "last_four", "full"] as const).map((value) => ({ value, label: identity.amounts[value] }));
  return (
    <EditedSection read={settingsIdentity} save={settingsSaveIdentity} below={() => <Kept />}>
      {({ values, change, mark, ready }) => {
        const own = values.place !== "auto" && values.place !== "contacts";
        return (
          <Flex direction="column" gap="md">
            <Heading>{identity.title}</Heading>
            <Text>{identity.intro}</Text>
            <Now ready={ready} />
            <ToggleGroup
              name="place"
              label={identity.place}
              toggleType="radioButtonList"
              options={places}
              value={own ? "own" : values.place}
              onChange={(value) => change({ place: value === "own" ? "" : String(value) })}
            />
            {own ? (
              <Input
                name="object"
                label={identity.object}
                description={identity.objectHow}
                value={values.place}
                onInput={(place) => change({ place })}
                onChange={(place) => change({ place })}
                {...mark("place")}
              />
            ) : null}
            <Heading>{identity.secure}</Heading>
            <Select
              name="hubspot"
              label={identity.hubspot}
              options={amounts.slice(0, 2)}
              value={values.hubspot}
              onChange={(value) => change({ hubspot: value === "none" ? "none" : "last_four" })}
            />
            <Select
              name="webhook"
              label={identity.webhook}
              options={amounts}
              value={values.webhook}
              onChange={(value) =>
                change({ webhook: amounts.find((amount) => amount.value === value)?.value ?? "none" })
              }
            />
            <NumberInput
              name="fileDays"
              label={identity.files}
              description={identity.filesHow}
              min={0}
              max={365}
              value={values.fileDays}
              onChange={(days) => change({ fileDays: typedNumber(days, -1) })}
              {...mark("fileDays")}
            />
          </Flex>
        );
      }}
    </EditedSection>
  );
}

function Now({ ready: { tier, why, lookedAt } }: { readonly ready: SettingsIdentityReady }) {
  const { texts, formatTime } = useSettings();
  const { identity } = texts;
  return (
    <Alert title={`${identity.now}: ${identity.tiers[tier]}`} variant="info">
      <Text>{why}</Text>
      {lookedAt === undefined ? null : <Text variant="microcopy">{identity.lookedAt(formatTime(lookedAt))}</Text>}
    </Alert>
  );
}

function Kept() {
  const { identity } = useSettings().texts;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{identity.kept}</Heading>
      <List variant="unordered-styled">
        {identity.keptLines.map((line) => (
          <Text key={line}>{line}</Text>
        ))}
      </List>
      <Text variant="microcopy">{identity.keptHow}</Text>
    </Flex>
  );
}
