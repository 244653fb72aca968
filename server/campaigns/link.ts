/** The web form's link for the other side of a comparison. */
import type { BroadcastAb } from "../../src/app/packages/contract/index.ts";

/** With the mark in the form's hidden field: it names nobody, and tells the completion from others. */
export function linkFor({ formUrl, hiddenField }: Pick<BroadcastAb, "formUrl" | "hiddenField">, mark: string): string {
  const url = new URL(formUrl);
  // Typeform reads hidden fields behind the hash, all others from the query.
  if (/(^|\.)typeform\.com$/.test(url.hostname)) url.hash = new URLSearchParams({ [hiddenField]: mark }).toString();
  else url.searchParams.set(hiddenField, mark);
  return url.toString();
}
