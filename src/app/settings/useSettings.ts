import type { SettingsTexts } from "@flowella/ui";
import { createContext, useContext } from "react";

/** What every part of the settings needs. */
export interface SettingsApp {
  /** Of the companion server. */
  readonly origin: string;
  readonly texts: SettingsTexts;
  /** A moment, ISO 8601, as the reader writes it. */
  readonly formatTime: (iso: string) => string;
}

export const SettingsContext = createContext<SettingsApp | undefined>(undefined);

/** @throws outside of the settings screen, which alone knows the server */
export function useSettings(): SettingsApp {
  const app = useContext(SettingsContext);
  if (!app) throw new Error("useSettings must be used inside the settings screen.");
  return app;
}
