/** A moment as the reader writes it, in the HubSpot account's time zone. `iso` is ISO 8601. */
export function formatTime(iso: string, locale: string | undefined, timeZone: string | undefined): string {
  const options = { dateStyle: "medium", timeStyle: "short" } as const;
  const moment = new Date(iso);
  try {
    return new Intl.DateTimeFormat(locale?.replace("_", "-"), { ...options, timeZone }).format(moment);
  } catch {
    // A locale or time zone that this browser does not know.
    return new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" }).format(moment);
  }
}
