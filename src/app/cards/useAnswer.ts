import { type CardAnswerResponse, cardAnswer } from "@flowella/contract";
import { type Answer, newIdempotencyKey, type ServerState, useServer } from "@flowella/ui";
import { useCallback, useRef } from "react";

export interface SendAnswer {
  readonly state: ServerState<CardAnswerResponse>;
  /** Resolves to undefined when one is under way already, or the card went away. */
  readonly send: (text: string) => Promise<Answer<CardAnswerResponse> | undefined>;
}

/**
 * Sends an answer, once per text that a person wants to send. While nobody knows whether it went, the same text is the same
 * answer with the same key; another text is another answer, which must not pass for the one before.
 */
export function useAnswer(origin: string, contactId: string): SendAnswer {
  const { state, ask } = useServer(origin, cardAnswer);
  const open = useRef<{ readonly text: string; readonly key: string }>();
  const busy = useRef(false);

  const send = useCallback(
    async (text: string) => {
      // Two presses can arrive before the button is drawn disabled: the worker and the page are apart.
      if (busy.current) return undefined;
      busy.current = true;
      const key = open.current?.text === text ? open.current.key : newIdempotencyKey();
      open.current = { text, key };
      const answer = await ask({ contactId, text, idempotencyKey: key });
      busy.current = false;
      if (answer?.ok && !isOpen(answer.value)) open.current = undefined;
      return answer;
    },
    [ask, contactId],
  );
  return { state, send };
}

/** It may have gone, or is going. An error of the outside world is said only where nothing went. */
function isOpen(answer: CardAnswerResponse): boolean {
  return answer.kind === "refused" && (answer.code === "IN_PROGRESS" || answer.code === "UNCONFIRMED");
}
