import { settingsNumbers } from "@flowella/contract";
import { Screen, useLoaded } from "@flowella/ui";
import { EmptyState, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { AccountItem } from "./AccountItem.tsx";
import { useSettings } from "./useSettings.ts";

const nothing = {};

/** Every WhatsApp number, what is in its way, our key at it, and which one writes. */
export function NumbersPanel() {
  const { origin, texts } = useSettings();
  const { state, load, loading } = useLoaded(origin, settingsNumbers, nothing);
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {({ accounts }) => (
        <Flex direction="column" gap="lg">
          {accounts.length === 0 ? (
            <EmptyState title={texts.numbers.none} imageName="integrations" layout="vertical" flush>
              <Text>{texts.numbers.noneText}</Text>
            </EmptyState>
          ) : null}
          {accounts.map((account) => (
            <AccountItem key={account.connectionId} account={account} onChanged={load} />
          ))}
          <LoadingButton size="sm" variant="secondary" loading={loading} onClick={load}>
            {texts.refresh}
          </LoadingButton>
        </Flex>
      )}
    </Screen>
  );
}
