/** WhatsApp's side of a Flow, for Node and the browser: the sealing client and a headless customer. */
export type { Block, CarouselView, ImageView, LinkView, TextStyle } from "./blocks.ts";
export { BrokenFlow, type InputProblem, PhoneRefusal } from "./errors.ts";
export type { DateLimits, FileLimits, InputView, Limits, RangeEnd } from "./input-view.ts";
export type { ClearRequest, PublicKeySource, RecordedExchange, Transport } from "./line.ts";
export type { Inline, Paragraph } from "./markdown.ts";
export type { NavigationItem, NavigationView } from "./navigation.ts";
export { openFlow } from "./phone.ts";
export type { Option } from "./properties.ts";
export { type Random, type SealedExchange, sealExchange, UnreadableAnswer, UnusableKey } from "./seal.ts";
export type { FlowOnPhone, OpenFlowOptions, PhoneProblem, PhoneStatus, PhoneView, Quirks } from "./types.ts";
export { type SealedFile, sealFile, UploadFailed, type UploadFile } from "./upload.ts";
export type { DateRange, FormValue, PickedFile } from "./values.ts";
export type { FooterView, ScreenView } from "./view.ts";
export { type PhoneWords, phoneWords, sizeOfFile } from "./words/index.ts";
