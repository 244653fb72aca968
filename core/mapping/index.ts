/** Mapping: what of a submission becomes which property of the contact. Suggested from the form, applied to every submission. */
export { type Applied, applyMapping, type HandedInBesides } from "./apply.ts";
export { mappingProblems } from "./check.ts";
export { contactMapping, kycMapping } from "./destinations.ts";
export { type DestinationProperty, entryFor, type MappingConcern, mappingConcerns, takenBy } from "./fit.ts";
export { type SampleValue, sampleAnswers, sampleFor } from "./samples.ts";
export { type MappingSubject, mappingSubjects, subjectOf } from "./subjects.ts";
export { suggestMapping, typeOf } from "./suggest.ts";
export {
  type Mapping,
  type MappingEntry,
  type MappingNote,
  mappingSchema,
  type NewProperty,
  type OtherSource,
} from "./types.ts";
