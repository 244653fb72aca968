import type { Config } from "./config.ts";
import type { HostResolver, OutboundGround } from "./outbound/types.ts";
import type { Store } from "./store/index.ts";
import type { Log } from "./telemetry/log.ts";
import type { Metrics } from "./telemetry/metrics.ts";
import type { Tracer } from "./telemetry/tracer.ts";
import type { Blobs } from "./vault/blobs.ts";
import type { Vault } from "./vault/index.ts";
import type { Wakeups } from "./wakeups/types.ts";

/** What every room of the server is handed: state, secrets, and the world's clock, dice and wire. */
export interface Context {
  readonly config: Config;
  /** Whether portals that install now are real ones. */
  readonly world: "live" | "sandbox";
  readonly store: Store;
  readonly vault: Vault;
  readonly blobs: Blobs;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Where spans go; nowhere, and at no cost, where it is left out. */
  readonly tracer?: Tracer;
  readonly fetch: typeof globalThis.fetch;
  /** DNS for addresses that somebody typed (outbound/); c-ares where it is left out. */
  readonly resolveHost?: HostResolver;
  /** Calls to such addresses, measured; the server sees to it (telemetry/calls.ts). */
  readonly measured?: NonNullable<OutboundGround["measured"]>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Who wakes the workers; a timer of this process where it is left out. */
  readonly wakeups?: Wakeups;
}

/** A random id of 128 bits, with a prefix that tells a reader what it names. */
export function newId(context: Pick<Context, "randomBytes">, prefix: string): string {
  return `${prefix}_${Buffer.from(context.randomBytes(16)).toString("base64url")}`;
}
