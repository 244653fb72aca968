/**
 * Workflows, as far as an app's own actions see them (HubSpot reference 3): a contact that is enrolled makes one call,
 * and what the app answers, or completes later, decides how the enrolment goes on. Repeating a call that failed is the
 * test's to do (`repeat`), for there are no timers here.
 */
import type { Clock } from "./clock.ts";
import { invalid, notFound } from "./errors.ts";
import { reroute, signatureV2, signatureV3 } from "./signing.ts";

export interface ActionCall {
  readonly portalId: number;
  /** As the action's meta file has it, with its variables filled in. */
  readonly actionUrl: string;
  /** Values as the person who made the workflow typed them. */
  readonly inputFields: Readonly<Record<string, string>>;
  readonly contactId: string;
  /** Origin to connect to where the public URL does not lead there; the signature stays over the public URL. */
  readonly connectTo?: string;
  /** Signs by version 2 alone, which is all that HubSpot documents for these calls. */
  readonly olderSignature?: boolean;
}

export interface Enrolment {
  readonly callbackId: string;
  readonly call: ActionCall;
  /** `expired`: nobody completed the callback in time, and the workflow went on in silence. */
  state: "calling" | "blocked" | "done" | "failed" | "expired";
  /** Epoch ms, while blocked. */
  expiresAt?: number;
  outputs: Readonly<Record<string, string>>;
  calls: number;
}

const usualExpiryMs = 7 * 24 * 3_600_000;

export class Workflows {
  readonly enrolments = new Map<string, Enrolment>();
  readonly #now: Clock;
  #made = 0;

  constructor(now: Clock) {
    this.#now = now;
  }

  enrol(call: ActionCall): Enrolment {
    this.#made += 1;
    const callbackId = `ap-${call.portalId}-${this.#made}-0`;
    const enrolment: Enrolment = { callbackId, call, state: "calling", outputs: {}, calls: 0 };
    this.enrolments.set(callbackId, enrolment);
    return enrolment;
  }

  /** One call; 429, 5xx and a broken connection leave it to be repeated. */
  async call(enrolment: Enrolment, clientSecret: string): Promise<void> {
    enrolment.calls += 1;
    const { call } = enrolment;
    const body = JSON.stringify(bodyOf(enrolment));
    const response = await signedPost(call, call.actionUrl, body, clientSecret, this.#now()).catch(() => undefined);
    if (enrolment.state !== "calling" && enrolment.state !== "blocked") return;
    if (!response || response.status === 429 || response.status >= 500) return;
    if (response.status >= 400) {
      enrolment.state = "failed";
      return;
    }
    const answer: unknown = await response.json();
    this.#answered(enrolment, outputsIn(answer));
  }

  #answered(enrolment: Enrolment, outputs: Readonly<Record<string, string>>): void {
    const state = outputs["hs_execution_state"];
    if (state === "BLOCK") {
      enrolment.state = "blocked";
      enrolment.expiresAt = this.#now() + (durationMs(outputs["hs_expiration_duration"]) ?? usualExpiryMs);
      return;
    }
    enrolment.state = state === "FAIL_CONTINUE" ? "failed" : "done";
    enrolment.outputs = outputs;
  }

  /** What `complete` does. A callback that nobody waits for is unknown. */
  complete(portalId: number, callbackId: string, outputs: Readonly<Record<string, string>>): void {
    const enrolment = this.enrolments.get(callbackId);
    if (enrolment?.call.portalId !== portalId || enrolment.state !== "blocked")
      throw notFound("No callback with this id waits to be completed.");
    const state = outputs["hs_execution_state"];
    if (state !== "SUCCESS" && state !== "FAIL_CONTINUE")
      throw invalid("hs_execution_state must be SUCCESS or FAIL_CONTINUE.");
    this.#answered(enrolment, outputs);
  }

  settle(now: number): void {
    for (const enrolment of this.enrolments.values()) {
      if (enrolment.state === "blocked" && (enrolment.expiresAt ?? now) <= now) enrolment.state = "expired";
    }
  }
}

/** What a person sees to choose from. @param field of `inputFields`, of which the others are as typed so far */
export async function askOptions(
  call: Pick<ActionCall, "portalId" | "inputFields" | "connectTo">,
  { optionsUrl, field, q, after }: { optionsUrl: string; field: string; q?: string; after?: string },
  clientSecret: string,
  timestamp: number,
): Promise<Response> {
  const body = JSON.stringify({
    origin: { portalId: call.portalId, actionDefinitionId: 1, actionDefinitionVersion: 1 },
    objectTypeId: "0-1",
    inputFieldName: field,
    inputFields: Object.fromEntries(
      Object.entries(call.inputFields).map(([name, value]) => [name, { type: "STATIC_VALUE", value }]),
    ),
    fetchOptions: { ...(q !== undefined && { q }), ...(after !== undefined && { after }) },
  });
  return signedPost(call, optionsUrl, body, clientSecret, timestamp);
}

function bodyOf({ callbackId, call }: Enrolment): Record<string, unknown> {
  return {
    callbackId,
    origin: { portalId: call.portalId, actionDefinitionId: 1, actionDefinitionVersion: 1 },
    context: { source: "WORKFLOWS", workflowId: 1 },
    object: { objectId: Number(call.contactId), objectType: "CONTACT", properties: {} },
    inputFields: call.inputFields,
  };
}

function signedPost(
  { connectTo, olderSignature = false }: Pick<ActionCall, "connectTo" | "olderSignature">,
  url: string,
  body: string,
  clientSecret: string,
  timestamp: number,
): Promise<Response> {
  const headers = {
    "Content-Type": "application/json",
    "X-HubSpot-Signature": signatureV2(clientSecret, "POST", url, body),
    "X-HubSpot-Signature-Version": "v2",
    "X-HubSpot-Request-Timestamp": String(timestamp),
    ...(!olderSignature && { "X-HubSpot-Signature-v3": signatureV3(clientSecret, "POST", url, body, timestamp) }),
  };
  const target = connectTo === undefined ? url : reroute(url, connectTo);
  return fetch(target, { method: "POST", headers, body, redirect: "manual" });
}

function outputsIn(answer: unknown): Readonly<Record<string, string>> {
  const fields = typeof answer === "object" && answer !== null && "outputFields" in answer ? answer.outputFields : {};
  return Object.fromEntries(Object.entries(fields ?? {}).map(([name, value]) => [name, String(value)]));
}

/** ISO 8601 as the reference shows it (`PT4H`, `P3D`, `P1WT1H`). */
function durationMs(text: string | undefined): number | undefined {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text ?? "");
  if (!found) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
