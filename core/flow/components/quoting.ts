/** Texts that quote earlier answers: they come with the screen's data, the endpoint puts the answers in. */
import type { Field } from "../../form/types.ts";
import type { Component, QuotedText } from "../types.ts";
import { headingText } from "./question.ts";
import type { Asked, Built, Context } from "./types.ts";

/**
 * The question with its quoting texts above it instead of the fixed ones. A reference must be a property's whole value
 * (WhatsApp reference 2.1), and how long the text gets is known only later: so it is running text.
 */
export function quoting(field: Field, context: Context, build: (field: Field) => Built): Built {
  const { recall } = field;
  if (!recall?.title && !recall?.description) return build(field);
  const built = build(recall.description ? { ...field, description: undefined } : field);
  // A text that consists of quotes alone has nothing fixed to show, and is no less a text for it.
  const empty: Asked = { outcome: "asked", components: [], inputs: [], changes: [] };
  const asked = built.outcome === "asked" ? built : field.kind === "statement" ? empty : undefined;
  if (!asked) return built;
  const texts = (["title", "description"] as const).flatMap((of): QuotedText[] =>
    recall[of] ? [{ key: `text_${context.nameOf(field.id)}_${of}`, fieldId: field.id, of }] : [],
  );
  const lead = texts.map(({ key, of }): Component => {
    const bold = of === "title" ? { "font-weight": "bold" } : {};
    return { type: "TextBody", text: `\${data.${key}}`, ...bold };
  });
  const fixed = recall.title ? headingText(field.title, context).map((component) => JSON.stringify(component)) : [];
  const withLead = (components: readonly Component[], first: boolean) => [
    ...(first ? lead : []),
    ...components.filter((component) => !fixed.includes(JSON.stringify(component))),
  ];
  return {
    ...asked,
    components: withLead(asked.components, true),
    texts,
    ...(asked.slices && {
      slices: asked.slices.map((slice, index) => ({ ...slice, components: withLead(slice.components, index === 0) })),
    }),
  };
}
