import type { FieldOf } from "../../form/types.ts";
import { plainLine, plainText, shorten } from "../text.ts";
import type { Json } from "../types.ts";
import { input } from "./inputs.ts";
import { bodyText, captionText, cutNotice, headingText } from "./question.ts";
import type { Asked, Context } from "./types.ts";

/**
 * An agreement to tick, never ticked in advance. Whatever the tick's short label cannot hold stands above it, and a link
 * opens behind "Read more" (WhatsApp reference 1.7, OptIn).
 */
export function buildConsent(field: FieldOf<"consent">, context: Context): Asked {
  const most = context.limit("OptIn", "label");
  const title = plainLine(field.title);
  const text = plainLine(field.text) || title;
  const titleIsLabel = title !== "" && title.length <= most;
  const label = titleIsLabel ? title : text !== "" && text.length <= most ? text : shorten(context.words.agree, most);
  const above = [
    ...(title !== label && title !== text ? headingText(field.title, context) : []),
    ...(text === label ? [] : bodyText(plainText(field.text) || field.title, context)),
    ...captionText(field.description, context),
  ];
  const built = input(field, context, {
    type: "OptIn",
    properties: { label, required: field.required, ...readMore(field.link) },
    prefill: "none",
  });
  return {
    outcome: "asked",
    components: [...above, built.component],
    inputs: [built.input],
    changes: [field.title, field.text, field.description].flatMap((part) => cutNotice(part, context)).slice(0, 1),
  };
}

function readMore(link: string | undefined): Record<string, Json> {
  if (!link || link.length > 2000 || !/^https?:\/\/[^\s`"<>{}]+$/i.test(link) || !URL.canParse(link)) return {};
  return { "on-click-action": { name: "open_url", url: link } };
}
