import type { en } from "./en.ts";

/** The shape that every language of the templates fills. */
export type TemplateTexts = typeof en;
