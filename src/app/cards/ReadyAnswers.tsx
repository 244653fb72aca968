import type { CardConversationReady } from "@flowella/contract";
import { Accordion, Button, Flex, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useCard } from "./useCard.ts";

interface ReadyAnswersProps {
  readonly answers: CardConversationReady["readyAnswers"];
  /** The portal's own, which stand first. */
  readonly own: CardConversationReady["ownAnswers"];
  /** Takes one into the answer field; undefined where nothing can be answered now. */
  readonly onUse: ((text: string) => void) | undefined;
}

/** Answers that are asked for again and again, in the customer's language: to be sent from here, or copied elsewhere. */
export function ReadyAnswers({ answers, own = [], onUse }: ReadyAnswersProps) {
  const { messages: words } = useCard().texts;
  const { addAlert, copyTextToClipboard } = useExtensionActions<"crm.record.sidebar">();

  const offered = [
    ...own.map(({ name, text }) => ({ key: `own:${name}`, title: name, text })),
    ...answers.map(({ id, text }) => ({ key: id, title: words.ready[id], text })),
  ];

  async function copy(text: string) {
    await copyTextToClipboard(text);
    addAlert({ type: "success", message: words.copied });
  }

  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: "demibold" }}>{words.readyTitle}</Text>
      {offered.map(({ key, title, text }) => (
        <Accordion key={key} title={title} size="small">
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
