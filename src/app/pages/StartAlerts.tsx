import { Alert, Flex } from "@hubspot/ui-extensions";
import { GoButton } from "./GoButton.tsx";
import { useApp } from "./useApp.ts";

interface StartAlertsProps {
  /** How many are open. */
  readonly count: number;
}

/** That something needs somebody, and the way to what it is. */
export function StartAlerts({ count }: StartAlertsProps) {
  const { alerts } = useApp().texts;
  return (
    <Alert title={alerts.waiting(count)} variant="warning">
      <Flex direction="row">
        <GoButton to="/alerts" label={alerts.see} />
      </Flex>
    </Alert>
  );
}
