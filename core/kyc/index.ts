/** KYC: where the record of an identity check is kept, what is in it, and what never leaves. */
export { answersThatMayLeave, documentsIn, type KycQuestions, kycQuestions, numbersByTheirEnds } from "./questions.ts";
export { type CheckedAnswers, type KycRecord, kycRecordOf } from "./record.ts";
export {
  aimOf,
  type FitObject,
  fitObject,
  type KycAim,
  type KycDecision,
  type KycNaming,
  type KycPlace,
  type KycWish,
  type ObjectFacts,
  ourNames,
  tierOf,
} from "./tier.ts";
export {
  type KycFlow,
  type KycNames,
  type KycTier,
  type KycValue,
  kycFlowSchema,
  kycNamesSchema,
  kycStates,
  kycValues,
} from "./types.ts";
