/** The shapes of calls to addresses that a portal's user typed. */

/** Every address that a host name has now, IPv4 and IPv6; none where it has none. @throws what the resolver throws */
export type HostResolver = (host: string) => Promise<readonly string[]>;

/** What a call needs of its surroundings; the server's context has it. */
export interface OutboundGround {
  /** In the sandbox, http and this machine's own loopback addresses are allowed; nothing else changes. */
  readonly world: "live" | "sandbox";
  /** Measures each call that is made, where figures are wanted. */
  readonly measured?: (method: string, call: () => Promise<OutboundAnswer>) => Promise<OutboundAnswer>;
  /** DNS; c-ares unless another is handed in. */
  readonly resolveHost?: HostResolver;
}

export interface OutboundLimits {
  /** For finding the host, connecting and TLS, in milliseconds. */
  readonly connectMs: number;
  /** For everything, from the first look at the address to the last byte of the answer, in milliseconds. */
  readonly totalMs: number;
  readonly requestBytes: number;
  readonly answerBytes: number;
}

export const defaultLimits: OutboundLimits = {
  connectMs: 5_000,
  totalMs: 15_000,
  requestBytes: 1024 * 1024,
  answerBytes: 256 * 1024,
};

export interface OutboundRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  /** `host`, `content-length`, `accept-encoding` and `connection` are set by us. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly limits?: Partial<OutboundLimits>;
  /**
   * `required`: an answer whose body is too large, late or cut off is an error. `optional`: once the status is there, the
   * answer counts, with as much of its body as came.
   */
  readonly answerBody?: "required" | "optional";
}

/** Any HTTP answer, whatever its status: a redirect is an answer like others and is never followed. */
export interface OutboundAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** There was more, and it was not read. Only with `answerBody: "optional"`. */
  readonly cut: boolean;
}

export interface Outbound {
  /**
   * One call to an address that somebody typed.
   * @throws OutsideError `outbound.*` (see failures.ts) where there was no good answer
   */
  request(request: OutboundRequest): Promise<OutboundAnswer>;
  /** Looks whether the address could be called, without calling it. @throws OutsideError as `request` does */
  inspect(url: string): Promise<void>;
}
