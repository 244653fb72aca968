/**
 * The part of remote-ui (core 2.2, react 5.0, rpc 1.4) and of React 18 that an extension's worker uses beside the app's
 * own code: the same copies, for the bundle puts the app's packages in the place of this file.
 */
import type { Channel, Endpoint, Messenger } from "./host.ts";

export interface Root {
  mount(): Promise<void>;
}

const onlyInBundle = (): never => {
  throw new Error("Only an extension's bundle holds remote-ui and React.");
};

export const createRemoteRoot: (channel: Channel) => Root = onlyInBundle;
export const createRoot: (root: Root) => { render(element: unknown): void } = onlyInBundle;
export const createEndpoint: <Api>(messenger: Messenger) => Endpoint<Api> = onlyInBundle;
export const retain: (value: unknown) => void = onlyInBundle;
export const useSyncExternalStore: <T>(subscribe: (changed: () => void) => () => void, read: () => T) => T =
  onlyInBundle;
