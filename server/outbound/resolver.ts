/** DNS by c-ares: it asks the name servers themselves, knows no hosts file, and takes none of libuv's threads. */
import { Resolver } from "node:dns/promises";
import type { HostResolver } from "./types.ts";

/** There is no such name, or it has no address of this kind; everything else is a failure of the look-up. */
const none = new Set(["ENOTFOUND", "ENODATA"]);

const resolver = new Resolver({ timeout: 2_000, tries: 2 });

export const systemResolver: HostResolver = async (host) => {
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = [v4, v6].flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  const failure = [v4, v6].find((each) => each.status === "rejected" && !isNone(each.reason));
  if (found.length === 0 && failure?.status === "rejected") throw failure.reason;
  return found;
};

function isNone(error: unknown): boolean {
  return error instanceof Error && "code" in error && none.has(String(error.code));
}
