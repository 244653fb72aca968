/**
 * Which addresses a typed host name may lead to: the public internet only.
 *
 * What is allowed is named, not what is forbidden: IPv4 outside every special range, IPv6 inside 2000::/3 and outside
 * every special range. An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4, SIIT) is judged by that one too.
 */
import ipaddr from "ipaddr.js";

type Parsed = ReturnType<typeof ipaddr.parse>;

/** Public by its number, and yet a cloud's own: Azure's WireServer answers only inside. */
const alsoForbidden = new Set(["168.63.129.16"]);

const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");
const nat64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}

export function isPublic(address: string): boolean {
  const written = plainly(address);
  return ipaddr.isValid(written) && allowed(ipaddr.parse(written));
}

/** IPv6 in hexadecimal alone: the parser takes the forgotten `::8.8.8.8` for a mapped address, which it is not. */
function plainly(address: string): string {
  return address.includes(":") ? (URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1) ?? "") : address;
}

function allowed(address: Parsed): boolean {
  if (address instanceof ipaddr.IPv4) return address.range() === "unicast" && !alsoForbidden.has(address.toString());
  const range = address.range();
  const inner = carried(address, range);
  if (inner) return allowed(inner);
  return range === "unicast" && address.match(globalUnicast);
}

/** The IPv4 address inside, where this form of IPv6 address leads to one and its place is fixed. */
function carried(address: InstanceType<typeof ipaddr.IPv6>, range: string): Parsed | undefined {
  const bytes = address.toByteArray();
  if (range === "ipv4Mapped" || range === "rfc6145" || address.match(nat64))
    return ipaddr.fromByteArray(bytes.slice(12));
  return range === "6to4" ? ipaddr.fromByteArray(bytes.slice(2, 6)) : undefined;
}
