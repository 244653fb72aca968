import { settingsGeneral, settingsSaveGeneral } from "@flowella/contract";
import { Flex, Heading, Input, Toggle, ToggleGroup } from "@hubspot/ui-extensions";
import { EditedSection } from "./EditedSection.tsx";
import { useSettings } from "./useSettings.ts";

/** Country and clock, the timeline, and messages that are no answers. */
export function GeneralPanel() {
  const { general } = useSettings().texts;
  const people = [
    { value: "form-first", label: general.unknownChoices["form-first"] },
    { value: "contact-first", label: general.unknownChoices["contact-first"] },
  ];
  return (
    <EditedSection read={settingsGeneral} save={settingsSaveGeneral}>
      {({ values, change, mark }) => (
        <Flex direction="column" gap="md">
          <Heading>{general.place}</Heading>
          <Input
            name="timeZone"
            label={general.timeZone}
            description={general.timeZoneHow}
            value={values.timeZone}
            onInput={(timeZone) => change({ timeZone })}
            onChange={(timeZone) => change({ timeZone })}
            {...mark("timeZone")}
          />
          <Input
            name="defaultCountry"
            label={general.country}
            description={general.countryHow}
            value={values.defaultCountry}
            onInput={(defaultCountry) => change({ defaultCountry })}
            onChange={(defaultCountry) => change({ defaultCountry })}
            {...mark("defaultCountry")}
          />
          <ToggleGroup
            name="unknownPerson"
            label={general.unknown}
            toggleType="radioButtonList"
            options={people}
            value={values.unknownPerson}
            onChange={(value) => change({ unknownPerson: value === "contact-first" ? "contact-first" : "form-first" })}
          />
          <Toggle
            name="timeline"
            label={general.timeline}
            labelDisplay="inline"
            size="sm"
            checked={values.timeline}
            onChange={(timeline) => change({ timeline })}
          />
          <Heading>{general.messages}</Heading>
          <Toggle
            name="tellOwner"
            label={general.tellOwner}
            labelDisplay="inline"
            size="sm"
            checked={values.tellOwner}
            onChange={(tellOwner) => change({ tellOwner })}
          />
          <Toggle
            name="reply"
            label={general.reply}
            labelDisplay="inline"
            size="sm"
            checked={values.reply}
            onChange={(reply) => change({ reply })}
          />
          <Input
            name="person"
            label={general.person}
            description={general.personHow}
            value={values.person}
            onInput={(person) => change({ person })}
            onChange={(person) => change({ person })}
            {...mark("person")}
          />
        </Flex>
      )}
    </EditedSection>
  );
}
