import type { Call } from "@flowella/contract";
import { type Answer, newIdempotencyKey, type ServerState, useServer } from "@flowella/ui";
import { useCallback, useRef, useState } from "react";
import { useApp } from "./useApp.ts";

export interface Press<Request, Value> {
  readonly state: ServerState<Value>;
  readonly busy: boolean;
  /** Resolves to undefined when it is being done already, or the button went away. */
  readonly press: (make: (idempotencyKey: string) => Request) => Promise<Answer<Value> | undefined>;
}

/**
 * Something that a person presses, done once per time that they want it.
 *
 * Without a clear answer nobody knows whether it was done, so the next press repeats it with the same key. A clear answer
 * ends it. What the server says is still running is asked for with its key until it ends: the server waits with its answer.
 */
export function usePress<Request extends Record<string, unknown>, Value>(
  call: Call<Request, Value>,
  isRunning: (value: Value) => boolean = never,
): Press<Request, Value> {
  const { origin } = useApp();
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
  return { state, busy, press };
}

const never = () => false;
