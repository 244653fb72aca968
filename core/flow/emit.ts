/** Screens -> Flow JSON, and what the endpoint needs to know about each of them. */
import type { Form } from "../form/types.ts";
import type { Words } from "../texts/index.ts";
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
  limit(component: string, property: string): number;
}

/** One chain of screens, each sent to the endpoint on "Continue"; the last one ends the Flow. */
export function emit(
  form: Form,
  planned: PlannedScreen[],
  context: EmitContext,
): { flow: FlowJson; screens: CompiledScreen[] } {
  const screens = planned.map((screen, index): CompiledScreen => {
    const last = index === planned.length - 1;
    return {
      id: screenId(index),
      title: screen.title,
      inputs: screen.questions.flatMap(({ inputs }) => inputs),
      ...(last ? {} : { next: screenId(index + 1) }),
    };
  });
  const flow: FlowJson = {
    version: context.options.flowJsonVersion,
    data_api_version: context.options.dataApiVersion,
    routing_model: Object.fromEntries(screens.map(({ id, next }) => [id, next ? [next] : []])),
    screens: planned.map((screen, index) =>
      flowScreen(screen, screenId(index), index === planned.length - 1, form, context),
    ),
  };
  return { flow, screens };
}

function flowScreen(
  { title, intro, questions }: PlannedScreen,
  id: string,
  last: boolean,
  form: Form,
  context: EmitContext,
): FlowScreen {
  const inputs = questions.flatMap((question) => question.inputs);
  const data = dataModel(inputs);
  return {
    id,
    title,
    ...(last ? { terminal: true, success: true } : {}),
    ...(Object.keys(data).length > 0 ? { data } : {}),
    layout: {
      type: "SingleColumnLayout",
      children: [
        ...intro,
        ...questions.flatMap(({ components }) => components),
        footer(inputs, last ? sendLabel(form, context) : context.words.continue),
      ],
    },
  };
}

/** Declares what fills the inputs in advance; also on the entry screen, whose model may never change once published. */
function dataModel(inputs: readonly ScreenInput[]): Record<string, DataProperty> {
  return Object.fromEntries(
    inputs.flatMap(({ prefill, prefillType }): [string, DataProperty][] => {
      if (prefill === undefined) return [];
      const list: DataProperty = { type: "array", items: { type: "string" }, __example__: [] };
      return [[prefill, prefillType === "array" ? list : { type: "string", __example__: "" }]];
    }),
  );
}

function footer(inputs: readonly ScreenInput[], label: string): Component {
  const payload = Object.fromEntries(inputs.map(({ name }) => [name, `\${form.${name}}`]));
  return { type: "Footer", label, "on-click-action": { name: "data_exchange", payload } };
}

/** The form's own word on its button, where it fits. */
function sendLabel(form: Form, { words, limit }: EmitContext): string {
  const own = plainLine(form.submitLabel);
  return own && own.length <= limit("Footer", "label") ? own : words.send;
}
