/** One-time codes: what they look like, how often they may be tried, and how a proof is remembered. */
export {
  type CodeLimitName,
  codeLimits,
  handedOutMinutes,
  type Limit,
  provedForMs,
  resendAfterMs,
  triesPerCode,
} from "./limits.ts";
export { markOf, type Proved, provedBy } from "./mark.ts";
export { newCode } from "./new-code.ts";
export { type CodeSettings, codeSettingsSchema, defaultCodeSettings } from "./settings.ts";
export { codeTyped, surnameTyped } from "./typed.ts";
