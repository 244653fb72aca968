import type { en } from "./en.ts";

/** The shape that every language of the ways in fills. */
export type EntryTexts = typeof en;
