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
}

export const AppContext = createContext<App | undefined>(undefined);

/** @throws outside of the page's layout, which alone knows the server */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("useApp must be used inside the layout of the app page.");
  return app;
}
