/** Form (WhatsApp reference 1.7). */
import { type Case, checkbox, form, input, one, type Part, photo, radio } from "../flows.ts";

const first = "screens[0].layout.children[0]";

const filled = (initial: unknown, data: Part = {}): Part =>
  one([form([input(), checkbox(), photo()], { "init-values": initial })], { data });

const bound = (properties: Part): Part =>
  filled("${data.start}", { start: { type: "object", properties, __example__: {} } });

export const formCases: Case[] = [
  {
    rule: "all inputs inside",
    code: "COMPONENTS_OUTSIDE_FORM",
    path: "screens[0].layout.children[1]",
    broken: one([form([input()]), radio()]),
    near: one([form([input(), radio()])]),
  },
  {
    rule: "one Form holds all inputs",
    code: "COMPONENTS_OUTSIDE_FORM",
    path: "screens[0].layout.children[1].children[0]",
    broken: one([form([input()]), form([radio()])]),
    near: one([form([input(), radio()])]),
  },
  {
    rule: "no Form inside a Form",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.children[0].type`,
    broken: one([form([form([input()])])]),
    near: one([form([input()])]),
  },
  {
    rule: "initial values on the Form",
    code: "KEYWORD_ONE_OF",
    path: `${first}.children[0].init-value`,
    broken: one([form([input({ "init-value": "x" })])]),
    near: one([form([input()], { "init-values": { answer: "x" } })]),
  },
  {
    rule: "errors on the Form",
    code: "KEYWORD_ONE_OF",
    path: `${first}.children[0].error-message`,
    broken: one([form([input({ "error-message": "x" })])]),
    near: one([form([input()], { "error-messages": { answer: "x" } })]),
  },
  {
    rule: "initial values name inputs",
    code: "INVALID_PROPERTY_KEY",
    path: `${first}.init-values.other`,
    broken: filled({ other: "x" }),
    near: filled({ answer: "x" }),
  },
  {
    rule: "initial values have their inputs' types",
    code: "INVALID_PROPERTY_TYPE",
    path: `${first}.init-values.kind`,
    broken: filled({ kind: "option_1" }),
    near: filled({ kind: ["option_1"] }),
  },
  {
    rule: "initial values read declared data",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    path: `${first}.init-values.answer`,
    broken: filled({ answer: "${data.other}" }),
    near: filled({ answer: "${data.words}" }, { words: { type: "string", __example__: "" } }),
  },
  {
    rule: "no initial value for a picker",
    code: "NATIVE_COMPONENT_IN_FORM_INIT_VALUES",
    path: `${first}.init-values.photo`,
    broken: filled({ photo: [] }),
    near: filled({ kind: [] }),
  },
  {
    rule: "no bound initial value for a picker",
    code: "NATIVE_COMPONENT_IN_FORM_INIT_VALUES",
    path: `${first}.init-values`,
    broken: bound({ photo: { type: "array", items: { type: "string" } } }),
    near: bound({ kind: { type: "array", items: { type: "string" } } }),
  },
  {
    rule: "bound initial values have their inputs' types",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    path: `${first}.init-values`,
    broken: bound({ answer: { type: "number" } }),
    near: bound({ answer: { type: "string" } }),
  },
];
