/**
 * The phone on a screen: a Flow as a customer sees it, in a sheet over whatever is behind it.
 *
 * `FlowSheet` draws a `FlowOnPhone` and hands on what the person does; every rule (what is shown, what fits, what is sent)
 * stays with the headless phone one folder up. Who shows a sheet also loads `sheet.css`, whose colours come from
 * `tokens.css`. Browser only; nothing touches the document before a sheet is made.
 *
 *   new FlowSheet({ host, business: "Casa Lume", open: () => openFlow({ flowJson, flowToken, … }), onClosed });
 */
export { type Attributes, button, el, ICONS, icon, newId, set } from "./dom.ts";
export { FlowSheet, type FlowSheetOptions } from "./flow-sheet.ts";
