/** Typeform as a source of forms. */
export { formFromTypeform } from "./adapter.ts";
export { createTypeform, type TypeformOptions, typeformIdIn } from "./client.ts";
export { handInAtPage } from "./experimental.ts";
export { experimentalAnswers, whyNotTaken } from "./experimental-body.ts";
export { createTypeformOAuth } from "./oauth.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const typeform = {
  id: "typeform",
  label: "Typeform",
  can: {
    readsForms: "supported",
    noticesChanges: "supported",
    /** Typeform has no supported way to create a response (form-tools reference 2.11). */
    writesSubmissions: "experimental",
    listsAudiences: "no",
    books: "no",
  },
} as const;
