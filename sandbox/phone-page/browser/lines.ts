/** The lines of a chat: bubbles, days between them, and the buttons of Flow messages. */
import { button, el, ICONS, icon } from "../../../phone/screen/index.ts";
import type { Chat, Line } from "../shapes.ts";
import { PAGE_WORDS } from "./words.ts";

export function drawLines({ lines, business }: Chat, open: (line: Line) => void): HTMLElement[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  return lines.flatMap((line, index) => {
    const day = dayOf(line.at);
    const newDay = day !== dayOf(lines[index - 1]?.at ?? 0);
    const replied = line.repliesTo === undefined ? undefined : byId.get(line.repliesTo);
    const bubble = drawBubble(line, line.from === "person" ? PAGE_WORDS.you : business.name, replied, open);
    return newDay ? [el("li", { class: "day" }, el("span", {}, day)), bubble] : [bubble];
  });
}

function drawBubble(line: Line, author: string, replied: Line | undefined, open: (line: Line) => void): HTMLElement {
  const said = el("div", { class: "said" }, el("span", { class: "unseen" }, `${author}: `));
  if (replied) said.append(drawQuote(replied));
  said.append(...(line.type === "nfm_reply" ? drawReply() : drawParts(line)));
  said.append(el("time", { class: "at", datetime: new Date(line.at).toISOString() }, clockOf(line.at)));
  const bubble = el("li", { class: "bubble", "data-from": line.from, "data-message": line.id }, said);
  if (line.button) bubble.append(drawButton(line, line.button, open));
  return bubble;
}

function drawParts({ parts, text }: Line): HTMLElement[] {
  const { header, body, footer } = parts ?? { header: undefined, body: text, footer: undefined };
  return [
    ...(header ? [el("p", { class: "said-header", dir: "auto" }, header)] : []),
    el("p", { dir: "auto" }, ...withLinks(body)),
    ...(footer ? [el("p", { class: "said-footer", dir: "auto" }, footer)] : []),
  ];
}

/** Addresses in a text can be followed. */
function withLinks(text: string): (string | HTMLElement)[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((piece, index) =>
      index % 2 === 0 ? piece : el("a", { href: piece, target: "_blank", rel: "noopener noreferrer" }, piece),
    );
}

function drawQuote({ parts, text }: Line): HTMLElement {
  const title = parts?.header ?? parts?.body ?? text;
  return el("p", { class: "quote", dir: "auto" }, el("span", { class: "unseen" }, `${PAGE_WORDS.repliesTo}: `), title);
}

function drawReply(): HTMLElement[] {
  return [el("p", { class: "reply" }, icon(ICONS.check), PAGE_WORDS.answersSent)];
}

function drawButton(
  line: Line,
  { label, state }: NonNullable<Line["button"]>,
  open: (line: Line) => void,
): HTMLElement {
  if (state === "disabled")
    return el("p", { class: "bubble-button bubble-ended" }, icon(ICONS.ended), PAGE_WORDS.notAvailable);
  const text = el("span", { dir: "auto" }, label);
  return button({ class: "bubble-button" }, () => open(line), icon(ICONS.form), text);
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const clockOf = (at: number): string => clock.format(at);

const DAY = 86_400_000;
const date = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

function dayOf(at: number): string {
  const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
  const age = Math.round((midnight(Date.now()) - midnight(at)) / DAY);
  if (age <= 0) return PAGE_WORDS.today;
  return age === 1 ? PAGE_WORDS.yesterday : date.format(at);
}
