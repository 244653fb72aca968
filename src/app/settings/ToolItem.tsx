import { type SettingsConnectionsReady, settingsConnectTool } from "@flowella/contract";
import { LinkButton } from "@flowella/ui";
import { Flex, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { DisconnectButton } from "./DisconnectButton.tsx";
import { useSettings } from "./useSettings.ts";

const variants = { connected: "success", refused: "warning", "not-connected": "default" } as const;

interface ToolItemProps {
  readonly tool: SettingsConnectionsReady["tools"][number];
  readonly onChanged: () => void;
}

/** An account at a form tool or Pipedrive: how it stands, connecting it and giving it up. */
export function ToolItem({ tool: { tool, label, state }, onChanged }: ToolItemProps) {
  const { origin, texts } = useSettings();
  const { connections } = texts;
  return (
    <Tile compact testId={`tool-${tool}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{label}</Text>
          <StatusTag variant={variants[state]}>{connections.toolStates[state]}</StatusTag>
        </Flex>
        <Flex direction="row" gap="sm" wrap>
          {state === "connected" ? null : (
            <LinkButton
              origin={origin}
              texts={texts}
              call={settingsConnectTool}
              request={{ tool }}
              label={state === "refused" ? connections.connectAgain(label) : connections.connect(label)}
              openLabel={connections.open(label)}
              how={connections.openHow}
            />
          )}
          {state === "not-connected" ? null : (
            <DisconnectButton
              name={label}
              of={{ what: "tool", tool }}
              sure={connections.disconnectToolSure(label)}
              onChanged={onChanged}
            />
          )}
        </Flex>
      </Flex>
    </Tile>
  );
}
