export { type Asked, onMessage } from "./conversation.ts";
export { submissionLines, type Told } from "./entry.ts";
export { type EntryLine, entryHtml, isAbout } from "./html.ts";
export { kindInWords, messageKindOf } from "./kind.ts";
export { masked, maskNumbers } from "./mask.ts";
export type { Chat, MessageKind, MessageWishes } from "./types.ts";
