/** Pipedrive as a place that answers go to: a person, and a note with the answers. */
export {
  type Answering,
  answeringOf,
  type Changes,
  fieldName,
  newPerson,
  noteContent,
  type PersonBody,
  personChanges,
} from "./adapter.ts";
export { type CallKind, createPipedrive, type Pipedrive, type PipedriveOptions } from "./client.ts";
export { createPipedriveOAuth } from "./oauth.ts";
export type { Person, PersonField } from "./types.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const pipedrive = {
  id: "pipedrive",
  label: "Pipedrive",
  can: {
    readsForms: "no",
    noticesChanges: "no",
    writesSubmissions: "supported",
    listsAudiences: "no",
    books: "no",
  },
} as const;
