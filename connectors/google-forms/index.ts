/** Google Forms as a source of forms. */
export { formFromGoogle } from "./adapter.ts";
export {
  createGoogleForms,
  type GoogleBases,
  type GoogleFormsOptions,
  googleFormIn,
  publicGoogleForm,
} from "./client.ts";
export { createGoogleOAuth, type GoogleOAuthBases } from "./oauth.ts";
export { pageDataIn } from "./page-html.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const googleForms = {
  id: "google-forms",
  label: "Google Forms",
  can: {
    readsForms: "supported",
    noticesChanges: "no",
    writesSubmissions: "no",
    listsAudiences: "no",
    books: "no",
  },
} as const;
