/**
 * The one guarded way to addresses that a portal's user typed: webhooks, data sources, scripts.
 *
 * Https only, no credentials in the address, sensible ports. The host is looked up by c-ares once per call, every address
 * it has must be public, and the connection goes to exactly what was checked, so that a name that changes its mind in
 * between gains nothing. TLS names are checked as always, redirects are not followed, time and size are limited.
 */
import { exchange } from "./exchange.ts";
import { failed } from "./failures.ts";
import { addressesOf, readUrl } from "./target.ts";
import { defaultLimits, type Outbound, type OutboundGround } from "./types.ts";

export { failed, type OutboundFailure } from "./failures.ts";
export type {
  HostResolver,
  Outbound,
  OutboundAnswer,
  OutboundGround,
  OutboundLimits,
  OutboundRequest,
} from "./types.ts";

/** Holds no state: make one wherever it is needed. */
export function outbound(ground: OutboundGround): Outbound {
  return {
    inspect: async (text) => {
      const url = readUrl(text, ground.world);
      await within(defaultLimits.connectMs, addressesOf(url, ground));
    },
    request: async (asked) => {
      const limits = { ...defaultLimits, ...asked.limits };
      const deadline = performance.now() + limits.totalMs;
      const body = Buffer.from(asked.body ?? "");
      if (body.byteLength > limits.requestBytes) throw failed("request_too_large");
      const url = readUrl(asked.url, ground.world);
      const addresses = await within(Math.min(limits.connectMs, limits.totalMs), addressesOf(url, ground));
      const call = () => exchange({ url, addresses }, asked, body, limits, deadline);
      return ground.measured ? ground.measured(asked.method, call) : call();
    },
  };
}

/** A look-up that takes too long is given up; what it finds later is dropped. */
async function within<Found>(ms: number, work: Promise<Found>): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(failed("dns")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
