import type { ConsentValues } from "@flowella/contract";
import { Flex, NumberInput, Toggle } from "@hubspot/ui-extensions";
import type { Editing } from "./EditedSection.tsx";
import { typedNumber } from "./typedNumber.ts";
import { useSettings } from "./useSettings.ts";

type Cap = ConsentValues["cap"];
const usual = { messages: 2, days: 7 };

interface CapFieldsProps extends Pick<Editing<ConsentValues, unknown>, "mark"> {
  readonly cap: Cap;
  readonly onChange: (make: (before: Cap) => Cap) => void;
}

/** How many messages that the business begins one contact gets within how many days. */
export function CapFields({ cap, mark, onChange }: CapFieldsProps) {
  const { consent } = useSettings().texts;
  return (
    <Flex direction="column" gap="sm">
      <Toggle
        name="capOn"
        label={consent.capOn}
        labelDisplay="inline"
        size="sm"
        checked={cap !== undefined}
        onChange={(on) => onChange(() => (on ? usual : undefined))}
      />
      {cap ? (
        <Flex direction="row" gap="sm" wrap>
          <NumberInput
            name="messages"
            label={consent.messages}
            min={1}
            max={100}
            value={cap.messages}
            onChange={(messages) => onChange((before) => before && { ...before, messages: typedNumber(messages, 0) })}
            {...mark("cap.messages")}
          />
          <NumberInput
            name="days"
            label={consent.days}
            min={1}
            max={90}
            value={cap.days}
            onChange={(days) => onChange((before) => before && { ...before, days: typedNumber(days, 0) })}
            {...mark("cap.days")}
          />
        </Flex>
      ) : null}
    </Flex>
  );
}
