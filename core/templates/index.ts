/** Message templates, decided: which texts are offered, what would be refused, how their lives go, what it costs. */
export { checkTemplate, stops, type TemplateProblem } from "./check.ts";
export { afterEvent, afterReading, canBeSent, handedIn, type MayEdit, mayEdit } from "./life.ts";
export { categoryOf, offeredText } from "./offer.ts";
export {
  purposes,
  type TemplateCategory,
  type TemplateEvent,
  type TemplateLife,
  type TemplatePurpose,
  type TemplateStatus,
  type TemplateText,
} from "./types.ts";
export { costOf, type TemplateWords, wordsOfTemplate } from "./words.ts";
