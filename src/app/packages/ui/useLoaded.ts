import type { Call } from "@flowella/contract";
import { useCallback, useEffect } from "react";
import { type ServerState, useServer } from "./useServer.ts";

export interface Loaded<Value> {
  readonly state: ServerState<Value>;
  readonly load: () => void;
  readonly loading: boolean;
}

/** Puts a question to the server at once, and again with `load`. @param request the same object each time, or a new question */
export function useLoaded<Request extends Record<string, unknown>, Value>(
  origin: string,
  call: Call<Request, Value>,
  request: Request,
): Loaded<Value> {
  const { state, ask } = useServer(origin, call);
  const load = useCallback(() => void ask(request), [ask, request]);
  useEffect(load, [load]);
  return { state, load, loading: state.status === "idle" || state.status === "loading" };
}
