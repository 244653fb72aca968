import type { en } from "./en.ts";

/** The shape that every language of the words about figures fills. */
export type InsightTexts = typeof en;
