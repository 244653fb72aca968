/** What the protocol allows as an answer, once it is opened (WhatsApp reference 3.5 and 3.6). */
import type { Reply } from "./client.ts";
import type { ReadAnswer } from "./sealed.ts";

/** A reply and, where it carries an encrypted body, what was in it. */
export interface Exchanged {
  readonly reply: Reply;
  readonly read?: ReadAnswer | undefined;
}

/** Both statuses carry an encrypted body; every other one is a refusal without words. */
export const carriesWords = (status: number): boolean => status === 200 || status === 427;

/** Phones accept an empty 427, and show no words of the business then. */
export const refusedWithoutWords = (reply: Reply): boolean =>
  reply.kind === "answer" && reply.status === 427 && reply.body === "";

/** Why this is no answer that a phone can use, or undefined. */
export function answerProblem({ reply, read }: Exchanged): string | undefined {
  if (reply.kind === "none") return reply.detail;
  if (!carriesWords(reply.status)) return `status ${reply.status}`;
  if (refusedWithoutWords(reply)) return undefined;
  if (!read || read.kind === "unreadable") return `${reply.status}, but ${read?.why ?? "nothing in it"}`;
  const problem = reply.status === 427 ? refusalProblem(read.clear) : clearProblem(read.clear);
  return problem && `${reply.status}, but ${problem}`;
}

function refusalProblem(clear: unknown): string | undefined {
  const message = isObject(clear) ? clear["error_msg"] : undefined;
  return typeof message === "string" && message !== "" ? undefined : "no error_msg is in it for the customer to read";
}

function clearProblem(clear: unknown): string | undefined {
  if (!isObject(clear)) return "the answer is no JSON object";
  const { version, screen, data } = clear;
  if (version !== undefined && typeof version !== "string") return "its version is no text";
  if (data !== undefined && !isObject(data)) return "its data is no object";
  const nothing = pathOfNull(data, "data");
  if (nothing) return `${nothing} is null, which no screen takes: leave it out or give it an empty value`;
  if (screen === undefined) {
    const known = data?.["status"] === "active" || data?.["acknowledged"] === true;
    return known ? undefined : "it names no screen";
  }
  if (typeof screen !== "string" || screen === "") return "its screen is no text";
  return screen === "SUCCESS" ? successProblem(data) : undefined;
}

/** Closes the Flow; without the token in its params the reply in the chat cannot be told apart. */
function successProblem(data: Record<string, unknown> | undefined): string | undefined {
  const message = data?.["extension_message_response"];
  const params = isObject(message) ? message["params"] : undefined;
  return isObject(params) && typeof params["flow_token"] === "string"
    ? undefined
    : "SUCCESS lacks data.extension_message_response.params.flow_token";
}

function pathOfNull(value: unknown, path: string): string | undefined {
  if (value === null) return path;
  if (typeof value !== "object") return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = pathOfNull(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A reply in a few words for the report: status, and what was in it. */
export function described({ reply, read }: Exchanged): string {
  if (reply.kind === "none") return reply.detail;
  if (!read)
    return reply.body === "" ? `${reply.status}, empty` : `${reply.status} with ${reply.body.length} characters`;
  if (read.kind === "unreadable") return `${reply.status}, but ${read.why}`;
  return `${reply.status} ${shortened(JSON.stringify(read.clear))}`;
}

function shortened(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}
