import { cardDictionaries, formatTime, inLanguage } from "@flowella/ui";
import { useExtensionContext } from "@hubspot/ui-extensions";
import { type ReactNode, useMemo } from "react";
import { CardContext } from "./useCard.ts";

interface CardOfProps {
  readonly origin: string;
  readonly contactId: string;
  readonly children: ReactNode;
}

/** What stands around everything about one contact: the server, the words, and how times are written. */
export function CardOf({ origin, contactId, children }: CardOfProps) {
  const { user, portal } = useExtensionContext<"crm.record.sidebar">();
  const { language, locale } = user;
  const { timezone } = portal;
  const card = useMemo(() => {
    const inWords = (iso: string) => formatTime(iso, locale, timezone);
    return { origin, contactId, texts: inLanguage(cardDictionaries, language), formatTime: inWords };
  }, [origin, contactId, language, locale, timezone]);
  return <CardContext.Provider value={card}>{children}</CardContext.Provider>;
}
