import { pageFlows } from "@flowella/contract";
import { Screen } from "@flowella/ui";
import { EmptyState, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { FlowItem } from "./FlowItem.tsx";
import { GoButton } from "./GoButton.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const nothing = {};

/** Every Flow of the portal, newest first. */
export function FlowsScreen() {
  const { texts } = useApp();
  const { state, load, loading } = useLoaded(pageFlows, nothing);
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {({ flows }) => (
        <Flex direction="column" gap="md">
          {flows.length === 0 ? <NoFlows /> : null}
          {flows.map((flow) => (
            <FlowItem key={flow.id} flow={flow} onChanged={load} />
          ))}
          <LoadingButton size="sm" variant="secondary" loading={loading} onClick={load}>
            {texts.refresh}
          </LoadingButton>
        </Flex>
      )}
    </Screen>
  );
}

function NoFlows() {
  const { flows } = useApp().texts;
  return (
    <EmptyState title={flows.emptyTitle} imageName="components" layout="vertical" flush>
      <Text>{flows.emptyText}</Text>
      <GoButton to="/forms" label={flows.chooseForm} primary />
    </EmptyState>
  );
}
