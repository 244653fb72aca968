import type { CardFlow, ContactCardReady } from "@flowella/contract";
import type { Texts } from "@flowella/ui";
import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  EmptyState,
  Flex,
  LoadingButton,
  Select,
  Text,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import { SendNotice } from "./SendNotice.tsx";
import { useSend } from "./useSend.ts";

interface SendFlowProps {
  readonly origin: string;
  readonly contactId: string;
  readonly texts: Texts;
  readonly card: ContactCardReady;
  readonly formatTime: (iso: string) => string;
  readonly onSent: () => void;
}

/** Choose a Flow, see where and how it goes, send it; or what is missing before anything can be sent. */
export function SendFlow(props: SendFlowProps) {
  const { texts, card } = props;
  const sendable = card.flows.filter(canBeSent);
  if (sendable.length === 0) {
    return (
      <EmptyState title={texts.noFlowsTitle} imageName="components" layout="vertical" flush>
        <Text>{card.flows.length === 0 ? texts.noFlowsText : texts.draftsText(card.flows.length)}</Text>
      </EmptyState>
    );
  }
  if (card.contact.reachable !== "yes") {
    const missing = card.contact.reachable === "no-number";
    return (
      <Alert title={missing ? texts.noNumberTitle : texts.invalidNumberTitle} variant="warning">
        <Text>{missing ? texts.noNumberText : texts.invalidNumberText}</Text>
      </Alert>
    );
  }
  return <SendForm {...props} sendable={sendable} />;
}

/** Throttled Flows still go, ten an hour (WhatsApp reference 3.9). */
function canBeSent(flow: CardFlow): boolean {
  return flow.status === "published" || flow.status === "throttled";
}

function SendForm(props: SendFlowProps & { readonly sendable: readonly CardFlow[] }) {
  const { origin, contactId, texts, sendable, onSent } = props;
  const { addAlert } = useExtensionActions<"crm.record.sidebar">();
  const { state, send } = useSend(origin, contactId);
  const [chosenId, choose] = useState(sendable.length === 1 ? sendable[0]?.id : undefined);
  const [sentId, setSentId] = useState<string>();
  const chosen = sendable.find((flow) => flow.id === chosenId);
  const sending = state.status === "loading";

  async function sendChosen(flow: CardFlow) {
    setSentId(flow.id);
    const answer = await send(flow.id);
    if (!answer?.ok || answer.value.kind !== "sent") return;
    addAlert({ type: "success", message: texts.sentAs[answer.value.channel](flow.name) });
    // Sending the same Flow once more has to be chosen once more.
    choose(undefined);
    onSent();
  }

  return (
    <Flex direction="column" gap="sm">
      <Select
        label={texts.chooseFlow}
        name="flow"
        placeholder={texts.chooseFlowPlaceholder}
        options={sendable.map((flow) => ({ value: flow.id, label: labelOf(flow, texts) }))}
        value={chosen?.id ?? ""}
        readOnly={sending}
        onChange={(value) => choose(String(value))}
      />
      <Route {...props} />
      {sentId === chosenId ? <SendNotice texts={texts} state={state} /> : null}
      <LoadingButton
        variant="primary"
        loading={sending}
        disabled={sending || !chosen}
        onClick={() => (chosen ? void sendChosen(chosen) : undefined)}
      >
        {sending ? texts.sending : texts.send}
      </LoadingButton>
    </Flex>
  );
}

function labelOf(flow: CardFlow, texts: Texts): string {
  return flow.status === "throttled" ? texts.throttledFlow(flow.name) : flow.name;
}

/** The numbers at both ends, and whether it goes as a message or as a template. */
function Route({ texts, card, formatTime }: SendFlowProps) {
  const { contact, sender } = card;
  return (
    <Flex direction="column" gap="xs">
      <DescriptionList direction="row">
        <DescriptionListItem label={texts.to}>{contact.phone ?? texts.unknownNumber}</DescriptionListItem>
        <DescriptionListItem label={texts.from}>{sender.displayNumber}</DescriptionListItem>
        <DescriptionListItem label={texts.goesAs}>{channelOf(contact, texts, formatTime)}</DescriptionListItem>
      </DescriptionList>
      {contact.window === "closed" ? <Text variant="microcopy">{texts.asTemplateWhy}</Text> : null}
    </Flex>
  );
}

function channelOf(contact: ContactCardReady["contact"], texts: Texts, formatTime: (iso: string) => string): string {
  if (contact.window === "closed") return texts.asTemplate;
  return contact.windowUntil ? texts.asMessageUntil(formatTime(contact.windowUntil)) : texts.asMessage;
}
