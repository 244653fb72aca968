/**
 * Gives every asynchronous call of a browser, and of what it hands out, a limit of its own. Playwright limits what waits for
 * something on a page and names it; the rest (`evaluate`, `count`, `newPage`, `close`) would wait for ever, and a test that
 * hangs would not say on what.
 */
import type { Browser } from "playwright-core";

/** Above Playwright's own 30 s, which say more, and below the limit of a test. */
export const callLimit = 45_000;

const kinds = new Set(["BrowserContext", "Page", "Frame", "FrameLocator", "Locator", "Keyboard", "Mouse"]);
const limited = new WeakSet<object>();

/** The same browser. */
export function limitBrowser(browser: Browser): Browser {
  limitKind(browser);
  return browser;
}

/** Wraps the methods of a thing's class, once. */
function limitKind(thing: object): void {
  const kind: object = Object.getPrototypeOf(thing);
  if (limited.has(kind)) return;
  limited.add(kind);
  for (const [name, { value, writable }] of Object.entries(Object.getOwnPropertyDescriptors(kind))) {
    if (name === "constructor" || name.startsWith("_") || typeof value !== "function" || !writable) continue;
    const method: (...args: unknown[]) => unknown = value;
    Reflect.set(kind, name, function limitedCall(this: object, ...args: unknown[]) {
      const answer = Reflect.apply(method, this, args);
      if (!(answer instanceof Promise)) return handedOut(answer);
      return within(limitOf(args), () => `${kindOf(this)}.${name} of ${nameOf(this)}`, answer).then(handedOut);
    });
  }
}

/** What a call hands out is limited as well. */
function handedOut<Answer>(answer: Answer): Answer {
  if (Array.isArray(answer)) for (const each of answer) handedOut(each);
  else if (typeof answer === "object" && answer !== null && kinds.has(kindOf(answer))) {
    limitKind(answer);
    for (const device of ["mouse", "keyboard"] as const) {
      const own: unknown = Reflect.get(answer, device);
      if (typeof own === "object" && own !== null) limitKind(own);
    }
  }
  return answer;
}

/** Playwright's own word; its bundler marks some with `_` or a number. */
const kindOf = (thing: object): string => (thing.constructor?.name ?? "").replace(/^_|\d+$/g, "");

/** A locator's words, or a page's address. */
function nameOf(thing: object): string {
  if (kindOf(thing) === "Locator") return String(thing);
  const url: unknown = Reflect.get(thing, "url");
  return typeof url === "function" ? String(Reflect.apply(url, thing, [])) : "the browser";
}

/** A call that names a longer time of its own gets it. */
function limitOf(args: readonly unknown[]): number {
  const own = args.map((arg) => (typeof arg === "object" && arg !== null ? Reflect.get(arg, "timeout") : undefined));
  return Math.max(callLimit, ...own.map((timeout) => (typeof timeout === "number" ? timeout + 5_000 : 0)));
}

/** What comes, or an error that names what did not. @param what read only when it did not come */
export async function within<Value>(ms: number, what: () => string, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what()} did not answer within ${ms / 1_000} s.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
