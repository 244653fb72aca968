import { settingsWebhookSecret, settingsWebhooks } from "@flowella/contract";
import { Screen, useLoaded } from "@flowella/ui";
import { EmptyState, Flex, Input, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { PressButton } from "./PressButton.tsx";
import { SecretNotice } from "./SecretNotice.tsx";
import { useSettings } from "./useSettings.ts";
import { WebhookItem } from "./WebhookItem.tsx";

const nothing = {};

/** Addresses of the business's own systems that get every submission. */
export function WebhooksPanel() {
  const { origin, texts } = useSettings();
  const { webhooks } = texts;
  const { state, load, loading } = useLoaded(origin, settingsWebhooks, nothing);
  const [secret, setSecret] = useState<string>();
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {(ready) => (
        <Flex direction="column" gap="md">
          <Text>{webhooks.intro}</Text>
          {secret === undefined ? null : <SecretNotice secret={secret} />}
          {ready.webhooks.length === 0 ? (
            <EmptyState title={webhooks.none} imageName="api" layout="vertical" flush>
              <Text>{webhooks.noneText}</Text>
            </EmptyState>
          ) : null}
          {ready.webhooks.map((webhook) => (
            <WebhookItem key={webhook.id} webhook={webhook} onSecret={setSecret} onChanged={load} />
          ))}
          <NewWebhook
            onMade={(made) => {
              setSecret(made);
              load();
            }}
          />
          <LoadingButton size="sm" variant="secondary" loading={loading} onClick={load}>
            {texts.refresh}
          </LoadingButton>
        </Flex>
      )}
    </Screen>
  );
}

function NewWebhook({ onMade }: { readonly onMade: (secret: string) => void }) {
  const { webhooks } = useSettings().texts;
  const [url, setUrl] = useState("");
  return (
    <Flex direction="column" gap="sm">
      <Input
        name="newWebhook"
        label={webhooks.url}
        description={webhooks.urlHow}
        value={url}
        onInput={setUrl}
        onChange={setUrl}
      />
      <PressButton
        typed={url}
        call={settingsWebhookSecret}
        make={(idempotencyKey) => ({ do: { what: "add" as const, url: url.slice(0, 2_000) }, idempotencyKey })}
        label={webhooks.add}
        primary
        onAnswer={(answer) => {
          if (answer.kind !== "secret") return;
          // What was typed since stays.
          setUrl((now) => (now === url ? "" : now));
          onMade(answer.secret);
        }}
      />
    </Flex>
  );
}
