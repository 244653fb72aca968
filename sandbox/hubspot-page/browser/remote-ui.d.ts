/**
 * The part of remote-ui 2.2 (core), 5.0 (react) and 1.4 (rpc), and of React 18, that the page uses. They are installed
 * with the app alone; the bundle resolves `app/` to where that is.
 */
declare module "app/@remote-ui/core" {
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
  export function createRemoteReceiver(): Receiver;
  export interface Root {
    mount(): Promise<void>;
  }
  export function createRemoteRoot(channel: Channel): Root;
}

declare module "app/@remote-ui/react" {
  import type { Root } from "app/@remote-ui/core";
  export function createRoot(root: Root): { render(element: unknown): void };
}

declare module "app/@remote-ui/rpc" {
  export interface Messenger {
    postMessage(message: unknown): void;
    addEventListener(event: "message", listener: (event: MessageEvent) => void): void;
    removeEventListener(event: "message", listener: (event: MessageEvent) => void): void;
  }
  export type Calls<Api> = {
    [Name in keyof Api]: Api[Name] extends (...args: infer Args) => infer Result
      ? (...args: Args) => Promise<Awaited<Result>>
      : never;
  };
  export interface Endpoint<Api> {
    readonly call: Calls<Api>;
    expose(api: object): void;
    terminate(): void;
  }
  export function createEndpoint<Api>(messenger: Messenger): Endpoint<Api>;
  export function retain(value: unknown): void;
}

declare module "app/react" {
  export function useSyncExternalStore<T>(subscribe: (changed: () => void) => () => void, read: () => T): T;
}
