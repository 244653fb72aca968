import { connectLink, type SettingsConnectionsReady, settingsConnections } from "@flowella/contract";
import { LinkButton, Screen, useLoaded } from "@flowella/ui";
import { Flex, Heading, LoadingButton, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { DisconnectButton } from "./DisconnectButton.tsx";
import { HubSpotState } from "./HubSpotState.tsx";
import { ToolItem } from "./ToolItem.tsx";
import { useSettings } from "./useSettings.ts";

const nothing = {};

/** What the account is connected with. */
export function ConnectionsPanel() {
  const { origin, texts } = useSettings();
  const { connections } = texts;
  const { state, load, loading } = useLoaded(origin, settingsConnections, nothing);
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {({ hubspot, whatsapp, tools }) => (
        <Flex direction="column" gap="lg">
          <HubSpotState hubspot={hubspot} />
          <WhatsAppState whatsapp={whatsapp} onChanged={load} />
          <Flex direction="column" gap="sm">
            <Heading>{connections.tools}</Heading>
            {tools.map((tool) => (
              <ToolItem key={tool.tool} tool={tool} onChanged={load} />
            ))}
          </Flex>
          <LoadingButton size="sm" variant="secondary" loading={loading} onClick={load}>
            {texts.refresh}
          </LoadingButton>
        </Flex>
      )}
    </Screen>
  );
}

interface WhatsAppStateProps {
  readonly whatsapp: SettingsConnectionsReady["whatsapp"];
  readonly onChanged: () => void;
}

function WhatsAppState({ whatsapp, onChanged }: WhatsAppStateProps) {
  const { origin, texts } = useSettings();
  const { connections } = texts;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{connections.whatsapp}</Heading>
      {whatsapp.length === 0 ? <Text>{connections.noWhatsapp}</Text> : null}
      {whatsapp.map(({ connectionId, name, state, numbers }) => (
        <Tile key={connectionId} compact>
          <Flex direction="column" gap="xs">
            <Flex direction="row" gap="sm" align="center" wrap>
              <Text format={{ fontWeight: "demibold" }}>{name || connections.whatsapp}</Text>
              <StatusTag variant={state === "ready" ? "success" : "warning"}>
                {connections.whatsappStates[state]}
              </StatusTag>
            </Flex>
            {numbers.length > 0 ? <Text>{numbers.join(", ")}</Text> : null}
            <DisconnectButton
              name={name || connections.whatsapp}
              of={{ what: "whatsapp", connectionId }}
              sure={connections.disconnectWhatsappSure(name || connections.whatsapp)}
              onChanged={onChanged}
            />
          </Flex>
        </Tile>
      ))}
      <LinkButton
        origin={origin}
        texts={texts}
        call={connectLink}
        request={{ page: "whatsapp" }}
        label={connections.connectWhatsapp}
        openLabel={connections.openPage}
        how={connections.openHow}
        primary={whatsapp.length === 0}
      />
    </Flex>
  );
}
