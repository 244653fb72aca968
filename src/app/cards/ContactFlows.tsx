import { contactCard as contactCardCall } from "@flowella/contract";
import { NoAnswer, NotConnected, ServerError, SetupMissing, serverOrigin, textsFor, useServer } from "@flowella/ui";
import { LoadingSpinner, useExtensionContext } from "@hubspot/ui-extensions";
import { useCallback, useEffect } from "react";
import { ReadyCard } from "./ReadyCard.tsx";

/** What the card's entry registers. */
export function contactCard() {
  return <ContactFlows />;
}

/** The contact card: send a Flow to this contact, see how far each one got. */
export function ContactFlows() {
  const { crm, user, variables } = useExtensionContext<"crm.record.sidebar">();
  const origin = serverOrigin(variables);
  if (!origin) return <SetupMissing texts={textsFor(user.language)} />;
  // A new key is a new start: nothing of one contact may ever show on another.
  return <OneContact key={crm.objectId} origin={origin} contactId={String(crm.objectId)} language={user.language} />;
}

interface OneContactProps {
  readonly origin: string;
  readonly contactId: string;
  readonly language: string | undefined;
}

function OneContact({ origin, contactId, language }: OneContactProps) {
  const texts = textsFor(language);
  const { state, ask } = useServer(origin, contactCardCall);
  const load = useCallback(() => void ask({ contactId }), [ask, contactId]);
  useEffect(load, [load]);

  const card = "value" in state ? state.value : undefined;
  const loading = state.status === "idle" || state.status === "loading";
  const problem = state.status === "error" ? state.problem : undefined;

  if (card?.kind === "ready") {
    return (
      <ReadyCard
        origin={origin}
        contactId={contactId}
        texts={texts}
        card={card}
        refreshing={loading}
        problem={problem}
        onRefresh={load}
      />
    );
  }
  if (problem) return <NoAnswer texts={texts} problem={problem} onRetry={load} />;
  if (loading || !card) return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  if (card.kind === "not-connected") {
    return <NotConnected texts={texts} reason={card.reason} connectUrl={card.connectUrl} onRetry={load} />;
  }
  return <ServerError texts={texts} code={card.code} message={card.message} onRetry={load} />;
}
