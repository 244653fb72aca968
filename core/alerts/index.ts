/** Judgements about figures that are worth telling somebody. */
export {
  type Change,
  fewestBefore,
  fewestHitsBefore,
  fewestLately,
  type Judgement,
  judgeChange,
  leastRisen,
  type Question,
  type Try,
} from "./change.ts";
export type { Share } from "./odds.ts";
