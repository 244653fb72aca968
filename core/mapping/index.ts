/** Mapping: which answer becomes which property of the contact. Suggested from the form, applied to every submission. */
export { type Applied, applyMapping } from "./apply.ts";
export { suggestMapping } from "./suggest.ts";
export { type Mapping, type MappingEntry, type MappingNote, mappingSchema } from "./types.ts";
