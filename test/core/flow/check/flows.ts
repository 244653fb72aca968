/** Small valid Flows to break. */
import type { ProblemCode } from "../../../../core/flow/check/index.ts";

export type Part = Record<string, unknown>;

/** One rule: a Flow that breaks it, exactly there and nowhere else, and the nearby Flow that does not. */
export interface Case {
  rule: string;
  code: ProblemCode;
  path: string;
  broken: unknown;
  near: unknown;
  /** Other codes that the broken Flow cannot avoid. */
  also?: ProblemCode[];
}

/** A data model with one property of every type. */
export const data: Part = {
  words: { type: "string", __example__: "Hello" },
  count: { type: "number", __example__: 3 },
  yes: { type: "boolean", __example__: true },
  tags: { type: "array", items: { type: "string" }, __example__: ["a"] },
  anything: { type: "array", items: true, __example__: [1, "a"] },
  list: {
    type: "array",
    items: { type: "object", properties: { id: { type: "string" }, title: { type: "string" } } },
    __example__: [{ id: "a", title: "A" }],
  },
  inner: { type: "object", properties: { words: { type: "string" } }, __example__: { words: "Hello" } },
};

export const complete = (payload: Part = {}): Part => ({ name: "complete", payload });
export const exchange = (payload: Part = {}): Part => ({ name: "data_exchange", payload });
export const navigate = (name: string, payload: Part = {}): Part => ({
  name: "navigate",
  next: { type: "screen", name },
  payload,
});
export const update = (payload: Part): Part => ({ name: "update_data", payload });
export const openUrl = (url = "https://example.org/privacy"): Part => ({ name: "open_url", url });

export const footer = (action: Part = complete(), extra: Part = {}): Part => ({
  type: "Footer",
  label: "Send",
  "on-click-action": action,
  ...extra,
});
export const body = (extra: Part = {}): Part => ({ type: "TextBody", text: "Hello", ...extra });
export const input = (extra: Part = {}): Part => ({ type: "TextInput", name: "answer", label: "Answer", ...extra });
export const options = (count: number, extra: Part = {}): Part[] =>
  Array.from({ length: count }, (_, index) => ({ id: `option_${index}`, title: `Option ${index}`, ...extra }));
export const radio = (extra: Part = {}): Part => ({
  type: "RadioButtonsGroup",
  name: "kind",
  label: "Kind",
  "data-source": options(2),
  ...extra,
});
export const checkbox = (extra: Part = {}): Part => ({ ...radio(), type: "CheckboxGroup", ...extra });
export const dropdown = (extra: Part = {}): Part => ({ ...radio(), type: "Dropdown", ...extra });
export const chips = (extra: Part = {}): Part => ({ ...radio(), type: "ChipsSelector", ...extra });
export const date = (extra: Part = {}): Part => ({ type: "DatePicker", name: "day", label: "Day", ...extra });
export const calendar = (extra: Part = {}): Part => ({ ...date(), type: "CalendarPicker", ...extra });
export const range = (extra: Part = {}): Part =>
  calendar({ mode: "range", label: { "start-date": "From", "end-date": "To" }, ...extra });
export const photo = (extra: Part = {}): Part => ({ type: "PhotoPicker", name: "photo", label: "Photo", ...extra });
export const document = (extra: Part = {}): Part => ({
  type: "DocumentPicker",
  name: "paper",
  label: "Paper",
  ...extra,
});
export const optIn = (extra: Part = {}): Part => ({ type: "OptIn", name: "agree", label: "I agree", ...extra });
export const link = (action: Part = openUrl(), extra: Part = {}): Part => ({
  type: "EmbeddedLink",
  text: "More",
  "on-click-action": action,
  ...extra,
});
/** The first bytes of a PNG. */
export const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ";
export const image = (extra: Part = {}): Part => ({ type: "Image", src: png, ...extra });
export const carousel = (extra: Part = {}): Part => ({
  type: "ImageCarousel",
  images: [{ src: png, "alt-text": "A dot" }],
  ...extra,
});
export const richText = (extra: Part = {}): Part => ({ type: "RichText", text: "# Terms", ...extra });
export const when = (condition: string, yes: unknown[], no?: unknown[]): Part => ({
  type: "If",
  condition,
  // biome-ignore lint/suspicious/noThenProperty: the key is Meta's
  then: yes,
  ...(no ? { else: no } : {}),
});
export const cases = (value: string, byValue: Part): Part => ({ type: "Switch", value, cases: byValue });
export const form = (children: unknown[], extra: Part = {}): Part => ({
  type: "Form",
  name: "the_form",
  children,
  ...extra,
});
export const item = (extra: Part = {}): Part => ({ id: "a", "main-content": { title: "A" }, ...extra });

export const many = (count: number, part: (index: number) => Part): Part[] =>
  Array.from({ length: count }, (_, index) => part(index));

export const layout = (children: unknown): Part => ({ type: "SingleColumnLayout", children });

/** A screen that shows these components and nothing else. */
export const screen = (id: string, children: unknown[], extra: Part = {}): Part => ({
  id,
  layout: layout(children),
  ...extra,
});

export const flow = (screens: unknown, extra: Part = {}): Part => ({ version: "7.3", screens, ...extra });

/** One terminal screen with these components, a Footer below them, and the data model above. */
export const one = (children: unknown[], extra: Part = {}, top: Part = {}): Part =>
  flow([screen("FIRST", [...children, footer()], { terminal: true, data, ...extra })], top);

/** The same without the Footer. */
export const bare = (children: unknown[], extra: Part = {}, top: Part = {}): Part =>
  flow([screen("FIRST", children, { terminal: true, data, ...extra })], top);

export const endpoint: Part = { data_api_version: "3.0", routing_model: { FIRST: [] } };

/** The same as `one`, with an endpoint behind it. */
export const live = (children: unknown[], extra: Part = {}): Part => one(children, extra, endpoint);

/** A first screen that goes to a last one. */
export const two = (first: unknown[], payload: Part = {}, last: Part = {}, children: unknown[] = []): Part =>
  flow([
    screen("FIRST", [...first, footer(navigate("LAST", payload))], { data }),
    screen("LAST", [...children, footer()], { terminal: true, ...last }),
  ]);
