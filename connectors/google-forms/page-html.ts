/** Finds the data in the form's public page (form-tools reference 3.9). */
import { RefusedInput } from "../../core/errors.ts";

/**
 * The array behind `FB_PUBLIC_LOAD_DATA_ =` of a saved page, or the array alone as it is.
 *
 * @throws RefusedInput `google.no_page_data` where the text has neither: the form is closed, or asks to sign in
 */
export function pageDataIn(text: string): unknown {
  const marker = text.indexOf("FB_PUBLIC_LOAD_DATA_");
  const start = text.indexOf("[", Math.max(marker, 0));
  const whole = marker < 0 ? text.trim() : arrayFrom(text, start);
  try {
    return JSON.parse(whole);
  } catch {
    throw new RefusedInput(
      "google.no_page_data",
      "This page has no data of a form. The form may be closed or ask its visitors to sign in: open it in a private window, and save the page where the questions are shown.",
    );
  }
}

/** From the bracket at `start` to the one that closes it; brackets inside texts do not count. */
function arrayFrom(text: string, start: number): string {
  let depth = 0;
  let inText = false;
  for (let at = start; at >= 0 && at < text.length; at += 1) {
    const character = text[at];
    if (inText) {
      if (character === "\\") at += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === "[") depth += 1;
    else if (character === "]") {
      depth -= 1;
      if (depth === 0) return text.slice(start, at + 1);
    }
  }
  return "";
}
