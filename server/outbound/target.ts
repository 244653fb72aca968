/** What a typed address must look like, and the addresses that it leads to now. */
import { isIP } from "node:net";
import { isLoopback, isPublic } from "./addresses.ts";
import { failed } from "./failures.ts";
import { systemResolver } from "./resolver.ts";
import type { OutboundGround } from "./types.ts";

export interface Target {
  readonly url: URL;
  /** Checked: the connection goes to one of these and is not looked up again. */
  readonly addresses: readonly string[];
}

const longest = 2_048;

/** Ports above 1023 of services that could be made to do something by a text (WHATWG Fetch, "bad port"). */
const otherServices = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Everything that can be said without a look-up. @throws OutsideError */
export function readUrl(text: string, world: OutboundGround["world"]): URL {
  const url = text.length <= longest ? URL.parse(text) : null;
  if (!url?.hostname) throw failed("bad_url");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && world === "sandbox")) throw failed("not_https");
  if (url.username || url.password) throw failed("credentials");
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (port !== 443 && (port < 1_024 || otherServices.has(port))) throw failed("port");
  return url;
}

/**
 * The addresses behind the host. One forbidden address among them is enough to refuse: which of them a connection
 * takes is nobody's promise. @throws OutsideError
 */
export async function addressesOf(
  url: URL,
  { world, resolveHost = systemResolver }: OutboundGround,
): Promise<string[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) ? [host] : await lookUp(host, resolveHost);
  const mayGo = (address: string) => isPublic(address) || (world === "sandbox" && isLoopback(address));
  if (!addresses.every(mayGo)) throw failed("private_address");
  return addresses;
}

async function lookUp(host: string, resolveHost: NonNullable<OutboundGround["resolveHost"]>): Promise<string[]> {
  // Never asked of the network: the name means this machine (RFC 6761, 6.3).
  if (/(^|\.)localhost\.?$/i.test(host)) return ["127.0.0.1"];
  let found: readonly string[];
  try {
    found = await resolveHost(host);
  } catch (error) {
    throw failed("dns", error);
  }
  if (found.length === 0) throw failed("unknown_host");
  return [...found];
}
