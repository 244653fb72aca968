/** The encrypted conversation's pure middle: parse a request, decide, render the answer. */
export { decide } from "./decide.ts";
export { type ParsedExchange, type Ping, parseExchange } from "./parse-exchange.ts";
export { refuse } from "./refusals.ts";
export { type ClearResponse, type RenderContext, renderDecision, renderPing } from "./render.ts";
export type {
  Accept,
  Acknowledge,
  Back,
  ConversationFlow,
  Decision,
  ErrorNotice,
  Exchange,
  Keep,
  Open,
  RefusalReason,
  Refuse,
  Repeat,
  ScreenPayload,
  SessionState,
  SessionView,
  Show,
  Submit,
} from "./types.ts";
