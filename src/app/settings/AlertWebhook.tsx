import { type SettingsAlertsReady, settingsAlertSwitch, settingsAlertWebhook } from "@flowella/contract";
import { Flex, Heading, Input, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { PressButton } from "./PressButton.tsx";
import { SecretNotice } from "./SecretNotice.tsx";
import { useSettings } from "./useSettings.ts";

interface AlertWebhookProps extends Pick<SettingsAlertsReady, "webhook"> {
  readonly onChanged: () => void;
}

/** The address that alerts go to, and its secret. */
export function AlertWebhook({ webhook, onChanged }: AlertWebhookProps) {
  const { texts, formatTime } = useSettings();
  const { alerts } = texts;
  const { addAlert } = useExtensionActions<"settings">();
  const [url, setUrl] = useState("");
  const [secret, setSecret] = useState<string>();

  function made(answer: { readonly kind: string; readonly secret?: string }) {
    if (answer.kind !== "secret") return;
    setSecret(answer.secret);
    // What was typed since stays.
    setUrl((now) => (now === url ? "" : now));
    onChanged();
  }

  return (
    <Flex direction="column" gap="sm">
      <Heading>{alerts.webhook}</Heading>
      <Text>{webhook?.origin ?? alerts.noWebhook}</Text>
      {webhook?.previousSecretUntil ? (
        <Text variant="microcopy">{alerts.previousUntil(formatTime(webhook.previousSecretUntil))}</Text>
      ) : null}
      {secret === undefined ? null : <SecretNotice secret={secret} />}
      <Input name="alertUrl" label={alerts.url} value={url} onInput={setUrl} onChange={setUrl} />
      <Flex direction="row" gap="sm" wrap>
        <PressButton
          typed={url}
          call={settingsAlertWebhook}
          make={(idempotencyKey) => ({ do: { what: "set" as const, url: url.slice(0, 2_000) }, idempotencyKey })}
          label={alerts.setWebhook}
          onAnswer={made}
        />
        {webhook ? (
          <>
            <PressButton
              call={settingsAlertWebhook}
              make={(idempotencyKey) => ({ do: { what: "new-secret" as const }, idempotencyKey })}
              label={alerts.newSecret}
              sure={alerts.newSecretSure}
              onAnswer={made}
            />
            <PressButton
              call={settingsAlertSwitch}
              make={(idempotencyKey) => ({ do: { what: "end-webhook" as const }, idempotencyKey })}
              label={alerts.endWebhook}
              sure={alerts.endWebhookSure}
              onAnswer={({ kind }) => {
                if (kind !== "done") return;
                setSecret(undefined);
                addAlert({ type: "success", message: alerts.ended });
                onChanged();
              }}
            />
          </>
        ) : null}
      </Flex>
    </Flex>
  );
}
