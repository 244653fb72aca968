import { type PageAlertsReady, pageAlerts } from "@flowella/contract";
import { Screen } from "@flowella/ui";
import { Accordion, EmptyState, Flex, Heading, Text } from "@hubspot/ui-extensions";
import { AlertItem } from "./AlertItem.tsx";
import { GoButton } from "./GoButton.tsx";
import { RefreshButton } from "./RefreshButton.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const nothing = {};

/** What needs somebody: what happened, who is affected, what to do. */
export function AlertsScreen() {
  const { texts } = useApp();
  const { state, load, loading } = useLoaded(pageAlerts, nothing);
  return (
    <Flex direction="column" gap="md">
      <Flex direction="row">
        <GoButton to="/" label={texts.alerts.back} />
      </Flex>
      <Heading>{texts.alerts.title}</Heading>
      <Screen texts={texts} state={state} onRetry={load}>
        {(answer) => (
          <>
            <AlertList answer={answer} onChanged={load} />
            <RefreshButton loading={loading} onClick={load} />
          </>
        )}
      </Screen>
    </Flex>
  );
}

interface AlertListProps {
  readonly answer: PageAlertsReady;
  readonly onChanged: () => void;
}

function AlertList({ answer: { alerts, mayMute }, onChanged }: AlertListProps) {
  const words = useApp().texts.alerts;
  const open = alerts.filter(({ status }) => status === "open");
  const over = alerts.filter(({ status }) => status === "over");
  return (
    <Flex direction="column" gap="md">
      {open.length === 0 ? (
        <EmptyState title={words.emptyTitle} imageName="task" layout="vertical" flush>
          <Text>{words.emptyText}</Text>
        </EmptyState>
      ) : null}
      {open.map((alert) => (
        <AlertItem key={alert.id} alert={alert} mayMute={mayMute} onChanged={onChanged} />
      ))}
      {over.length === 0 ? null : (
        <Accordion title={words.overTitle(over.length)} size="sm">
          <Flex direction="column" gap="sm">
            {over.map((alert) => (
              <AlertItem key={alert.id} alert={alert} mayMute={false} onChanged={onChanged} />
            ))}
          </Flex>
        </Accordion>
      )}
    </Flex>
  );
}
