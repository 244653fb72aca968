/** Retention: how long what customers hand in is kept, and what has to be true for it to go. */
export { type DocumentPlaces, documentQuestions, documentsNowhere } from "./documents.ts";
export { type Area, areaOf, type Elsewhere, type Regions, regionsInWords, regionsThatDiffer } from "./regions.ts";
export { type Keep, keepSchema, type RetentionSettings, retentionSettingsSchema } from "./settings.ts";
export {
  dayMs,
  keptMs,
  messageMs,
  messagesKeptMs,
  type Standing,
  settleMs,
  type Verdict,
  verdictOn,
} from "./verdict.ts";
