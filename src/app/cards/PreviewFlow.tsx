import { cardPreview } from "@flowella/contract";
import { usePress } from "@flowella/ui";
import { Alert, Flex, Link, LoadingButton, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useCard } from "./useCard.ts";

/** The phone's page with the conversation around it, in pixels. */
const frame = { width: 460, height: 860 } as const;

/** Shows the Flow in a frame over the page; in a tab of its own where the frame stays empty. */
export function PreviewFlow({ flowId }: { readonly flowId: string }) {
  const { origin, texts } = useCard();
  const { openIframeModal } = useExtensionActions<"crm.record.sidebar">();
  const { state, busy, press } = usePress(origin, cardPreview);

  async function show() {
    const answer = await press((idempotencyKey) => ({ flowId, idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "link") return;
    // HubSpot frames nothing but the origin that the app was uploaded with.
    const uri = new URL(new URL(answer.value.url).pathname, origin).toString();
    openIframeModal({ uri, title: texts.previewTitle, flush: true, ...frame });
  }

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
        <LoadingButton size="sm" variant="secondary" loading={busy} disabled={busy} onClick={() => void show()}>
          {busy ? texts.previewing : texts.preview}
        </LoadingButton>
        {link ? <Link href={{ url: link, external: true }}>{texts.previewTab}</Link> : null}
      </Flex>
      {why === undefined ? null : (
        <Alert title={texts.noPreviewTitle} variant="warning">
          <Text>{why}</Text>
        </Alert>
      )}
    </Flex>
  );
}
