/** How a message opens a Flow, and the words around its button. */
import type { OpenWith } from "../../connectors/whatsapp/messages.ts";
import { entryScreen } from "../../core/conversation/index.ts";
import { type MessageWords, wordsFor } from "../../core/texts/index.ts";
import type { FlowVersion } from "./catalogue.ts";
import type { FlowSettings } from "./settings.ts";

/** With `navigate`, the entry screen of this version with all the data it declares, nothing filled in. */
export function openingOf({ conversation }: FlowVersion, { opensWith }: Pick<FlowSettings, "opensWith">): OpenWith {
  if (opensWith === "exchange") return { action: "data_exchange" };
  const { screen, data } = entryScreen(conversation);
  return { action: "navigate", screen, ...(Object.keys(data).length > 0 && { data }) };
}

export function wordsOf({ form }: FlowVersion): MessageWords {
  return wordsFor(form.language).message;
}
