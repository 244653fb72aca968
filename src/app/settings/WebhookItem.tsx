import {
  type SettingsWebhook,
  settingsWebhookSecret,
  settingsWebhookSwitch,
  settingsWebhookTest,
} from "@flowella/contract";
import { Alert, Flex, StatusTag, Text, Tile, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { PressButton } from "./PressButton.tsx";
import { useSettings } from "./useSettings.ts";

interface WebhookItemProps {
  readonly webhook: SettingsWebhook;
  readonly onSecret: (secret: string) => void;
  readonly onChanged: () => void;
}

/** One address: how it stands, a test, its secret, switching it off, and its end. */
export function WebhookItem({ webhook, onSecret, onChanged }: WebhookItemProps) {
  const { texts, formatTime } = useSettings();
  const { webhooks } = texts;
  const { addAlert } = useExtensionActions<"settings">();
  const { id, url, status, gone, previousSecretUntil } = webhook;
  const [tried, setTried] = useState<{ readonly kind: "delivered" | "not-delivered"; readonly message: string }>();
  const other = status === "active" ? ("disable" as const) : ("enable" as const);

  function changed({ kind }: { readonly kind: string }) {
    if (kind !== "done") return;
    addAlert({ type: "success", message: webhooks.changed });
    onChanged();
  }

  return (
    <Tile testId={`webhook-${id}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{url}</Text>
          <StatusTag variant={status === "active" ? "success" : "warning"}>{webhooks.states[status]}</StatusTag>
        </Flex>
        {gone ? <Text>{webhooks.gone}</Text> : null}
        {previousSecretUntil === undefined ? null : (
          <Text variant="microcopy">{webhooks.previousUntil(formatTime(previousSecretUntil))}</Text>
        )}
        {tried ? (
          <Alert title={webhooks.testTitles[tried.kind]} variant={tried.kind === "delivered" ? "success" : "warning"}>
            <Text>{tried.message}</Text>
          </Alert>
        ) : null}
        <Flex direction="row" gap="sm" wrap>
          <PressButton
            call={settingsWebhookTest}
            make={(idempotencyKey) => ({ id, idempotencyKey })}
            label={webhooks.test}
            onAnswer={(answer) => {
              const { kind } = answer;
              setTried(
                kind === "delivered" || kind === "not-delivered" ? { kind, message: answer.message } : undefined,
              );
            }}
          />
          <PressButton
            call={settingsWebhookSecret}
            make={(idempotencyKey) => ({ do: { what: "rotate" as const, id }, idempotencyKey })}
            label={webhooks.rotate}
            sure={webhooks.rotateSure}
            onAnswer={(answer) => {
              if (answer.kind !== "secret") return;
              onSecret(answer.secret);
              onChanged();
            }}
          />
          <PressButton
            key={other}
            call={settingsWebhookSwitch}
            make={(idempotencyKey) => ({ id, what: other, idempotencyKey })}
            label={status === "active" ? webhooks.switchOff : webhooks.switchOn}
            onAnswer={changed}
          />
          <PressButton
            call={settingsWebhookSwitch}
            make={(idempotencyKey) => ({ id, what: "remove" as const, idempotencyKey })}
            label={webhooks.removeOne}
            sure={webhooks.removeSure}
            onAnswer={changed}
          />
        </Flex>
      </Flex>
    </Tile>
  );
}
