/** What a form says at its end, where a Flow has a place for it: on the last screen, and in a message afterwards. */
import type { Form, Notice } from "../form/types.ts";
import type { Context } from "./components/types.ts";
import { plainLine, plainText, shorten } from "./text.ts";
import type { Component } from "./types.ts";

/** A mere "Thank you!" says nothing to somebody who has not sent anything yet. */
const tellingLength = 30;

/** Above the button that sends: what the form says then, if that is the same for everybody. */
export function closingWords(
  form: Form,
  { words, speaks, limit }: Pick<Context, "words" | "speaks" | "limit">,
): Component[] {
  const [only = "", ...others] = thanksOf(form);
  if (!speaks || others.length > 0 || only.length < tellingLength) return [];
  const room = limit("TextCaption", "text") - words.afterSending("").length;
  return [{ type: "TextCaption", text: words.afterSending(shorten(only, room)) }];
}

export function closingNotices(form: Form): Notice[] {
  const texts = thanksOf(form);
  if (texts.length === 0) return [];
  const message =
    texts.length === 1
      ? "WhatsApp shows no screen after sending. The form's thank-you text is written to the customer as a message once the answers have arrived, where the Flow's receipt is switched on."
      : "WhatsApp shows no screen after sending. The form's ending that the answers lead to is written to the customer as a message once they have arrived, where the Flow's receipt is switched on.";
  return [{ level: "info", code: "ending.as_message", message }];
}

/** Every text that the form can end with, each once. */
function thanksOf({ endings = [], rules = [], thankYou }: Form): string[] {
  const general = plainText(thankYou);
  const jumped = rules.flatMap((rule) =>
    rule.do.flatMap((action) => (action.kind === "jump" && action.to.kind === "ending" ? [action.to.ending] : [])),
  );
  const usual = endings.find(({ isDefault }) => isDefault) ?? endings[0];
  const possible = endings.filter((ending) => ending === usual || jumped.includes(ending.id));
  // What quotes an answer is different for everybody.
  if (possible.some(({ recall }) => recall?.title ?? recall?.text)) return ["", ""];
  const own = possible.map(({ title, text }) => [plainText(title), plainText(text)].filter(Boolean).join("\n\n"));
  const texts = own.length === 0 ? [general] : own.map((text) => text || general);
  return [...new Set(texts.map(plainLine))].filter(Boolean);
}
