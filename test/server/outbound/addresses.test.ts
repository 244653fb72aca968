import { describe, expect, it } from "@jest/globals";
import { isPublic } from "../../../server/outbound/addresses.ts";

/** Every range that is nobody's business of ours, by one address at each end where it has two. */
const forbidden: [string, readonly string[]][] = [
  ["this network", ["0.0.0.0", "0.255.255.255"]],
  ["private 10/8", ["10.0.0.0", "10.255.255.255"]],
  ["private 172.16/12", ["172.16.0.0", "172.31.255.255"]],
  ["private 192.168/16", ["192.168.0.0", "192.168.255.255"]],
  ["carrier-grade NAT", ["100.64.0.0", "100.127.255.255", "100.100.100.200"]],
  ["loopback", ["127.0.0.1", "127.255.255.255"]],
  ["link-local and metadata", ["169.254.0.0", "169.254.169.254", "169.254.255.255"]],
  ["protocol assignments", ["192.0.0.0", "192.0.0.192"]],
  ["documentation", ["192.0.2.1", "198.51.100.1", "203.0.113.1"]],
  ["benchmarks", ["198.18.0.0", "198.19.255.255"]],
  ["6to4 relays", ["192.88.99.1"]],
  ["multicast", ["224.0.0.1", "239.255.255.255"]],
  ["reserved", ["240.0.0.1", "255.255.255.254"]],
  ["broadcast", ["255.255.255.255"]],
  ["Azure's inside", ["168.63.129.16"]],
  ["unspecified v6", ["::"]],
  ["loopback v6", ["::1"]],
  ["link-local v6", ["fe80::1", "febf::1"]],
  ["site-local v6", ["fec0::1"]],
  ["unique local v6", ["fc00::1", "fd00:ec2::254", "fdff::1"]],
  ["multicast v6", ["ff02::1"]],
  ["documentation v6", ["2001:db8::1", "3fff::1"]],
  ["discard-only", ["100::1"]],
  ["Teredo", ["2001:0:53aa:64c::1"]],
  ["ORCHID and benchmarks", ["2001:10::1", "2001:20::1", "2001:2::1"]],
  ["segment routing", ["5f00::1"]],
  ["outside of what was ever given out", ["4000::1", "8000::1", "e000::1"]],
  ["IPv4-compatible", ["::127.0.0.1", "::8.8.8.8"]],
  ["mapped private", ["::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe"]],
  ["NAT64 of private", ["64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b::7f00:1"]],
  ["local NAT64", ["64:ff9b:1::1", "64:ff9b:1::8.8.8.8"]],
  ["6to4 of private", ["2002:a00:1::1", "2002:7f00:1::", "2002:a9fe:a9fe::1"]],
  ["SIIT of private", ["::ffff:0:10.0.0.1"]],
  ["no address at all", ["", "localhost", "1.2.3.4.5", "10.1", "0x7f.0.0.1.2"]],
];

describe("addresses that a typed name may not lead to", () => {
  it.each(forbidden)("%s", (_range, addresses) => {
    expect(addresses.filter(isPublic)).toEqual([]);
  });

  it("public ones are allowed, in each form that carries them", () => {
    const allowed = [
      "8.8.8.8",
      "1.1.1.1",
      "172.15.255.255",
      "172.32.0.0",
      "100.63.255.255",
      "100.128.0.0",
      "169.253.255.255",
      "192.167.255.255",
      "2606:4700::1111",
      "2a00:1450:4001::1",
      "::ffff:8.8.8.8",
      "64:ff9b::808:808",
      "2002:808:808::1",
    ];
    expect(allowed.filter((address) => !isPublic(address))).toEqual([]);
  });
});
