import { connectLink, type SettingsAccount, type SettingsReadinessItem } from "@flowella/contract";
import { LinkButton } from "@flowella/ui";
import { Accordion, Divider, Flex, Heading, StatusTag, Text } from "@hubspot/ui-extensions";
import { SenderRules } from "./SenderRules.tsx";
import { useSettings } from "./useSettings.ts";

const variants = { ready: "success", note: "info", waiting: "info", act: "warning", unknown: "default" } as const;

interface AccountItemProps {
  readonly account: SettingsAccount;
  readonly onChanged: () => void;
}

/** A WhatsApp account: what has to happen, its numbers, its key, and which number writes to whom. */
export function AccountItem({ account, onChanged }: AccountItemProps) {
  const { origin, texts } = useSettings();
  const { numbers, connections } = texts;
  const { name, state, items, connectionId } = account;
  const open = [...items, ...account.numbers.flatMap((number) => number.items)].some((item) => item.state === "act");
  return (
    <Flex direction="column" gap="sm" testId={`account-${connectionId}`}>
      <Flex direction="row" gap="sm" align="center" wrap>
        <Heading>{name || numbers.account}</Heading>
        <StatusTag variant={state === "ready" ? "success" : "warning"}>{connections.whatsappStates[state]}</StatusTag>
      </Flex>
      {account.numbers.map((number) => (
        <Accordion key={number.id} title={number.displayNumber} size="sm" defaultOpen={isOpen(number.items)}>
          <Items items={number.items} />
        </Accordion>
      ))}
      <Accordion title={numbers.account} size="sm" defaultOpen={isOpen(items)}>
        <Items items={items} />
      </Accordion>
      {open ? (
        <LinkButton
          origin={origin}
          texts={texts}
          call={connectLink}
          request={{ page: "whatsapp" }}
          label={numbers.fix}
          openLabel={connections.openPage}
          how={connections.openHow}
          primary
        />
      ) : null}
      <KeyState account={account} />
      {account.numbers.length > 0 ? <SenderRules account={account} onChanged={onChanged} /> : null}
      <Divider />
    </Flex>
  );
}

const isOpen = (items: readonly SettingsReadinessItem[]): boolean => items.some(({ state }) => state === "act");

function Items({ items }: { readonly items: readonly SettingsReadinessItem[] }) {
  const { numbers } = useSettings().texts;
  return (
    <Flex direction="column" gap="sm">
      {items.map(({ title, state, says }) => (
        <Flex key={title} direction="column" gap="flush">
          <Flex direction="row" gap="sm" align="center" wrap>
            <Text format={{ fontWeight: "demibold" }}>{title}</Text>
            <StatusTag variant={variants[state]}>{numbers.states[state]}</StatusTag>
          </Flex>
          <Text>{says}</Text>
        </Flex>
      ))}
    </Flex>
  );
}

function KeyState({ account: { key } }: Pick<AccountItemProps, "account">) {
  const { texts, formatTime } = useSettings();
  const { numbers } = texts;
  if (!key) return <Text>{numbers.noKey}</Text>;
  const until = key.until === undefined ? numbers.keyByHand : numbers.keyUntil(formatTime(key.until));
  return (
    <Flex direction="column" gap="flush">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Text format={{ fontWeight: "demibold" }}>{numbers.key}</Text>
        <StatusTag variant={key.state === "settled" ? "success" : "info"}>{numbers.keyStates[key.state]}</StatusTag>
      </Flex>
      <Text>{`${numbers.keySince(formatTime(key.since))} ${until}`}</Text>
    </Flex>
  );
}
