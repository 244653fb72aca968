import type { Call } from "@flowella/contract";
import { useCallback, useRef, useState } from "react";
import type { Answer } from "./askServer.ts";
import { newIdempotencyKey } from "./newIdempotencyKey.ts";
import { type ServerState, useServer } from "./useServer.ts";

export interface Press<Request, Value> {
  readonly state: ServerState<Value>;
  readonly busy: boolean;
  /** Resolves to undefined when it is being done already, or the button went away. */
  readonly press: (make: (idempotencyKey: string) => Request) => Promise<Answer<Value> | undefined>;
  /** What is wanted is another thing now: the next press is a new one, whatever became of the last. */
  readonly renew: () => void;
}

/**
 * Something that a person presses, done once per time that they want it. Without a clear answer nobody knows whether it was
 * done, so the next press repeats it with the same key; a clear answer ends it. What the server says is still running is asked
 * for with its key until it ends: the server waits with its answer.
 */
export function usePress<Request extends Record<string, unknown>, Value>(
  origin: string,
  call: Call<Request, Value>,
  isRunning: (value: Value) => boolean = never,
): Press<Request, Value> {
  const { state, ask } = useServer(origin, call);
  const [busy, setBusy] = useState(false);
  const openKey = useRef<string>();
  const atIt = useRef(false);

  const press = useCallback(
    async (make: (idempotencyKey: string) => Request) => {
      // Two presses can arrive before the button is drawn disabled: the worker and the page are apart.
      if (atIt.current) return undefined;
      atIt.current = true;
      setBusy(true);
      const key = openKey.current ?? newIdempotencyKey();
      openKey.current = key;
      let answer = await ask(make(key));
      while (answer?.ok && isRunning(answer.value)) answer = await ask(make(key));
      atIt.current = false;
      setBusy(false);
      if (answer?.ok) openKey.current = undefined;
      return answer;
    },
    [ask, isRunning],
  );
  const renew = useCallback(() => {
    openKey.current = undefined;
  }, []);
  return { state, busy, press, renew };
}

const never = () => false;
