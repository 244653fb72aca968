/** Ways in: what a customer sends to get a Flow, and which Flow a message asks for. */
export { chooseEntry } from "./choose.ts";
export { codeFrom, withCode } from "./code.ts";
export { type Pace, paceOf, sameFlowMs, type Visit, withinMs } from "./pace.ts";
export { folded, sentenceOf } from "./sentence.ts";
export type { Choice, EntrySigns, Said, Sign } from "./types.ts";
