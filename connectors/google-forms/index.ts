/** Google Forms as a source of forms; answers go back over a script that the form's owner installs. */
export { formFromGoogle } from "./adapter.ts";
export { appsScript } from "./apps-script.ts";
export {
  createGoogleForms,
  type GoogleBases,
  type GoogleFormsOptions,
  googleFormIn,
  publicGoogleForm,
} from "./client.ts";
export { scriptAnswers, sheetRow } from "./handed-in.ts";
export { createGoogleOAuth, type GoogleOAuthBases } from "./oauth.ts";
export { pageDataIn } from "./page-html.ts";
export { formPushOf, googleKeys, verifyPush } from "./push.ts";
export { callScript, type ScriptOptions } from "./script-call.ts";
export { createSheet, type Sheet, tabName } from "./sheet.ts";
export { createFormWatches } from "./watches.ts";

/** What this connector is and can do; settings screens and the command line read it. */
export const googleForms = {
  id: "google-forms",
  label: "Google Forms",
  can: {
    readsForms: "supported",
    noticesChanges: "supported",
    writesSubmissions: "via script",
    listsAudiences: "no",
    books: "no",
  },
} as const;
