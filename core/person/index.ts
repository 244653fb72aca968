/** Who sent this: numbers under all their spellings, and the ladder from strong evidence to weak. */
export type { Candidate, Ladder, Match, NextRung, Rung, SearchRung } from "./ladder.ts";
export { answered, climb, nextRung } from "./ladder.ts";
export type { PhoneSpellings } from "./numbers.ts";
export { numbersOf, sameNumber, sameWaId } from "./numbers.ts";
