/** What HubSpot's cards, pages and settings share: talking to the server, saying what went wrong, every word. */
export type { Answer, Problem } from "./askServer.ts";
export { formatTime } from "./formatTime.ts";
export { newIdempotencyKey } from "./newIdempotencyKey.ts";
export { Forbidden, NoAnswer, NotConnected, type ProblemTexts, ServerError, SetupMissing } from "./Problems.tsx";
export { SendList } from "./SendList.tsx";
export { serverOrigin } from "./serverOrigin.ts";
export { dictionaries, type Texts, textsFor } from "./texts/index.ts";
export { codeDictionaries, codeInWords } from "./texts/page/codes/index.ts";
export { type PageTexts, pageDictionaries, pageTextsFor } from "./texts/page/index.ts";
export { type SettingsTexts, settingsDictionaries, settingsTextsFor } from "./texts/settings/index.ts";
export { type Loaded, useLoaded } from "./useLoaded.ts";
export { type Press, usePress } from "./usePress.ts";
export { type Server, type ServerState, useServer } from "./useServer.ts";
