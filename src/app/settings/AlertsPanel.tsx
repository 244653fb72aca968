import { settingsAlerts, settingsSaveAlerts } from "@flowella/contract";
import { Flex, Heading, Input, NumberInput, Text, Toggle } from "@hubspot/ui-extensions";
import { AlertMutes } from "./AlertMutes.tsx";
import { AlertWebhook } from "./AlertWebhook.tsx";
import { EditedSection } from "./EditedSection.tsx";
import { typedNumber } from "./typedNumber.ts";
import { useSettings } from "./useSettings.ts";

/** Where the portal is told that something needs somebody, how often, and of what not. */
export function AlertsPanel() {
  const { alerts } = useSettings().texts;
  return (
    <EditedSection
      read={settingsAlerts}
      save={settingsSaveAlerts}
      below={(ready, reload) => (
        <Flex direction="column" gap="lg">
          <AlertWebhook webhook={ready.webhook} onChanged={reload} />
          <AlertMutes mutes={ready.mutes} onChanged={reload} />
        </Flex>
      )}
    >
      {({ values, change, mark, ready }) => (
        <Flex direction="column" gap="md">
          <Heading>{alerts.channels}</Heading>
          {ready.mailReady ? null : <Text>{alerts.mailNotReady}</Text>}
          <Input
            name="mail"
            label={alerts.mail}
            description={alerts.mailHow}
            value={values.mail}
            onInput={(mail) => change({ mail })}
            onChange={(mail) => change({ mail })}
            {...mark("mail")}
          />
          <Toggle
            name="task"
            label={alerts.task}
            labelDisplay="inline"
            size="sm"
            checked={values.task}
            onChange={(task) => change({ task })}
          />
          {values.task ? (
            <Input
              name="taskOwner"
              label={alerts.taskOwner}
              description={alerts.taskOwnerHow}
              value={values.taskOwner}
              onInput={(taskOwner) => change({ taskOwner })}
              onChange={(taskOwner) => change({ taskOwner })}
              {...mark("taskOwner")}
            />
          ) : null}
          <NumberInput
            name="everyHours"
            label={alerts.everyHours}
            min={1}
            max={168}
            value={values.everyHours}
            onChange={(hours) => change({ everyHours: typedNumber(hours, 0) })}
            {...mark("everyHours")}
          />
        </Flex>
      )}
    </EditedSection>
  );
}
