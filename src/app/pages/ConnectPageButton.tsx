import { connectLink } from "@flowella/contract";
import { LinkButton } from "@flowella/ui";
import { useApp } from "./useApp.ts";

interface ConnectPageButtonProps {
  readonly page: "hubspot" | "whatsapp";
  readonly label: string;
  readonly primary?: boolean;
}

/** The way to a page that cannot live inside HubSpot. */
export function ConnectPageButton({ page, label, primary = true }: ConnectPageButtonProps) {
  const { origin, texts } = useApp();
  const { openPage, openOnce } = texts.start;
  return (
    <LinkButton
      origin={origin}
      texts={texts}
      call={connectLink}
      request={{ page }}
      label={label}
      primary={primary}
      openLabel={openPage}
      how={openOnce}
    />
  );
}
