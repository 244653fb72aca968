/** One place that turns what the Graph API says into what to do next (WhatsApp reference 8.5 and 5.10). */
import { OutsideError, type Remedy } from "../../core/errors.ts";
import { type GraphError, graphErrorSchema } from "./types.ts";

/** What a code means for us. `unsure`: it may come although the call took effect. */
interface Meaning {
  slug: string;
  remedy: Remedy;
  says: string;
  retryAfterMs?: number;
  unsure?: true;
}

const HOUR = 3_600_000;

const later = "WhatsApp could not do this right now. It will be tried again.";
const fixRequest = "WhatsApp refused the request as it is. Check the ids and texts of this connection and Flow.";
const fixTemplate = "The message template does not fit. Check its texts, variables and status in WhatsApp Manager.";

const meanings: readonly (readonly [codes: readonly number[], meaning: Meaning])[] = [
  [[0, 190], { slug: "token", remedy: "authorise", says: "The access token is not valid any more. Paste a new one." }],
  [
    [3, 10, 131005],
    {
      slug: "permission",
      remedy: "ask-admin",
      says: "The access token lacks a permission, or the account as an asset.",
    },
  ],
  [[1, 2, 131000, 131016, 133004], { slug: "unavailable", remedy: "retry", says: later, unsure: true }],
  [[131057], { slug: "maintenance", remedy: "retry", says: later }],
  [[4, 80007], { slug: "rate_limited", remedy: "retry", says: "Too many calls to WhatsApp. It will be tried later." }],
  [[33, 100], { slug: "bad_request", remedy: "give-up", says: fixRequest }],
  [[131008, 131009, 135000], { slug: "bad_request", remedy: "give-up", says: fixRequest }],
  [[368, 131031], { slug: "locked", remedy: "ask-admin", says: "WhatsApp has restricted this business account." }],
  [[130429], { slug: "throughput", remedy: "retry", says: "This number sends faster than WhatsApp allows." }],
  [
    [131048],
    { slug: "spam_limit", remedy: "ask-admin", says: "WhatsApp limits this number because of its quality. Slow down." },
  ],
  [
    [131056],
    { slug: "pair_limit", remedy: "retry", says: "Too many messages to this person at once.", retryAfterMs: 6_000 },
  ],
  [
    [131049],
    {
      slug: "withheld",
      remedy: "retry",
      says: "WhatsApp spares this person marketing for now. Try again in a day at the earliest.",
      retryAfterMs: 24 * HOUR,
    },
  ],
  [[130472], { slug: "experiment", remedy: "give-up", says: "WhatsApp leaves this person out of an experiment." }],
  [[130497], { slug: "country", remedy: "give-up", says: "WhatsApp does not deliver such messages to this country." }],
  [[131021], { slug: "self", remedy: "give-up", says: "Sender and recipient are the same number." }],
  [[131026], { slug: "undeliverable", remedy: "give-up", says: "This person cannot be reached on WhatsApp." }],
  [
    [131030],
    { slug: "not_allow_listed", remedy: "ask-admin", says: "A test number only writes to its listed numbers." },
  ],
  [[131037], { slug: "display_name", remedy: "ask-admin", says: "The number's display name is not approved yet." }],
  [[131042], { slug: "payment", remedy: "ask-admin", says: "WhatsApp has no valid payment method for this account." }],
  [[131045, 133010], { slug: "not_registered", remedy: "ask-admin", says: "The number is not registered." }],
  [[131047], { slug: "window_closed", remedy: "give-up", says: "More than 24 hours have passed: send a template." }],
  [[131050], { slug: "opted_out", remedy: "give-up", says: "This person stopped marketing from this business." }],
  [[131062], { slug: "needs_phone", remedy: "give-up", says: "This message needs a phone number, not a user id." }],
  [
    [131063, 131064],
    { slug: "marketing_off", remedy: "ask-admin", says: "WhatsApp has switched marketing templates off here." },
  ],
  [[132000, 132005, 132007, 132008, 132012], { slug: "template_content", remedy: "give-up", says: fixTemplate }],
  [[132001, 132015, 132016], { slug: "template_unusable", remedy: "ask-admin", says: fixTemplate }],
  [
    [132068, 132069],
    {
      slug: "flow_unhealthy",
      remedy: "ask-admin",
      says: "WhatsApp holds this Flow back. Check its endpoint's health.",
    },
  ],
  [
    [133005, 133006, 133008, 133009, 133015, 133016],
    { slug: "registration", remedy: "ask-admin", says: "Registering the number failed. Check the two-step PIN." },
  ],
  [[137000], { slug: "identity_changed", remedy: "give-up", says: "This person's WhatsApp identity has changed." }],
  [
    [139000],
    {
      slug: "integrity",
      remedy: "ask-admin",
      says: "WhatsApp blocks this account's Flows. Verify the business first.",
    },
  ],
  [
    [139001, 139003, 139004],
    { slug: "flow_state", remedy: "give-up", says: "The Flow's state does not allow this. Make a copy of it instead." },
  ],
  [
    [139002],
    {
      slug: "publish_refused",
      remedy: "ask-admin",
      says: "WhatsApp refused to publish the Flow: see its health status.",
    },
  ],
  [
    [2388019, 2388023, 2388024, 2388040, 2388047, 2388073, 2388293, 2388299],
    { slug: "template_refused", remedy: "give-up", says: fixTemplate },
  ],
];

const byCode = new Map(meanings.flatMap(([codes, meaning]) => codes.map((code) => [code, meaning] as const)));

/** A code of Meta's in our words: what it is, and what to do next. */
export interface Explained {
  /** Such as `whatsapp.window_closed`. */
  code: string;
  remedy: Remedy;
  message: string;
  retryAfterMs?: number;
}

/** Why a message of ours was not delivered, as its status webhook says. */
export interface SendFailure extends Explained {
  /** Meta's own number, such as 131047. */
  metaCode: number;
}

/** What an error code means, whether it came as an answer or in a status webhook. */
export function explainCode(code: number): Explained {
  const { slug, remedy, says, retryAfterMs } = meaningOf(code) ?? unknownMeaning;
  return {
    code: `whatsapp.${slug}`,
    remedy,
    message: `${says} (WhatsApp error ${code})`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function meaningOf(code: number): Meaning | undefined {
  if (code >= 200 && code <= 299) return byCode.get(10);
  return byCode.get(code);
}

const unknownMeaning: Meaning = { slug: "refused", remedy: "give-up", says: "WhatsApp refused this." };

export interface GraphAnswer {
  method: "GET" | "POST" | "DELETE";
  status: number;
  /** Parsed JSON, or undefined where it was none. */
  body: unknown;
  retryAfter: string | null;
  /** Leave the vendor's words out of the message: they may name a person. */
  personal: boolean;
}

/** An answer that is no success. Branches on Meta's code and only without one on the HTTP status. */
export function sortGraphError(answer: GraphAnswer): OutsideError {
  const parsed = graphErrorSchema.safeParse(answer.body);
  const serverFault = answer.status >= 500;
  const retryAfterMs = secondsToMs(answer.retryAfter);
  if (!parsed.success) {
    const busy = answer.status === 429;
    const says = busy || serverFault ? later : "WhatsApp gave an answer that is not its own. Check the base URL.";
    return new OutsideError(`${says} (HTTP ${answer.status})`, {
      code: busy ? "whatsapp.rate_limited" : serverFault ? "whatsapp.unavailable" : "whatsapp.unexpected_answer",
      remedy: busy || serverFault ? "retry" : "ask-admin",
      status: answer.status,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      mayHaveLanded: serverFault && answer.method === "POST",
    });
  }
  const { error } = parsed.data;
  const known = meaningOf(error.code);
  const explained = explainCode(error.code);
  const unsure = known ? known.unsure === true : true;
  const wait = retryAfterMs ?? explained.retryAfterMs;
  return new OutsideError(explained.message + (answer.personal ? "" : vendorWords(error)), {
    code: explained.code,
    remedy: !known && serverFault ? "retry" : explained.remedy,
    status: answer.status,
    ...(wait !== undefined && { retryAfterMs: wait }),
    ...(error.fbtrace_id && { correlationId: error.fbtrace_id }),
    mayHaveLanded: serverFault && unsure && answer.method === "POST",
  });
}

function vendorWords(error: GraphError): string {
  const words = error.error_user_msg ?? error.error_data?.details ?? error.message;
  const subcode = error.error_subcode === undefined ? "" : ` (sub-code ${error.error_subcode})`;
  return words ? `${subcode} WhatsApp says: ${words}` : subcode;
}

/** `Retry-After` in seconds; its date form is not documented for the Graph API. */
function secondsToMs(retryAfter: string | null): number | undefined {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
}
