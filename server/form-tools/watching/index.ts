/**
 * Noticing that a form changed after a Flow was made of it.
 *
 * What a version was made from is kept with it (`rememberSource`). A sleeper looks at each published Flow's form now and then,
 * or when its tool tells of a change (look.ts), compares by question identity (notice.ts, core/form/changes), and keeps what
 * it found for people to take over (take-over.ts), to dismiss (dismiss.ts), or to be taken over by itself where that is safe.
 */
export { type Dismissed, dismissChanges } from "./dismiss.ts";
export { formToldRoutes } from "./doors.ts";
export { formChangeRoutes } from "./routes.ts";
export { type WatchedForm, watchedForms } from "./shown.ts";
export { watchFinder, watchSleeper } from "./sleeper.ts";
export { type ReadForm, readAs, readSource } from "./source.ts";
export { rememberSource, takeOver } from "./take-over.ts";
