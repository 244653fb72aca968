import type { CardConversationReady } from "@flowella/contract";
import { Accordion, Button, Flex, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useCard } from "./useCard.ts";

interface ReadyAnswersProps {
  readonly answers: CardConversationReady["readyAnswers"];
  /** Takes one into the answer field; undefined where nothing can be answered now. */
  readonly onUse: ((text: string) => void) | undefined;
}

/** Answers that are asked for again and again, in the customer's language: to be sent from here, or copied elsewhere. */
export function ReadyAnswers({ answers, onUse }: ReadyAnswersProps) {
  const { messages: words } = useCard().texts;
  const { addAlert, copyTextToClipboard } = useExtensionActions<"crm.record.sidebar">();

  async function copy(text: string) {
    await copyTextToClipboard(text);
    addAlert({ type: "success", message: words.copied });
  }

  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: "demibold" }}>{words.readyTitle}</Text>
      {answers.map(({ id, text }) => (
        <Accordion key={id} title={words.ready[id]} size="small">
          <Flex direction="column" gap="xs">
            <Text>{text}</Text>
            <Flex direction="row" gap="sm" wrap>
              {onUse ? (
                <Button size="xs" onClick={() => onUse(text)}>
                  {words.use}
                </Button>
              ) : null}
              <Button size="xs" onClick={() => void copy(text)}>
                {words.copy}
              </Button>
            </Flex>
          </Flex>
        </Accordion>
      ))}
    </Flex>
  );
}
