/** Where files may go (WhatsApp reference 1.7, PhotoPicker and DocumentPicker). */
import {
  bare,
  type Case,
  complete,
  document,
  endpoint,
  exchange,
  flow,
  footer,
  navigate,
  type Part,
  photo,
  screen,
  two,
} from "../flows.ts";

const code = "INVALID_ON_CLICK_ACTION_PAYLOAD";
const payload = "screens[0].layout.children[1].on-click-action.payload";
const single = { "max-uploaded-photos": 1 };

const sent = (action: Part, extra: Part = {}): Part => bare([photo(extra), footer(action)], {}, endpoint);

const files: Part = { type: "array", items: true, __example__: [] };

/** Two pickers on two screens; the last one completes. */
const both = (last: Part): Part =>
  flow([
    screen("FIRST", [photo(single), footer(navigate("LAST"))]),
    screen("LAST", [document({ "max-uploaded-documents": 1 }), footer(complete(last))], { terminal: true }),
  ]);

export const pickerCases: Case[] = [
  {
    rule: "files do not travel with navigate",
    code,
    path: `${payload}.x`,
    broken: two([photo()], { x: "${form.photo}" }, { data: { x: files } }),
    near: two([photo()], { x: [] }, { data: { x: files } }),
  },
  {
    rule: "files stand at the top",
    code,
    path: `${payload}.x.y`,
    broken: sent(exchange({ x: { y: "${form.photo}" } })),
    near: sent(exchange({ x: "${form.photo}" })),
  },
  {
    rule: "files are no part of an expression",
    code,
    path: `${payload}.x`,
    broken: sent(exchange({ x: "`${form.photo}`" })),
    near: sent(exchange({ x: "${form.photo}" })),
  },
  {
    rule: "complete carries one file, and 30 is the default",
    code,
    path: `${payload}.x`,
    broken: sent(complete({ x: "${form.photo}" })),
    near: sent(complete({ x: "${form.photo}" }), single),
  },
  {
    rule: "complete carries one picker",
    code,
    path: "screens[1].layout.children[1].on-click-action.payload.y",
    broken: both({ x: "${form.paper}", y: "${screen.FIRST.form.photo}" }),
    near: both({ x: "${screen.FIRST.form.photo}" }),
  },
  {
    rule: "errors by file are bound",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].layout.children[0].error-message",
    broken: sent(exchange(), { "error-message": { "0b5c7e0e": "Too dark" } }),
    near: sent(exchange(), { "error-message": "${data.inner}" }),
  },
];
