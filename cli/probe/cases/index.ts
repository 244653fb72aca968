import type { ProbeCase } from "../case.ts";
import { bodyCases } from "./bodies.ts";
import { conversationCases } from "./conversation.ts";
import { healthCases } from "./health.ts";
import { requestCases } from "./requests.ts";
import { signatureCases } from "./signature.ts";
import { base64Cases, sizeCases, tamperingCases } from "./tampering.ts";
import { timeCase } from "./time.ts";

/** In the order in which they are tried. The time of every answer is known last. */
export const probeCases: readonly ProbeCase[] = [
  ...healthCases,
  ...signatureCases,
  ...tamperingCases,
  ...base64Cases,
  ...sizeCases,
  ...bodyCases,
  ...requestCases,
  ...conversationCases,
  timeCase,
];
