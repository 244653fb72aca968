/** Typeform as a source of forms. */
export { formFromTypeform } from "./adapter.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const typeform = {
  id: "typeform",
  label: "Typeform",
  can: {
    readsForms: "from a definition file",
    noticesChanges: "no",
    /** Typeform has no way to create a response (form-tools reference 2.11). */
    writesSubmissions: "no",
    listsAudiences: "no",
    books: "no",
  },
} as const;
