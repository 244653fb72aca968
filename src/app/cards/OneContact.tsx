import { contactCard as contactCardCall } from "@flowella/contract";
import { Forbidden, NoAnswer, NotConnected, ServerError, useServer } from "@flowella/ui";
import { LoadingSpinner } from "@hubspot/ui-extensions";
import { useCallback, useEffect, useState } from "react";
import { ReadyCard } from "./ReadyCard.tsx";
import { useCard } from "./useCard.ts";

interface OneContactProps {
  /** Whether what the contact wrote stands here, too. */
  readonly messages: "always" | "when-there-are-any" | "elsewhere";
}

/** Sending to one contact, and what was sent. */
export function OneContact({ messages }: OneContactProps) {
  const { origin, contactId, texts } = useCard();
  const { state, ask } = useServer(origin, contactCardCall);
  const [looks, setLooks] = useState(0);
  const load = useCallback(() => {
    setLooks((before) => before + 1);
    void ask({ contactId });
  }, [ask, contactId]);
  useEffect(load, [load]);

  const card = "value" in state ? state.value : undefined;
  const loading = state.status === "idle" || state.status === "loading";
  const problem = state.status === "error" ? state.problem : undefined;

  if (card?.kind === "ready") {
    return (
      <ReadyCard
        card={card}
        messages={messages}
        looks={looks}
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
  if (card.kind === "forbidden") return <Forbidden texts={texts} message={card.message} onRetry={load} />;
  return <ServerError texts={texts} code={card.code} message={card.message} onRetry={load} />;
}
