/** How a message opens a Flow, and the words around its button. */
import type { OpenWith } from "../../connectors/whatsapp/messages.ts";
import { entryScreen } from "../../core/conversation/index.ts";
import type { MessageWords } from "../../core/texts/index.ts";
import type { FlowVersion } from "./catalogue.ts";
import type { FlowSettings } from "./settings.ts";
import { messageWords } from "./use-case.ts";

/** With `navigate`, the entry screen of this version with all the data it declares, nothing filled in. */
export function openingOf({ conversation }: FlowVersion, { opensWith }: Pick<FlowSettings, "opensWith">): OpenWith {
  if (opensWith === "exchange") return { action: "data_exchange" };
  const { screen, data } = entryScreen(conversation);
  return { action: "navigate", screen, ...(Object.keys(data).length > 0 && { data }) };
}

export function wordsOf({ form }: FlowVersion): Pick<MessageWords, "body" | "button"> {
  return messageWords(form);
}
