import type { Call } from "@flowella/contract";
import { useEffect } from "react";
import { type Loaded, useLoaded } from "./useLoaded.ts";

/** How long to leave the server alone between two looks, in milliseconds. */
const between = 5_000;

/** As `useLoaded`, and again by itself for as long as what was told is still moving. */
export function useLoadedAgain<Request extends Record<string, unknown>, Value>(
  origin: string,
  call: Call<Request, Value>,
  request: Request,
  isMoving: (value: Value) => boolean,
): Loaded<Value> {
  const loaded = useLoaded(origin, call, request);
  const { state, load } = loaded;
  const moving = state.status === "success" && isMoving(state.value);
  // Every answer is another state, so each one that still moves leads to one more look.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `state` is what begins the next wait.
  useEffect(() => {
    if (!moving) return undefined;
    const timer = setTimeout(load, between);
    return () => clearTimeout(timer);
  }, [moving, load, state]);
  return loaded;
}
