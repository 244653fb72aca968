import type { CardFlow, CardSender, ContactCardReady, SendFlowResponse } from "@flowella/contract";
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
import { FlowFigures, useFlowFigures } from "./FlowFigures.tsx";
import { PreviewFlow } from "./PreviewFlow.tsx";
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
  const { origin, contactId, texts, card, sendable, formatTime, onSent } = props;
  const { addAlert } = useExtensionActions<"crm.record.sidebar">();
  const { state, send } = useSend(origin, contactId);
  const [chosenId, choose] = useState(sendable.length === 1 ? sendable[0]?.id : undefined);
  const [sentId, setSentId] = useState<string>();
  const chosen = sendable.find((flow) => flow.id === chosenId);
  const figures = useFlowFigures(chosen !== undefined);
  const [numberId, chooseNumber] = useState<string>();
  const sending = state.status === "loading";
  const numbers = numbersOf(card, chosen);
  // A number that cannot carry the Flow that is chosen now gives way to the usual one.
  const number = numbers.find(({ id }) => id === numberId) ?? numbers[0];
  const missing = chosen && missingTemplate(chosen, number ?? card.contact);

  async function sendChosen(flow: CardFlow) {
    setSentId(flow.id);
    const answer = await send(flow.id, numbers.length > 1 ? number?.id : undefined);
    if (!answer?.ok || isNo(answer.value)) return;
    if (answer.value.kind === "held") {
      const { because, until } = answer.value;
      addAlert({ type: "info", message: texts.heldUntil[because](flow.name, formatTime(until)) });
    } else {
      addAlert({ type: "success", message: texts.sentAs[answer.value.channel](flow.name) });
    }
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
      {numbers.length > 1 ? (
        <Select
          label={texts.from}
          name="sender"
          options={numbers.map(({ id, displayNumber }, at) => ({
            value: id,
            label: at === 0 ? texts.usualNumber(displayNumber) : displayNumber,
          }))}
          value={number?.id ?? ""}
          readOnly={sending}
          onChange={(value) => chooseNumber(String(value))}
        />
      ) : null}
      {chosen ? <FlowFigures flowId={chosen.id} figures={figures} /> : null}
      <Route {...props} number={number} fixed={numbers.length <= 1} />
      {chosen ? <PreviewFlow key={chosen.id} flowId={chosen.id} /> : null}
      {missing ? (
        <Alert title={texts.noTemplateTitle} variant="info">
          <Text>{texts.noTemplate[missing]}</Text>
        </Alert>
      ) : null}
      {sentId === chosenId ? <SendNotice texts={texts} state={state} /> : null}
      <LoadingButton
        variant="primary"
        loading={sending}
        disabled={sending || !chosen || missing !== undefined}
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

/** Outside the 24 hours only an approved template goes; a server that does not tell of it is asked by sending. */
function missingTemplate(
  { template }: CardFlow,
  { window }: Pick<CardSender, "window">,
): "in-review" | "attention" | undefined {
  return window === "open" || template === undefined || template === "approved" ? undefined : template;
}

/** The numbers that can carry the Flow, the usual one first; none where the server does not tell of them. */
function numbersOf({ senders = [] }: ContactCardReady, flow: CardFlow | undefined): CardSender[] {
  return (flow?.senders ?? []).flatMap((id) => senders.find((sender) => sender.id === id) ?? []);
}

interface RouteProps extends SendFlowProps {
  readonly number: CardSender | undefined;
  /** There is nothing to choose, so the number stands here. */
  readonly fixed: boolean;
}

/** The numbers at both ends, and whether it goes as a message or as a template. */
function Route({ texts, card, formatTime, number, fixed }: RouteProps) {
  const { contact, sender } = card;
  const window = number ?? contact;
  return (
    <Flex direction="column" gap="xs">
      <DescriptionList direction="row">
        <DescriptionListItem label={texts.to}>{contact.phone ?? texts.unknownNumber}</DescriptionListItem>
        {fixed ? (
          <DescriptionListItem label={texts.from}>{number?.displayNumber ?? sender.displayNumber}</DescriptionListItem>
        ) : null}
        <DescriptionListItem label={texts.goesAs}>{channelOf(window, texts, formatTime)}</DescriptionListItem>
      </DescriptionList>
      {window.window === "closed" ? <Text variant="microcopy">{texts.asTemplateWhy}</Text> : null}
    </Flex>
  );
}

function channelOf(
  { window, windowUntil }: Pick<CardSender, "window" | "windowUntil">,
  texts: Texts,
  formatTime: (iso: string) => string,
): string {
  if (window === "closed") return texts.asTemplate;
  return windowUntil ? texts.asMessageUntil(formatTime(windowUntil)) : texts.asMessage;
}

/** It did not go, and the notice says why. */
function isNo(answer: SendFlowResponse): answer is Extract<SendFlowResponse, { readonly message: string }> {
  return "message" in answer;
}
