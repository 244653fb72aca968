/**
 * The part of remote-ui (core 2.2, rpc 1.4) that the page uses. It is installed with the app alone: the bundle puts the
 * app's packages in the place of this file.
 */
export type Channel = (...message: readonly unknown[]) => unknown;

export interface Attached {
  readonly id: string | symbol;
  readonly version: number;
}

export interface Receiver {
  readonly receive: Channel;
  readonly attached: {
    readonly root: Attached & { readonly children: readonly unknown[] };
    subscribe(node: Pick<Attached, "id">, changed: () => void): () => void;
  };
}

export interface Messenger {
  postMessage(message: unknown): void;
  addEventListener(event: "message", listener: (event: MessageEvent) => void): void;
  removeEventListener(event: "message", listener: (event: MessageEvent) => void): void;
}

/** Every call crosses to another thread, so every answer is a promise. */
export type Calls<Api> = {
  [Name in keyof Api]: Api[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

export interface Endpoint<Api> {
  readonly call: Calls<Api>;
  expose(api: object): void;
}

const onlyInBundle = (): never => {
  throw new Error("Only the page's bundle holds remote-ui.");
};

export const createRemoteReceiver: () => Receiver = onlyInBundle;
export const createEndpoint: <Api>(messenger: Messenger) => Endpoint<Api> = onlyInBundle;
export const retain: (value: unknown) => void = onlyInBundle;
