import type { Call } from "@flowella/contract";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Answer, askServer, type Problem } from "./askServer.ts";

/** `value` while loading or after an error is the last good answer, if there was one. */
export type ServerState<Value> =
  | { status: "idle" }
  | { status: "loading"; value?: Value }
  | { status: "success"; value: Value }
  | { status: "error"; problem: Problem; value?: Value };

export interface Server<Request, Value> {
  readonly state: ServerState<Value>;
  /** Resolves to undefined when a newer question, or the end of the component, made this answer worthless. */
  readonly ask: (request: Request) => Promise<Answer<Value> | undefined>;
}

/**
 * One call of the contract as React state. Only the answer to the newest question counts: an older one that arrives
 * late is dropped, so the card never falls back to what was true before.
 *
 * @param call a constant of the contract; a new object each time would make a new `ask` each time
 */
export function useServer<Request extends Record<string, unknown>, Value>(
  origin: string,
  call: Call<Request, Value>,
): Server<Request, Value> {
  const [state, setState] = useState<ServerState<Value>>({ status: "idle" });
  const newest = useRef(0);

  useEffect(
    () => () => {
      newest.current += 1;
    },
    [],
  );

  const ask = useCallback(
    async (request: Request) => {
      newest.current += 1;
      const mine = newest.current;
      setState((before) => ({ status: "loading", ...lastGood(before) }));
      const answer = await askServer(origin, call, request);
      if (mine !== newest.current) return undefined;
      setState((before) =>
        answer.ok
          ? { status: "success", value: answer.value }
          : { status: "error", problem: answer.problem, ...lastGood(before) },
      );
      return answer;
    },
    [origin, call],
  );

  return { state, ask };
}

function lastGood<Value>(state: ServerState<Value>): { value?: Value } {
  return "value" in state && state.value !== undefined ? { value: state.value } : {};
}
