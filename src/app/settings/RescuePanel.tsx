import { rescueValuesSchema, settingsRescue, settingsSaveRescue } from "@flowella/contract";
import { Flex, NumberInput, Text, ToggleGroup } from "@hubspot/ui-extensions";
import { EditedSection } from "./EditedSection.tsx";
import { typedNumber } from "./typedNumber.ts";
import { useSettings } from "./useSettings.ts";

const reminders = rescueValuesSchema.shape.reminder;

/** Whether customers who stop half-way are reminded, when, and how long what they answered so far is kept. */
export function RescuePanel() {
  const { rescue } = useSettings().texts;
  return (
    <EditedSection read={settingsRescue} save={settingsSaveRescue}>
      {({ values, change, mark }) => (
        <Flex direction="column" gap="md">
          <Text>{rescue.intro}</Text>
          <ToggleGroup
            name="reminder"
            label={rescue.reminder}
            toggleType="radioButtonList"
            options={reminders.options.map((value) => ({ value, label: rescue.reminders[value] }))}
            value={values.reminder}
            onChange={(chosen) => change({ reminder: reminders.safeParse(chosen).data ?? values.reminder })}
          />
          <NumberInput
            name="afterMinutes"
            label={rescue.afterMinutes}
            description={rescue.afterMinutesHow}
            min={15}
            max={2880}
            value={values.afterMinutes}
            onChange={(minutes) => change({ afterMinutes: typedNumber(minutes, 0) })}
            {...mark("afterMinutes")}
          />
          <NumberInput
            name="keepDays"
            label={rescue.keepDays}
            description={rescue.keepDaysHow}
            min={1}
            max={365}
            value={values.keepDays}
            onChange={(days) => change({ keepDays: typedNumber(days, 0) })}
            {...mark("keepDays")}
          />
        </Flex>
      )}
    </EditedSection>
  );
}
