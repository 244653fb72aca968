import type { en } from "./en.ts";

/** The shape that every language of the common texts fills. */
export type CommonTexts = typeof en;
