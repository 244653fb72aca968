/**
 * Meta between phone and endpoint: signs each sealed body with the secret of the app connected to the Flow and posts
 * it to the Flow's endpoint (WhatsApp reference 3.1, 3.7). Faults spoil single exchanges for tests.
 */
import { signature } from "./bytes.ts";
import type { MetaFlow, State } from "./state.ts";

/**
 * `tamper`: a byte of the ciphertext changes before signing. `tamper after signing`: the signature no longer fits.
 * `wrong secret`, `unsigned`: signed by a stranger, or not at all. `cut`: half of the body, signed.
 * `lose answer`: the endpoint gets it, the phone hears nothing. `garble answer`: the phone gets other bytes.
 */
export type ProxyFault =
  | "tamper"
  | "tamper after signing"
  | "wrong secret"
  | "unsigned"
  | "cut"
  | "lose answer"
  | "garble answer";

export interface ProxiedExchange {
  readonly flowId: string;
  readonly status: number | "no answer";
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly ms: number;
}

export class EndpointProxy {
  readonly exchanges: ProxiedExchange[] = [];
  keepsExchanges = true;
  readonly #state: State;
  readonly #timeoutMs: number;
  #faults: ProxyFault[] = [];

  /** WhatsApp waits 10 seconds (reference 3.6). */
  constructor(state: State, timeoutMs = 10_000) {
    this.#state = state;
    this.#timeoutMs = timeoutMs;
  }

  failNext(...faults: ProxyFault[]): void {
    this.#faults.push(...faults);
  }

  /** Throws when no answer came; a `TimeoutError` after the time-out. */
  async post(flow: MetaFlow, sealedBody: string): Promise<{ status: number; body: string }> {
    const fault = this.#faults.shift();
    const started = performance.now();
    const note = (status: number | "no answer", responseBytes: number) => {
      if (!this.keepsExchanges) return;
      this.exchanges.push({
        flowId: flow.id,
        status,
        requestBytes: Buffer.byteLength(sealedBody),
        responseBytes,
        ms: performance.now() - started,
      });
    };
    try {
      const answer = await this.#send(flow, sealedBody, fault);
      const body = await answer.text();
      if (fault === "lose answer") throw new Error("The answer was lost on the way.");
      note(answer.status, Buffer.byteLength(body));
      return { status: answer.status, body: fault === "garble answer" ? spoil(body) : body };
    } catch (error) {
      note("no answer", 0);
      throw error;
    }
  }

  #send(flow: MetaFlow, sealedBody: string, fault: ProxyFault | undefined): Promise<Response> {
    const secret = this.#state.apps.get(flow.applicationId)?.secret;
    if (flow.endpointUri === undefined || secret === undefined)
      throw new Error("The Flow has no endpoint or no connected app.");
    const signed =
      fault === "tamper"
        ? tamper(sealedBody)
        : fault === "cut"
          ? sealedBody.slice(0, sealedBody.length / 2)
          : sealedBody;
    const header = signature(signed, fault === "wrong secret" ? `not ${secret}` : secret);
    return fetch(flow.endpointUri, {
      method: "POST",
      headers: { "content-type": "application/json", ...(fault !== "unsigned" && { "x-hub-signature-256": header }) },
      body: fault === "tamper after signing" ? tamper(signed) : signed,
      redirect: "manual",
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
  }
}

/** Changes one character of the ciphertext; the body stays well-formed. */
function tamper(sealedBody: string): string {
  return sealedBody.replace(/("encrypted_flow_data":")(.)/, (_, key: string, first: string) => `${key}${other(first)}`);
}

function spoil(body: string): string {
  return body === "" ? body : `${other(body.charAt(0))}${body.slice(1)}`;
}

const other = (character: string): string => (character === "A" ? "B" : "A");
