import { type CardAnswerResponse, type CardConversationReady, longestAnswer } from "@flowella/contract";
import type { ServerState } from "@flowella/ui";
import { Alert, Flex, LoadingButton, StatusTag, Text, TextArea, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { ReadyAnswers } from "./ReadyAnswers.tsx";
import { useAnswer } from "./useAnswer.ts";
import { useCard } from "./useCard.ts";

interface AnswerFormProps {
  readonly conversation: CardConversationReady;
  readonly onAnswered: () => void;
}

/** The time that is left and a field to answer in, or that it is over; and the answers that are ready. */
export function AnswerForm({ conversation, onAnswered }: AnswerFormProps) {
  const { origin, contactId, texts } = useCard();
  const { messages: words } = texts;
  const { addAlert } = useExtensionActions<"crm.record.sidebar">();
  const { state, send } = useAnswer(origin, contactId);
  const [text, write] = useState("");
  const { messages, windowUntil, readyAnswers, ownAnswers } = conversation;
  const open = windowUntil !== undefined && Date.parse(windowUntil) > Date.now();
  const sending = state.status === "loading";
  const usable = text.trim() !== "" && text.length <= longestAnswer;

  async function sendAnswer() {
    const answer = await send(text);
    if (!answer?.ok || answer.value.kind !== "sent") return;
    write("");
    addAlert({ type: "success", message: words.sent });
    onAnswered();
  }

  return (
    <Flex direction="column" gap="sm">
      {open ? (
        <>
          <TimeLeft until={windowUntil} />
          <TextArea
            label={words.answer}
            name="answer"
            placeholder={words.answerPlaceholder}
            value={text}
            rows={3}
            maxLength={longestAnswer}
            readOnly={sending}
            onInput={(value) => write(String(value))}
            onChange={(value) => write(String(value))}
          />
        </>
      ) : messages.length > 0 ? (
        <Alert title={words.closedTitle} variant="info">
          <Text>{words.closedText}</Text>
        </Alert>
      ) : null}
      <AnswerNotice state={state} />
      {open ? (
        <LoadingButton
          variant="primary"
          size="sm"
          loading={sending}
          disabled={sending || !usable}
          onClick={() => void sendAnswer()}
        >
          {sending ? words.sending : words.send}
        </LoadingButton>
      ) : null}
      <ReadyAnswers answers={readyAnswers} own={ownAnswers} onUse={open && !sending ? write : undefined} />
    </Flex>
  );
}

function TimeLeft({ until }: { readonly until: string }) {
  const { texts, formatTime } = useCard();
  const { messages: words } = texts;
  const minutes = Math.floor((Date.parse(until) - Date.now()) / 60_000);
  const hours = Math.floor(minutes / 60);
  return (
    <Flex direction="column" gap="xs">
      <StatusTag variant={hours >= 3 ? "info" : "warning"}>
        {hours >= 1 ? words.hoursLeft(hours) : words.minutesLeft(minutes)}
      </StatusTag>
      <Text variant="microcopy">{words.until(formatTime(until))}</Text>
    </Flex>
  );
}

/** Why the last answer did not go, or that nobody knows; nothing while all is well. */
function AnswerNotice({ state }: { readonly state: ServerState<CardAnswerResponse> }) {
  const { texts } = useCard();
  const { messages: words } = texts;
  if (state.status === "error") {
    const unclear = state.problem !== "refused";
    return (
      <Alert title={unclear ? words.unclearTitle : words.notSentTitle} variant="error">
        <Text>{unclear ? words.unclearText : texts.problems[state.problem]}</Text>
      </Alert>
    );
  }
  if (state.status !== "success" || state.value.kind === "sent") return null;
  const { value } = state;
  const unclear = value.kind === "refused" && (value.code === "UNCONFIRMED" || value.code === "IN_PROGRESS");
  return (
    <Alert title={unclear ? words.unclearTitle : words.notSentTitle} variant="warning">
      <Text>{value.kind === "refused" ? words.refused[value.code] : value.message}</Text>
    </Alert>
  );
}
