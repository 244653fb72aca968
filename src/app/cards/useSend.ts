import { type SendFlowResponse, sendFlow } from "@flowella/contract";
import { type Answer, newIdempotencyKey, type ServerState, useServer } from "@flowella/ui";
import { useCallback, useRef } from "react";

export interface Send {
  readonly state: ServerState<SendFlowResponse>;
  /** Resolves to undefined when a send is under way already, or the card went away. */
  readonly send: (flowId: string, senderId: string | undefined) => Promise<Answer<SendFlowResponse> | undefined>;
}

/**
 * Sends a Flow to one contact, once per time that a person wants it.
 *
 * Without a clear answer nobody knows whether it went, so the next press repeats the same send with the same key. A
 * clear answer, yes or no, ends that send: pressing again after it is a new one.
 */
export function useSend(origin: string, contactId: string): Send {
  const { state, ask } = useServer(origin, sendFlow);
  const openKeys = useRef(new Map<string, string>());
  const busy = useRef(false);

  const send = useCallback(
    async (flowId: string, senderId: string | undefined) => {
      // Two presses can arrive before the button is drawn disabled: the worker and the page are apart.
      if (busy.current) return undefined;
      busy.current = true;
      const idempotencyKey = openKeys.current.get(flowId) ?? newIdempotencyKey();
      openKeys.current.set(flowId, idempotencyKey);
      // Another number chosen after an unclear answer is the same send still: the contact gets the Flow once.
      const answer = await ask({ contactId, flowId, idempotencyKey, mayWait: true, ...(senderId && { senderId }) });
      busy.current = false;
      if (answer?.ok) openKeys.current.delete(flowId);
      return answer;
    },
    [ask, contactId],
  );

  return { state, send };
}
