import { type CardTicketResponse, cardTicket } from "@flowella/contract";
import {
  cardDictionaries,
  Forbidden,
  inLanguage,
  NoAnswer,
  ServerError,
  SetupMissing,
  serverOrigin,
  useLoaded,
} from "@flowella/ui";
import { Button, EmptyState, Flex, LoadingSpinner, Select, Text, useExtensionContext } from "@hubspot/ui-extensions";
import { useMemo, useState } from "react";
import { CardOf } from "./CardOf.tsx";
import { OneContact } from "./OneContact.tsx";

/** What the entries of the ticket's and the help desk's card register. */
export function ticketCard() {
  return <TicketFlows />;
}

/** The card beside a ticket: answer its contact, and send them a Flow. */
export function TicketFlows() {
  const { crm, user, variables } = useExtensionContext<"crm.record.sidebar">();
  const origin = serverOrigin(variables);
  if (!origin) return <SetupMissing texts={inLanguage(cardDictionaries, user.language)} />;
  // A new key is a new start: nothing of one ticket may ever show on another.
  return <OneTicket key={crm.objectId} origin={origin} ticketId={String(crm.objectId)} language={user.language} />;
}

interface OneTicketProps {
  readonly origin: string;
  readonly ticketId: string;
  readonly language: string | undefined;
}

function OneTicket({ origin, ticketId, language }: OneTicketProps) {
  const texts = inLanguage(cardDictionaries, language);
  const asked = useMemo(() => ({ ticketId }), [ticketId]);
  const { state, load, loading } = useLoaded(origin, cardTicket, asked);
  const ticket = "value" in state ? state.value : undefined;
  const ofTicket = { ...texts, problemTitle: texts.ticket.problemTitle };

  if (ticket?.kind === "ready") {
    return <Contacts origin={origin} language={language} contacts={ticket.contacts} onRetry={load} />;
  }
  if (state.status === "error") return <NoAnswer texts={ofTicket} problem={state.problem} onRetry={load} />;
  if (loading || !ticket) return <LoadingSpinner label={texts.ticket.loading} showLabel layout="centered" />;
  if (ticket.kind === "forbidden") return <Forbidden texts={texts} message={ticket.message} onRetry={load} />;
  return <ServerError texts={ofTicket} code={ticket.code} message={ticket.message} onRetry={load} />;
}

interface ContactsProps {
  readonly origin: string;
  readonly language: string | undefined;
  readonly contacts: Extract<CardTicketResponse, { kind: "ready" }>["contacts"];
  readonly onRetry: () => void;
}

/** The only contact, or the one that is chosen: nothing goes to somebody whom nobody chose. */
function Contacts({ origin, language, contacts, onRetry }: ContactsProps) {
  const texts = inLanguage(cardDictionaries, language);
  const { ticket: words } = texts;
  const [chosenId, choose] = useState<string>();
  const [first, ...others] = contacts;
  if (!first) {
    return (
      <EmptyState title={words.noContactTitle} imageName="contacts" layout="vertical" flush>
        <Text>{words.noContactText}</Text>
        <Button onClick={onRetry}>{texts.refresh}</Button>
      </EmptyState>
    );
  }
  const chosen = others.length === 0 ? first : contacts.find(({ id }) => id === chosenId);
  return (
    <Flex direction="column" gap="md">
      {others.length === 0 ? (
        <Text format={{ fontWeight: "demibold" }}>{first.name || words.nameless(first.id)}</Text>
      ) : (
        <Select
          label={words.choose}
          name="contact"
          placeholder={words.choosePlaceholder}
          description={words.chooseHow}
          options={contacts.map(({ id, name }) => ({ value: id, label: name || words.nameless(id) }))}
          value={chosenId ?? ""}
          onChange={(value) => choose(String(value))}
        />
      )}
      {chosen ? (
        <CardOf key={chosen.id} origin={origin} contactId={chosen.id}>
          <OneContact messages="always" />
        </CardOf>
      ) : null}
    </Flex>
  );
}
