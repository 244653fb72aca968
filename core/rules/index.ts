/** What a form's rules mean: conditions, calculations, and the way that follows from them. */
export { holds, type Scope, subjectsOf } from "./conditions.ts";
export { type Ended, type Evaluation, evaluate, seenOnTheWay, type Waiting } from "./evaluate.ts";
export { exitsOf, landingOf, type Program, programOf, rulesAt, startPlace } from "./program.ts";
export type { VariableValue } from "./variables.ts";
