/** A companion server that answers whatever the contract allows, and what has not been shown yet first. */
import fc from "fast-check";
import type { z } from "zod";
import * as contract from "../../src/app/packages/contract/index.ts";
import { arbitraryOf, kindsOf } from "./arbitrary-of.ts";

interface AnyCall {
  readonly path: string;
  readonly request: z.ZodType;
  readonly response: z.ZodType;
}

const isCall = (value: unknown): value is AnyCall =>
  typeof value === "object" && value !== null && "path" in value && "request" in value && "response" in value;

const exported: readonly unknown[] = Object.values(contract);

/** Every call of the contract. */
export const calls: readonly AnyCall[] = exported.filter(isCall);

const kindsByPath = new Map(calls.map(({ path, response }) => [path, kindsOf(response)]));

/** What can come back besides the contract's own kinds. */
const failures = ["status 401", "status 500", "nonsense", "cut"] as const;

/** Whether every answer to this call was shown. */
export function isComplete(path: string, shown: ReadonlySet<string>): boolean {
  return answersTo(path).every((kind) => shown.has(`${path} ${kind}`));
}

/** Every kind of answer to this call, the hoped-for one first. */
export const answersTo = (path: string): string[] => [...(kindsByPath.get(path)?.keys() ?? []), ...failures];

export interface Answering {
  readonly seed: number;
  /** As `path kind`; grows by what is answered. */
  readonly shown: Set<string>;
}

interface FetchOptions {
  readonly method?: string;
  readonly body?: unknown;
}

let walks = 0;

/** Answers `hubspot.fetch`, which calls `self.hsFetch` (HubSpot reference 2.10). */
export class AnyServer {
  /** Its own: a page of an earlier walk that looks again by itself reaches nobody. */
  readonly origin: string;
  readonly asked: string[] = [];
  /** The kind of the next answer, where it is not left to chance. */
  next: string | undefined;
  readonly #given: Answering;
  readonly #complain: (problem: string) => void;
  #open = 0;

  constructor(given: Answering, complain: (problem: string) => void) {
    this.#given = given;
    this.#complain = complain;
    walks += 1;
    this.origin = `https://walk-${walks}.example.com`;
    const hsFetch = (url: string, options: FetchOptions = {}) => this.#answer(url, options);
    Object.defineProperty(globalThis, "self", { value: { hsFetch }, configurable: true });
  }

  /** Resolves when nothing is asked any more, and what was answered is drawn: React draws in turns of the event loop. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 5; ) {
      const before = this.asked.length;
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.#open > 0 || this.asked.length !== before ? 0 : quiet + 1;
    }
  }

  async #answer(url: string, { body }: FetchOptions): Promise<Response> {
    const { pathname, origin } = new URL(url);
    if (origin !== this.origin) return new Promise(() => {});
    const call = calls.find(({ path }) => path === pathname);
    if (!call) throw new Error(`Nobody serves ${pathname}.`);
    const asked = call.request.safeParse(JSON.parse(JSON.stringify(body)));
    // Texts that are sent back may be longer here than any server's.
    const issues = asked.error?.issues.filter(({ code }) => code !== "too_big") ?? [];
    for (const { path, message } of issues) this.#complain(`${pathname} is asked with ${path.join(".")}: ${message}`);
    this.asked.push(pathname);
    this.#open += 1;
    try {
      return await this.#choose(call.path);
    } finally {
      setImmediate(() => {
        this.#open -= 1;
      });
    }
  }

  async #choose(path: string): Promise<Response> {
    const { seed, shown } = this.#given;
    const number = this.asked.length;
    const kinds = answersTo(path);
    // The hoped-for answer leads on, so it comes every third time, and whenever the others have been shown.
    const fresh = (number + seed) % 3 === 0 ? [] : kinds.filter((kind) => !shown.has(`${path} ${kind}`));
    const usual = kinds.find((kind) => kind !== "running") ?? "";
    const kind = this.next ?? fresh[0] ?? usual;
    this.next = undefined;
    shown.add(`${path} ${kind}`);
    if (kind === "cut") throw new Error("connection lost");
    if (kind === "nonsense") return new Response("<html>Bad gateway</html>");
    if (kind.startsWith("status ")) return new Response("", { status: Number(kind.slice(7)) });
    const schema = kindsByPath.get(path)?.get(kind);
    const [value] = fc.sample(arbitraryOf(schema), { numRuns: 1, seed: seed * 1_000 + number });
    return new Response(JSON.stringify(value));
  }
}
