/** Thousands of random requests, a bounded number at a time, and what became of them. */
import { answerProblem, carriesWords, isObject } from "../answers.ts";
import { type Line, ping } from "../case.ts";
import { openLine, type ProbeTarget } from "../line.ts";
import { type Sealed, withContents } from "../sealed.ts";
import { type Dice, dice } from "./dice.ts";
import { inside, type Known, type KnownScreen } from "./inside.ts";
import { outside } from "./outside.ts";

export interface FuzzOptions {
  readonly requests: number;
  /** The same seed sends the same requests; only keys and initial vectors are fresh. */
  readonly seed: number;
  /** Requests under way at once. */
  readonly together?: number;
  /** Screens of the form behind the token and the names of their inputs, where they are known. */
  readonly screens?: readonly KnownScreen[];
  readonly onProgress?: (done: number) => void;
}

export interface FuzzReport {
  readonly ok: boolean;
  readonly requests: number;
  readonly seed: number;
  /** How many answers had which status; `no answer` for those that had none. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers that the protocol does not allow. */
  readonly violations: number;
  /** The first of them. */
  readonly examples: readonly { readonly number: number; readonly what: string; readonly got: string }[];
  readonly slowestMs: number;
}

interface Outcome {
  readonly what: string;
  readonly status: string;
  readonly problem: string | undefined;
}

const examplesKept = 10;
/** Sealed requests kept to be changed: wrapping a key anew for each would only slow the one who asks. */
const keptSealed = 64;
/** Unanswered requests after which more of them tell nothing new. */
const unansweredAtMost = 20;

export async function fuzz(target: ProbeTarget, options: FuzzOptions): Promise<FuzzReport> {
  const { requests, seed, together = 16, screens = [], onProgress } = options;
  const { line, close } = openLine(target, together);
  const statuses: Record<string, number> = {};
  const examples: { number: number; what: string; got: string }[] = [];
  let [violations, started, done] = [0, 0, 0];
  const given = () => (statuses["no answer"] ?? 0) >= unansweredAtMost;

  const one = async (known: Known, sealed: readonly [Sealed, ...Sealed[]]): Promise<void> => {
    while (started < requests && !given()) {
      const number = started++;
      const { what, status, problem } = await send(line, dice(seed, number), known, sealed);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (problem !== undefined) {
        violations += 1;
        if (examples.length < examplesKept) examples.push({ number, what, got: problem });
      }
      done += 1;
      onProgress?.(done);
    }
  };

  try {
    const known = await firstLook(line, screens);
    const first = await line.seal(ping);
    const more = await Promise.all(Array.from({ length: keptSealed - 1 }, () => line.seal(ping)));
    await Promise.all(Array.from({ length: together }, () => one(known, [first, ...more])));
    const { slowestMs } = line.times();
    return { ok: violations === 0, requests: done, seed, statuses, violations, examples, slowestMs };
  } finally {
    close();
  }
}

/** Opens the form once, where there is a token for it. */
async function firstLook(line: Line, screens: readonly KnownScreen[]): Promise<Known> {
  const { token } = line;
  const told = { token, screens };
  if (token === "") return told;
  const { read } = await line.exchange({ version: "3.0", action: "INIT", screen: "", data: {}, flow_token: token });
  if (read?.kind !== "clear" || !isObject(read.clear)) return told;
  const { screen, data } = read.clear;
  if (typeof screen !== "string") return told;
  return { token, screens: [{ id: screen, names: isObject(data) ? Object.keys(data) : [] }, ...screens] };
}

async function send(line: Line, thrown: Dice, known: Known, sealed: readonly [Sealed, ...Sealed[]]): Promise<Outcome> {
  const at = thrown.below(sealed.length);
  const base = sealed[at] ?? sealed[0];
  return thrown.chance(0.5)
    ? sendOutside(line, thrown, base, sealed[(at + 1) % sealed.length] ?? sealed[0])
    : sendInside(line, thrown, known, base);
}

async function sendOutside(line: Line, thrown: Dice, sealed: Sealed, other: Sealed): Promise<Outcome> {
  const { what, body, signed, headers } = outside(thrown, sealed, other);
  const signature =
    signed === "well"
      ? line.sign(body)
      : signed === "not"
        ? null
        : "as" in signed
          ? line.sign(signed.as)
          : signed.header;
  const reply = await line.post(body, { signature, ...(headers && { headers }) });
  if (reply.kind === "none") return { what, status: "no answer", problem: reply.detail };
  const refused = reply.status >= 400 && reply.status < 500;
  return {
    what,
    status: String(reply.status),
    problem: refused ? undefined : `status ${reply.status} instead of a 4xx`,
  };
}

async function sendInside(line: Line, thrown: Dice, known: Known, sealed: Sealed): Promise<Outcome> {
  const { what, contents } = inside(thrown, known);
  const reply = await line.post(withContents(sealed, Buffer.from(contents)));
  const words = reply.kind === "answer" && carriesWords(reply.status);
  const read = words ? await sealed.read(reply.body) : undefined;
  const status = reply.kind === "answer" ? String(reply.status) : "no answer";
  return { what, status, problem: answerProblem({ reply, read }) };
}
