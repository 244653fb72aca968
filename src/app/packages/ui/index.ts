/** What HubSpot's cards, pages and settings share: talking to the server, saying what went wrong, every word. */
export type { Answer, Problem } from "./askServer.ts";
export { formatTime } from "./formatTime.ts";
export { newIdempotencyKey } from "./newIdempotencyKey.ts";
export { NoAnswer, NotConnected, type ProblemTexts, ServerError, SetupMissing } from "./Problems.tsx";
export { SendList } from "./SendList.tsx";
export { serverOrigin } from "./serverOrigin.ts";
export { type Texts, textsFor } from "./texts/index.ts";
export { type PageTexts, pageDictionaries, pageTextsFor } from "./texts/page/index.ts";
export { type Server, type ServerState, useServer } from "./useServer.ts";
