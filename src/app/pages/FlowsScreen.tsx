import { pageFlows } from "@flowella/contract";
import { EmptyState, Flex, Text } from "@hubspot/ui-extensions";
import { FlowItem } from "./FlowItem.tsx";
import { GoButton } from "./GoButton.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const nothing = {};

/** Every Flow of the portal, newest first. */
export function FlowsScreen() {
  const loaded = useLoaded(pageFlows, nothing);
  return (
    <LoadedScreen loaded={loaded}>
      {({ flows }) => (
        <Flex direction="column" gap="md">
          {flows.length === 0 ? <NoFlows /> : null}
          {flows.map((flow) => (
            <FlowItem key={flow.id} flow={flow} onChanged={loaded.load} />
          ))}
        </Flex>
      )}
    </LoadedScreen>
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
