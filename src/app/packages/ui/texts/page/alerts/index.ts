import type { en } from "./en.ts";

/** The shape that every language fills. */
export type AlertTexts = typeof en;
