/** The encrypted conversation's pure middle: parse a request, decide, render the answer. */
export { personLinkName, selectKey } from "../flow/names.ts";
export {
  type Capacity,
  type Claim,
  capacityProblems,
  capacitySchema,
  type Places,
  type Taken,
  withLimits,
} from "./capacity.ts";
export { provesPerson } from "./codes.ts";
export { decide } from "./decide.ts";
export { type ParsedExchange, type Ping, parseExchange } from "./parse-exchange.ts";
export { refuse, type Speaking, speakingOf } from "./refusals.ts";
export { type ClearResponse, type RenderContext, renderDecision, renderPing } from "./render.ts";
export { type ConversationSettings, conversationSettingsSchema, type Reopen, reopenSchema } from "./settings.ts";
export { entryScreen } from "./show.ts";
export { answersSoFar } from "./so-far.ts";
export { type Outcome, thanksFor } from "./thanks.ts";
export type {
  Accept,
  Accepted,
  Acknowledge,
  Back,
  CapacityEffect,
  ChoicesEffect,
  CodeEffect,
  CodeResult,
  ConversationFlow,
  Correct,
  Decision,
  EffectResult,
  ErrorNotice,
  Exchange,
  HandedIn,
  Keep,
  Need,
  Open,
  Payloads,
  Place,
  RefusalReason,
  Refuse,
  Rejection,
  Repeat,
  ScreenPayload,
  Select,
  SessionState,
  SessionView,
  Show,
  Situation,
  Submit,
} from "./types.ts";
