import { type PagePreviewRequest, pagePreview } from "@flowella/contract";
import { usePreview } from "@flowella/ui";
import { Flex, Link, LoadingButton, Text } from "@hubspot/ui-extensions";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";

/** Shows the Flow in a frame over the page; in a tab of its own where the frame stays empty. */
export function PreviewButton({ of }: { readonly of: PagePreviewRequest["of"] }) {
  const { origin, texts } = useApp();
  const { report, publish } = texts;
  const { state, busy, show } = usePreview(origin, pagePreview, report.previewTitle);
  const link = state.status === "success" && state.value.kind === "link" ? state.value.url : undefined;
  const shown =
    state.status === "success" && state.value.kind === "refused"
      ? { ...state, value: { ...state.value, message: publish.refusals[state.value.code] ?? state.value.message } }
      : state;
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="sm" align="center" wrap>
        <LoadingButton
          size="sm"
          variant="secondary"
          loading={busy}
          disabled={busy}
          onClick={() => show((idempotencyKey) => ({ of, idempotencyKey }))}
        >
          {busy ? report.previewing : report.preview}
        </LoadingButton>
        {link ? <Link href={{ url: link, external: true }}>{report.previewTab}</Link> : null}
      </Flex>
      <Text variant="microcopy">{report.previewHow}</Text>
      <PressNotice state={shown} title={report.noPreviewTitle} unclearTitle={report.noPreviewTitle} />
    </Flex>
  );
}
