export {
  type Mentioned,
  mentions,
  type ReadyAnswer,
  readyAnswersSchema,
  readyText,
} from "./ready-answers.ts";
export { waitsUntil } from "./waiting.ts";
export { asksForPerson } from "./words.ts";
