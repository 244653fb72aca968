import type { PageTexts } from "@flowella/ui";
import { createContext, useContext } from "react";

/** What every screen of the app page needs. */
export interface App {
  /** Of the companion server. */
  readonly origin: string;
  readonly texts: PageTexts;
  /** What the server's code means in the reader's language, where the page has words for it. */
  readonly inWords: (code: string) => string | undefined;
  /** A moment, ISO 8601, as the reader writes it. */
  readonly formatTime: (iso: string) => string;
  /** A day, such as `2026-11-22`. */
  readonly formatDay: (day: string) => string;
  readonly formatDuration: (seconds: number) => string;
  readonly formatNumber: (count: number) => string;
  /** A share of 1. */
  readonly formatShare: (share: number) => string;
  /**
   * @param currency ISO 4217
   * @param finely to a hundredth of the smallest coin, where the amount is small
   */
  readonly formatMoney: (amount: number, currency: string, finely?: boolean) => string;
  /** What people call a language or a country. */
  readonly nameOfCode: (type: "language" | "region", code: string) => string;
  /** The reader's language, such as `it`. */
  readonly language: string;
  /** Of a contact's record in HubSpot. */
  readonly recordPath: (contactId: string) => string;
}

export const AppContext = createContext<App | undefined>(undefined);

/** @throws outside of the page's layout, which alone knows the server */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("useApp must be used inside the layout of the app page.");
  return app;
}
