/** An endpoint that answers from a list, by node-forge, handed to the phone as its transport. */
import { generateKeyPairSync } from "node:crypto";
import { type FlowOnPhone, type OpenFlowOptions, openFlow, type Transport } from "../../phone/index.ts";
import { openWithForge, quickUnwrap, sealWithForge } from "./forge-envelope.ts";

export const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const unwrap = quickUnwrap(keys.privateKey);

/** A clear answer is sealed and sent with 200 (or `status`); `raw` goes out as it is; `throws` is no answer at all. */
export type Step =
  | { readonly clear: unknown; readonly status?: number }
  | { readonly status: number; readonly raw: string }
  | { readonly throws: Error };

export interface Rehearsal {
  readonly transport: Transport;
  /** Opened requests, in order. */
  readonly heard: unknown[];
}

/** Each exchange takes the next step; error notifications are acknowledged and take none. */
export function rehearse(...steps: Step[]): Rehearsal {
  const heard: unknown[] = [];
  const left = [...steps];
  const transport: Transport = async (body) => {
    const opened = openWithForge(body, unwrap);
    heard.push(opened.clear);
    const step = isNotification(opened.clear) ? { clear: { data: { acknowledged: true } } } : left.shift();
    if (!step) throw new Error("The rehearsal is over.");
    if ("throws" in step) throw step.throws;
    if ("raw" in step) return { status: step.status, body: step.raw };
    return { status: step.status ?? 200, body: sealWithForge(step.clear, opened) };
  };
  return { transport, heard };
}

function isNotification(clear: unknown): boolean {
  return JSON.stringify(clear).includes('"error_message"');
}

export function openRehearsed(
  flowJson: unknown,
  { transport }: Rehearsal,
  more: Partial<OpenFlowOptions> = {},
): Promise<FlowOnPhone> {
  const publicKey = async () => keys.publicKey;
  return openFlow({ flowJson, flowToken: "tok-1", mode: "data_exchange", transport, publicKey, ...more });
}
