import type { SettingsConnectionsReady } from "@flowella/contract";
import { Accordion, Alert, Flex, Heading, List, StatusTag, Text } from "@hubspot/ui-extensions";
import { useSettings } from "./useSettings.ts";

const variants = { works: "success", limited: "warning", off: "danger" } as const;

/** Which permissions HubSpot gave, and what works with them. */
export function HubSpotState({ hubspot: { missing, capabilities } }: Pick<SettingsConnectionsReady, "hubspot">) {
  const { connections } = useSettings().texts;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{connections.hubspot}</Heading>
      {missing.length === 0 ? (
        <Text>{connections.allGiven}</Text>
      ) : (
        <Alert title={connections.missing(missing.length)} variant="warning">
          <Text>{connections.missingText}</Text>
          <List variant="unordered-styled">
            {missing.map(({ scope, why }) => (
              <Text key={scope}>{`${scope}: ${why}`}</Text>
            ))}
          </List>
        </Alert>
      )}
      <Accordion title={connections.details} size="sm">
        <Flex direction="column" gap="sm">
          {capabilities.map(({ name, title, state, says, remedy }) => (
            <Flex key={name} direction="column" gap="flush">
              <Flex direction="row" gap="sm" align="center" wrap>
                <Text format={{ fontWeight: "demibold" }}>{title}</Text>
                <StatusTag variant={variants[state]}>{connections.states[state]}</StatusTag>
              </Flex>
              <Text>{remedy === undefined ? says : `${says} ${remedy}`}</Text>
            </Flex>
          ))}
        </Flex>
      </Accordion>
      <Text variant="microcopy">{connections.disconnectHubspot}</Text>
    </Flex>
  );
}
