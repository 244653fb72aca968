/**
 * A conformance kit for any WhatsApp Flow endpoint: it plays the phone and Meta's proxy, tries what the protocol documents
 * (WhatsApp reference 3), and says what failed and why it matters. It shares no code with the server.
 */
export { type FuzzOptions, type FuzzReport, fuzz } from "./fuzz/run.ts";
export type { ProbeTarget } from "./line.ts";
export { fuzzText, probeText } from "./print.ts";
export { type CaseReport, type ProbeReport, probe } from "./run.ts";
