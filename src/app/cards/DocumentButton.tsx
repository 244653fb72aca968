import { cardDocumentLink } from "@flowella/contract";
import { useServer } from "@flowella/ui";
import { AskedLink } from "./AskedLink.tsx";
import { useCard } from "./useCard.ts";

/** Asks for the link to a document, which opens once. */
export function DocumentButton({ fileId }: { readonly fileId: string }) {
  const { origin, contactId, texts } = useCard();
  const { open, opening, openNow, notOpenedTitle } = texts.identity;
  const { state, ask } = useServer(origin, cardDocumentLink);
  return (
    <AskedLink
      state={state}
      busy={state.status === "loading"}
      label={open}
      busyLabel={opening}
      openLabel={openNow}
      noLinkTitle={notOpenedTitle}
      onAsk={() => void ask({ contactId, fileId })}
    />
  );
}
