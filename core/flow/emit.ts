/** Screens -> Flow JSON, and what the endpoint needs to know about each of them. */
import type { Form } from "../form/types.ts";
import type { Words } from "../texts/index.ts";
import { closingWords } from "./closing.ts";
import { shownIf } from "./components/shown-if.ts";
import type { PlannedQuestion } from "./draft.ts";
import { personLinkName, selectKey } from "./names.ts";
import type { PlannedScreen } from "./plan.ts";
import { screenId } from "./screen-ids.ts";
import { plainLine } from "./text.ts";
import type {
  CompiledScreen,
  CompileOptions,
  Component,
  DataProperty,
  FlowJson,
  FlowScreen,
  ScreenInput,
} from "./types.ts";

export interface EmitContext {
  options: CompileOptions;
  words: Words;
  speaks: boolean;
  limit(component: string, property: string): number;
}

/** Every screen asks the endpoint on "Continue"; where the form may end, the screen is terminal. */
export function emit(
  form: Form,
  planned: PlannedScreen[],
  context: EmitContext,
): { flow: FlowJson; screens: CompiledScreen[] } {
  const screens = planned.map((screen, index): CompiledScreen => {
    const routes = screen.routes.map(screenId);
    const [next] = routes;
    return {
      id: screenId(index),
      title: screen.title,
      inputs: inputsOf(screen),
      fields: screen.questions.map(({ field }) => field.id),
      ...securedOn(screen),
      ...conditionsOf(screen),
      ...(next === undefined ? {} : { next }),
      routes,
      ...(screen.resume.length > 0 ? { resume: screen.resume.map(screenId) } : {}),
    };
  });
  const flow: FlowJson = {
    version: context.options.flowJsonVersion,
    data_api_version: context.options.dataApiVersion,
    routing_model: Object.fromEntries(screens.map(({ id, routes = [], resume = [] }) => [id, [...routes, ...resume]])),
    screens: planned.map((screen, index) => flowScreen(screen, screenId(index), form, context)),
  };
  return { flow, screens };
}

function securedOn({ questions }: PlannedScreen): Pick<CompiledScreen, "secure"> {
  const secure = questions.flatMap(({ secure: isSecured, field }) => (isSecured ? [field.id] : []));
  return secure.length > 0 ? { secure } : {};
}

/** What the endpoint has to know to show the screen and to read what comes back. */
function conditionsOf({
  questions,
  texts: own,
}: PlannedScreen): Pick<CompiledScreen, "conditional" | "shownBy" | "texts"> {
  const conditional = questions.flatMap(({ condition, flag, field }) =>
    (condition ?? flag) === undefined ? [] : [field.id],
  );
  const flags = questions.flatMap(({ condition, flag, field }) =>
    condition === undefined || flag === undefined ? [] : [[field.id, flag] as const],
  );
  const texts = [...own, ...questions.flatMap((question) => question.texts ?? [])];
  return {
    ...(conditional.length > 0 && { conditional }),
    ...(flags.length > 0 && { shownBy: Object.fromEntries(flags) }),
    ...(texts.length > 0 && { texts }),
  };
}

function inputsOf({ questions }: PlannedScreen): ScreenInput[] {
  return questions.flatMap(({ inputs }) => inputs);
}

function flowScreen(screen: PlannedScreen, id: string, form: Form, context: EmitContext): FlowScreen {
  const { title, intro, questions, routes, ends, refreshOnBack } = screen;
  const inputs = inputsOf(screen);
  const data = { ...dataModel(inputs), ...toldData(screen, form) };
  const last = ends && routes.length === 0;
  return {
    id,
    title,
    ...(ends ? { terminal: true, success: true } : {}),
    ...(refreshOnBack ? { refresh_on_back: true } : {}),
    ...(Object.keys(data).length > 0 ? { data } : {}),
    layout: {
      type: "SingleColumnLayout",
      children: [
        ...intro,
        ...(id === screenId(0) ? unsentNotice(form, context) : []),
        ...underConditions(questions),
        ...(last && questions.length > 0 ? closingWords(form, context) : []),
        ...personLink(form, inputs, context),
        footer(inputs, last ? sendLabel(form, context) : continueLabel(form, context)),
      ],
    },
  };
}

/** Neighbours that hang on the same condition stand in one `If`. */
function underConditions(questions: readonly PlannedQuestion[]): Component[] {
  const components: Component[] = [];
  let open: { condition: string; inside: Component[] } | undefined;
  const close = () => {
    if (open) components.push(shownIf(open.condition, open.inside));
    open = undefined;
  };
  for (const { condition, components: own } of questions) {
    if (condition !== open?.condition) close();
    if (condition === undefined) components.push(...own);
    else if (open) open.inside.push(...own);
    else open = { condition, inside: [...own] };
  }
  close();
  return components;
}

/** What the endpoint says when it shows the screen: which questions are asked, and texts with answers in them. */
function toldData({ questions, texts: own }: PlannedScreen, form: Form): Record<string, DataProperty> {
  const flags = questions.flatMap(({ flag, condition }): [string, DataProperty][] =>
    flag === undefined || condition === undefined ? [] : [[flag, { type: "boolean", __example__: true }]],
  );
  const quoting = [...own, ...questions.flatMap((question) => question.texts ?? [])];
  const texts = quoting.map(({ key, fieldId, section, of }): [string, DataProperty] => {
    const text = section === undefined ? form.fields[fieldId ?? ""] : form.sections.find(({ id }) => id === section);
    return [key, { type: "string", __example__: plainLine(text?.[of]).slice(0, 200) || "…" }];
  });
  return Object.fromEntries([...flags, ...texts]);
}

/**
 * Declares what fills the inputs in advance, and the lists that come from a data source; also on the entry screen, whose
 * model may never change once published.
 */
function dataModel(inputs: readonly ScreenInput[]): Record<string, DataProperty> {
  return Object.fromEntries(
    inputs.flatMap(({ prefill, prefillType, choices }): [string, DataProperty][] => {
      const list: DataProperty = { type: "array", items: { type: "string" }, __example__: [] };
      const filled: DataProperty = prefillType === "array" ? list : { type: "string", __example__: "" };
      return [
        ...(prefill === undefined ? [] : [[prefill, filled] satisfies [string, DataProperty]]),
        ...(choices === undefined ? [] : [[choices, optionList] satisfies [string, DataProperty]]),
      ];
    }),
  );
}

/** Every declared key must come with every option (WhatsApp reference 1.4): the description may be empty. */
const optionList: DataProperty = {
  type: "array",
  items: {
    type: "object",
    properties: { id: { type: "string" }, title: { type: "string" }, description: { type: "string" } },
  },
  __example__: [{ id: "one", title: "One", description: "The first" }],
};

/** Says on the first screen that what is filled in arrives before it is sent. */
function unsentNotice(form: Form, { words, limit }: EmitContext): Component[] {
  if (!form.unsentNotice) return [];
  return [{ type: "TextCaption", text: words.rescue.notice.slice(0, limit("TextCaption", "text")) }];
}

/** Asks for a person, with what stands on the screen, so that it is still there afterwards. */
function personLink(form: Form, inputs: readonly ScreenInput[], { words }: EmitContext): Component[] {
  if (!form.personLink) return [];
  const typed = Object.fromEntries(inputs.map(({ name }) => [name, `\${form.${name}}`]));
  const payload = { [selectKey]: personLinkName, ...typed };
  return [{ type: "EmbeddedLink", text: words.person.link, "on-click-action": { name: "data_exchange", payload } }];
}

function footer(inputs: readonly ScreenInput[], label: string): Component {
  const payload = Object.fromEntries(inputs.map(({ name }) => [name, `\${form.${name}}`]));
  return { type: "Footer", label, "on-click-action": { name: "data_exchange", payload } };
}

/** The form's own words on its buttons, where they fit. */
function sendLabel(form: Form, context: EmitContext): string {
  return fitting(form.submitLabel, context) ?? context.words.send;
}

function continueLabel(form: Form, context: EmitContext): string {
  return fitting(form.continueLabel, context) ?? context.words.continue;
}

function fitting(label: string | undefined, { limit }: EmitContext): string | undefined {
  const own = plainLine(label);
  return own && own.length <= limit("Footer", "label") ? own : undefined;
}
