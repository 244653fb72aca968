import type { en } from "./en.ts";

/** The shape that every language of the words about stopping fills. */
export type RescueTexts = typeof en;
