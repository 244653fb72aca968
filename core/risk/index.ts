/** Risk flags of identity checks: shipped rules and a business's own, decided from the answers alone. */
export { assess, riskProblems } from "./assess.ts";
export { dayAt } from "./dates.ts";
export { type Risk, type RiskFlag, type RiskLevel, type RiskRules, riskLevels, riskRulesSchema } from "./types.ts";
