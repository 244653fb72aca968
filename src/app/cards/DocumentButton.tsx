import { cardDocumentLink } from "@flowella/contract";
import { useServer } from "@flowella/ui";
import { Alert, Flex, Link, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useCard } from "./useCard.ts";

/** Asks for the link to a document, and then is that link: a card may not open a tab by itself. */
export function DocumentButton({ fileId }: { readonly fileId: string }) {
  const { origin, contactId, texts } = useCard();
  const { identity: words } = texts;
  const { state, ask } = useServer(origin, cardDocumentLink);
  const asking = state.status === "loading";
  const link = state.status === "success" && state.value.kind === "link" ? state.value.url : undefined;
  const why =
    state.status === "error"
      ? texts.problems[state.problem]
      : state.status === "success" && "message" in state.value
        ? state.value.message
        : undefined;
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="sm" align="center" wrap>
        <LoadingButton
          size="sm"
          variant="secondary"
          loading={asking}
          disabled={asking}
          onClick={() => void ask({ contactId, fileId })}
        >
          {asking ? words.opening : words.open}
        </LoadingButton>
        {link ? <Link href={{ url: link, external: true }}>{words.openNow}</Link> : null}
      </Flex>
      {why === undefined ? null : (
        <Alert title={words.notOpenedTitle} variant="warning">
          <Text>{why}</Text>
        </Alert>
      )}
    </Flex>
  );
}
