import { connectLink } from "@flowella/contract";
import { useServer } from "@flowella/ui";
import { OpensElsewhere } from "./OpensElsewhere.tsx";
import { useApp } from "./useApp.ts";

interface ConnectPageButtonProps {
  readonly page: "hubspot" | "whatsapp";
  readonly label: string;
  readonly primary?: boolean;
}

/** The way to a page that cannot live inside HubSpot. */
export function ConnectPageButton({ page, label, primary = true }: ConnectPageButtonProps) {
  const { origin, texts } = useApp();
  const { state, ask } = useServer(origin, connectLink);
  const { openPage, openOnce } = texts.start;
  return (
    <OpensElsewhere
      state={state}
      label={label}
      primary={primary}
      openLabel={openPage}
      how={openOnce}
      onAsk={() => void ask({ page })}
    />
  );
}
