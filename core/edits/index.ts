/** What a business changes on top of an imported form: short labels, texts, order, screens, rules, decisions. */
export { applyEdits } from "./apply.ts";
export { type Change, type Changed, changeEdits, editsOf, isByQuestion, optionWords } from "./change.ts";
export { type Edit, type Edits, editSchema, editsSchema } from "./types.ts";
