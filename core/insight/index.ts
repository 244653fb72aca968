export {
  addUp,
  type Completeness,
  comparableFields,
  completenessOf,
  completenessSchema,
  noSubmissions,
} from "./completeness.ts";
export {
  type Contribution,
  contributionOf,
  counterKey,
  counterParts,
  type Message,
  ofGroup,
  type Stage,
  screenMeasure,
  stages,
} from "./contribution.ts";
export { type Cost, costOf, type PriceTable } from "./cost.ts";
export { addTo, countsFrom, type Day, dayFrom, emptyDay, storedDay, sumOf, timeLines } from "./day.ts";
export { type Definition, definitions } from "./definitions.ts";
export { emptyFact, type Fact, type FactEvent, factSchema, factWith } from "./fact.ts";
export {
  billedOf,
  type Counts,
  countOf,
  fieldsOf,
  funnelOf,
  optInsOf,
  type ScreenName,
  screensOf,
  share,
} from "./figures.ts";
export { fewest, withoutSmall } from "./groups.ts";
export { exactMost, type Percentiles, percentilesOf } from "./histogram.ts";
export { type OptInCount, optInCounts, type Said } from "./opt-ins.ts";
export { type Source, sourceOf } from "./sources.ts";
