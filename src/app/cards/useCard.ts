import type { Texts } from "@flowella/ui";
import { createContext, useContext } from "react";

/** What every part of a card needs. */
export interface Card {
  /** Of the companion server. */
  readonly origin: string;
  /** Whom the card is about. */
  readonly contactId: string;
  readonly texts: Texts;
  /** A moment, ISO 8601, as the reader writes it. */
  readonly formatTime: (iso: string) => string;
}

export const CardContext = createContext<Card | undefined>(undefined);

/** @throws outside of a `CardOf`, which alone knows whom the card is about */
export function useCard(): Card {
  const card = useContext(CardContext);
  if (!card) throw new Error("useCard must be used inside CardOf.");
  return card;
}
