/** WhatsApp's side of a Flow, for Node and the browser: the sealing client and a headless customer. */
export { BrokenFlow, type InputProblem, PhoneRefusal } from "./errors.ts";
export type { InputView, Limits } from "./input-view.ts";
export type { ClearRequest, PublicKeySource, RecordedExchange, Transport } from "./line.ts";
export { openFlow } from "./phone.ts";
export { type Random, type SealedExchange, sealExchange, UnreadableAnswer, UnusableKey } from "./seal.ts";
export type { FlowOnPhone, OpenFlowOptions, PhoneProblem, PhoneStatus, PhoneView, Quirks } from "./types.ts";
export type { FooterView, ScreenView } from "./view.ts";
