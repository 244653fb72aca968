/** Where a request comes from, as far as it can be told. */
import type { Request } from "express";
import ipaddr from "ipaddr.js";

export interface Caller {
  readonly key: string;
  /** Behind a proxy that nobody told us to trust: the address is the proxy's, and stands for many people. */
  readonly manyPeople: boolean;
}

/** @param trustsProxy whether a proxy in front of us is known (TRUST_PROXY) */
export function callerOf(request: Request, trustsProxy: boolean): Caller {
  const forwarded = request.get("x-forwarded-for") !== undefined || request.get("forwarded") !== undefined;
  return { key: networkOf(request.ip), manyPeople: forwarded && !trustsProxy };
}

/** One household has a whole IPv6 network of 64 bits; an IPv4 address in IPv6 clothes is an IPv4 address. */
function networkOf(address = ""): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const ip = ipaddr.process(address);
  return ip.kind() === "ipv4" ? ip.toString() : ip.toByteArray().slice(0, 8).join(".");
}

/** `off`, how many proxies there are, or whose addresses they have. Never everybody's: that could be made up. */
export function isTrustProxy(text: string): boolean {
  if (text === "off" || /^[1-9]$/.test(text)) return true;
  return text.split(",").every((part) => {
    const given = part.trim();
    // A number alone would be an address of IPv4, too.
    return proxyWords.includes(given) || (/[.:]/.test(given) && (ipaddr.isValid(given) || ipaddr.isValidCIDR(given)));
  });
}

const proxyWords: readonly string[] = ["loopback", "linklocal", "uniquelocal"];

/** As Express takes it. */
export function trustProxyOf(text: string): false | number | string[] {
  if (text === "off") return false;
  return /^\d$/.test(text) ? Number(text) : text.split(",").map((part) => part.trim());
}
