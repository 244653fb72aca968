import { type PagePreviewRequest, pagePreview } from "@flowella/contract";
import { Flex, Link, LoadingButton, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { usePress } from "./usePress.ts";

/** The phone's page with the conversation around it, in pixels. */
const frame = { width: 460, height: 860 } as const;

/** Shows the Flow in a frame over the page; in a tab of its own where the frame stays empty. */
export function PreviewButton({ of }: { readonly of: PagePreviewRequest["of"] }) {
  const { origin, texts } = useApp();
  const { report, publish } = texts;
  const { openIframeModal } = useExtensionActions<"pages">();
  const { state, busy, press } = usePress(pagePreview);

  async function show() {
    const answer = await press((idempotencyKey) => ({ of, idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "link") return;
    // HubSpot frames nothing but the origin that the app was uploaded with.
    const uri = new URL(new URL(answer.value.url).pathname, origin).toString();
    openIframeModal({ uri, title: report.previewTitle, flush: true, ...frame });
  }

  const link = state.status === "success" && state.value.kind === "link" ? state.value.url : undefined;
  const shown =
    state.status === "success" && state.value.kind === "refused"
      ? { ...state, value: { ...state.value, message: publish.refusals[state.value.code] ?? state.value.message } }
      : state;
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="sm" align="center" wrap>
        <LoadingButton size="sm" variant="secondary" loading={busy} disabled={busy} onClick={() => void show()}>
          {busy ? report.previewing : report.preview}
        </LoadingButton>
        {link ? <Link href={{ url: link, external: true }}>{report.previewTab}</Link> : null}
      </Flex>
      <Text variant="microcopy">{report.previewHow}</Text>
      <PressNotice state={shown} title={report.noPreviewTitle} unclearTitle={report.noPreviewTitle} />
    </Flex>
  );
}
