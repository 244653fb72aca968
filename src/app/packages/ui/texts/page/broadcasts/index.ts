import type { en } from "./en.ts";

/** The shape that every language of the broadcasts fills. */
export type BroadcastTexts = typeof en;
