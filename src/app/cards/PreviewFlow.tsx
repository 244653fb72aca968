import { cardPreview } from "@flowella/contract";
import { usePreview } from "@flowella/ui";
import { AskedLink } from "./AskedLink.tsx";
import { useCard } from "./useCard.ts";

/** Shows the Flow in a frame over the page; in a tab of its own where the frame stays empty. */
export function PreviewFlow({ flowId }: { readonly flowId: string }) {
  const { origin, texts } = useCard();
  const { state, busy, show } = usePreview(origin, cardPreview, texts.previewTitle);
  return (
    <AskedLink
      state={state}
      busy={busy}
      label={texts.preview}
      busyLabel={texts.previewing}
      openLabel={texts.previewTab}
      noLinkTitle={texts.noPreviewTitle}
      onAsk={() => show((idempotencyKey) => ({ flowId, idempotencyKey }))}
    />
  );
}
