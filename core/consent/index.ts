/** May this person be written to, and what do they wish: decisions only, the records are the server's. */
export { capUntil, type FrequencyCap } from "./cap.ts";
export { mayWrite } from "./decide.ts";
export { type AskedConsent, consentAnswers, optInFieldId, withOptIn } from "./opt-in.ts";
export { type QuietHours, quietUntil } from "./quiet-hours.ts";
export type { Consent, ConsentSource, Decision, Facts, OptOut, Purpose, Refusal } from "./types.ts";
export { readWish, type Wish } from "./wish.ts";
