import {
  type BroadcastOutcome,
  type BroadcastRecipientsResponse,
  broadcastOutcomeSchema,
  broadcastRecipients,
} from "@flowella/contract";
import { Screen } from "@flowella/ui";
import { Button, Flex, Heading, Link, Select, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { useMemo, useState } from "react";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

interface BroadcastRecipientsProps {
  readonly id: string;
  /** A part of them got a link instead. */
  readonly compared: boolean;
  /** With other figures, somebody's message got further: the list is asked for again, and what was chosen stays. */
  readonly figures: string;
}

/** What became of each person's message. */
export function BroadcastRecipients({ id, compared, figures }: BroadcastRecipientsProps) {
  const { recipients: words } = useApp().texts.broadcasts;
  const [outcome, setOutcome] = useState<BroadcastOutcome>();
  const [after, turnTo] = useState<string>();
  const options = [
    { value: "", label: words.all },
    ...broadcastOutcomeSchema.options.map((value) => ({ value, label: words.outcomes[value] })),
  ];
  return (
    <Flex direction="column" gap="sm" testId="recipients">
      <Heading>{words.title}</Heading>
      <Select
        label={words.show}
        name="outcome"
        options={options}
        value={outcome ?? ""}
        onChange={(value) => {
          setOutcome(broadcastOutcomeSchema.safeParse(value).data);
          turnTo(undefined);
        }}
      />
      <RecipientsPage
        // A new key is a new start: nothing of one page may ever show on another.
        key={`${outcome} ${after} ${figures}`}
        id={id}
        compared={compared}
        outcome={outcome}
        after={after}
        onTurn={turnTo}
      />
    </Flex>
  );
}

interface RecipientsPageProps extends Omit<BroadcastRecipientsProps, "figures"> {
  readonly outcome: BroadcastOutcome | undefined;
  readonly after: string | undefined;
  readonly onTurn: (after: string | undefined) => void;
}

function RecipientsPage({ id, compared, outcome, after, onTurn }: RecipientsPageProps) {
  const { texts } = useApp();
  const { recipients: words } = texts.broadcasts;
  const asked = useMemo(
    () => ({ id, ...(outcome && { outcome }), ...(after !== undefined && { after }) }),
    [id, outcome, after],
  );
  const { state, load } = useLoaded(broadcastRecipients, asked);
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {({ recipients, next }) => (
        <>
          {recipients.length === 0 ? (
            <Text>{words.empty}</Text>
          ) : (
            recipients.map((recipient, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes its order, and colleagues have no id.
              <RecipientItem key={at} recipient={recipient} compared={compared} />
            ))
          )}
          <Flex direction="row" gap="sm">
            {after === undefined ? null : (
              <Button size="sm" onClick={() => onTurn(undefined)}>
                {words.first}
              </Button>
            )}
            {next === undefined ? null : (
              <Button size="sm" onClick={() => onTurn(next)}>
                {words.next}
              </Button>
            )}
          </Flex>
        </>
      )}
    </Screen>
  );
}

const variants = {
  waiting: "default",
  sending: "info",
  sent: "info",
  delivered: "info",
  read: "success",
  failed: "danger",
  unconfirmed: "warning",
  skipped: "default",
} as const satisfies Record<BroadcastOutcome, string>;

interface RecipientItemProps {
  readonly recipient: Extract<BroadcastRecipientsResponse, { kind: "ready" }>["recipients"][number];
  readonly compared: boolean;
}

function RecipientItem({ recipient, compared }: RecipientItemProps) {
  const { texts, formatTime, recordPath } = useApp();
  const { recipients: words, stages } = texts.broadcasts;
  const { contactId, stage, arm, outcome, reason, until } = recipient;
  return (
    <Tile compact>
      <Flex direction="row" gap="sm" align="center" wrap>
        {contactId === undefined ? (
          <Text>{words.nobody}</Text>
        ) : (
          <Link href={recordPath(contactId)}>{words.contact(contactId)}</Link>
        )}
        <StatusTag variant={variants[outcome]}>{words.outcomes[outcome]}</StatusTag>
        <Text variant="microcopy">
          {compared && arm === "link" ? `${stages[stage]}, ${words.link}` : stages[stage]}
        </Text>
      </Flex>
      {reason === undefined ? null : <Text>{reason.says}</Text>}
      {until === undefined ? null : <Text variant="microcopy">{words.again(formatTime(until))}</Text>}
    </Tile>
  );
}
