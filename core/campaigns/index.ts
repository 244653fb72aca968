/** Broadcasts, decided: whom they go to, how fast, what a failure means, and what their figures allow to say. */
export { type AfterFailure, afterFailure } from "./after-failure.ts";
export { type Check, checkOf, type Fit } from "./check.ts";
export { type Comparison, compare } from "./comparison.ts";
export type { Prices } from "./cost.ts";
export { limitOfTier, nextRoom, recent, type Written, withPeople, writtenToday } from "./daily.ts";
export { gradeOf, type Obstacle, obstacleOf, type Standing } from "./health.ts";
export {
  afterPress,
  afterStage,
  type Life,
  mayPress,
  type Plan,
  type Press,
  type Stage,
  type State,
} from "./life.ts";
export { callsAtOnce, Occupied, type Slots, secondMs, slotsFor, takeSlots } from "./pacing.ts";
export { firstByRank, sizeOfShare } from "./shares.ts";
