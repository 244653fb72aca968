/** One thing that an endpoint must do, how it is tried, and what to say about the outcome. */
import { answerProblem, described, type Exchanged, refusedWithoutWords } from "./answers.ts";
import type { Reply } from "./client.ts";
import type { Fields, Sealed } from "./sealed.ts";

export type Verdict = "pass" | "fail" | "warn" | "skipped";

export interface Finding {
  readonly verdict: Verdict;
  readonly got: string;
}

export interface ProbeCase {
  /** Stable, for machines. */
  readonly id: string;
  readonly what: string;
  /** Why it matters to the business whose endpoint this is. */
  readonly why: string;
  readonly expected: string;
  /** Skipped without a valid flow token. */
  readonly needsToken?: true;
  run(line: Line): Promise<Finding>;
}

/** What a case may do with the endpoint. */
export interface Line {
  readonly url: URL;
  /** A valid flow token, or empty. */
  readonly token: string;
  /** For the endpoint's key. */
  seal(clear: unknown): Promise<Sealed>;
  /** For a key that nobody has. */
  sealForNobody(clear: unknown): Promise<Sealed>;
  /** The header's value for these bytes. */
  sign(body: string | Uint8Array, secret?: string): string;
  /** Posts bytes, correctly signed unless told otherwise: `null` sends no signature. */
  post(body: string | Uint8Array, options?: PostOptions): Promise<Reply>;
  /** Seals, signs, posts and opens. */
  exchange(clear: unknown, options?: PostOptions): Promise<Exchanged & { readonly sealed: Sealed }>;
  /** Of everything sent so far: the slowest answer, and whether one never came. */
  times(): { readonly slowestMs: number; readonly timedOut: boolean };
}

export interface PostOptions {
  readonly signature?: string | null;
  readonly alone?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ping = { version: "3.0", action: "ping" };

/** Refused with exactly this status and no body. Another refusal is a failure, or with `lenient` a warning. */
export function refusedWith(status: 421 | 432, reply: Reply, lenient = false): Finding {
  const got = described({ reply });
  if (reply.kind === "none") return { verdict: "fail", got };
  if (reply.status === status) return { verdict: reply.body === "" ? "pass" : "warn", got };
  if (reply.status < 300) return { verdict: "fail", got: `${got}: it was taken as good` };
  return { verdict: lenient && reply.status >= 400 && reply.status < 500 ? "warn" : "fail", got };
}

/** An answer that a phone can use, with one of these statuses. A refusal that gives no reason is a warning. */
export function answeredWith(statuses: readonly number[], exchanged: Exchanged): Finding {
  const problem = answerProblem(exchanged);
  if (problem) return { verdict: "fail", got: problem };
  const { reply } = exchanged;
  const fits = reply.kind === "answer" && statuses.includes(reply.status);
  const verdict = !fits ? "fail" : refusedWithoutWords(reply) ? "warn" : "pass";
  return { verdict, got: described(exchanged) };
}

/** A case that posts the three fields, changed, and must be refused with 421. */
export function changedFields(
  common: Pick<ProbeCase, "id" | "what" | "why"> & { readonly lenient?: boolean },
  change: (
    sealed: Sealed,
    line: Line,
  ) => Promise<Readonly<Record<string, unknown>>> | Readonly<Record<string, unknown>>,
): ProbeCase {
  const { lenient, ...named } = common;
  return {
    ...named,
    expected: "421 with an empty body",
    run: async (line) => {
      const sealed = await line.seal(ping);
      const fields = { ...sealed.fields, ...(await change(sealed, line)) };
      return refusedWith(421, await line.post(JSON.stringify(fields)), lenient);
    },
  };
}

/** One field with one bit of its decoded bytes flipped; `at` counts from the end when negative. */
export function flipped(fields: Fields, name: keyof Fields, at: number): Record<string, string> {
  const bytes = Buffer.from(fields[name], "base64");
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return { [name]: bytes.toString("base64") };
}
