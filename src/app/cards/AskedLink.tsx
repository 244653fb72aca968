import { NotDone, type ServerState } from "@flowella/ui";
import { Flex, Link, LoadingButton } from "@hubspot/ui-extensions";
import { useCard } from "./useCard.ts";

interface AskedLinkProps {
  readonly state: ServerState<{ readonly kind: string; readonly url?: string; readonly message?: string }>;
  readonly label: string;
  readonly busyLabel: string;
  readonly openLabel: string;
  readonly noLinkTitle: string;
  readonly busy: boolean;
  readonly onAsk: () => void;
}

/** A button that asks for a link, and the link beside it: a card may not open a tab by itself. */
export function AskedLink({ state, label, busyLabel, openLabel, noLinkTitle, busy, onAsk }: AskedLinkProps) {
  const { texts } = useCard();
  const url = state.status === "success" ? state.value.url : undefined;
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="sm" align="center" wrap>
        <LoadingButton size="sm" variant="secondary" loading={busy} disabled={busy} onClick={onAsk}>
          {busy ? busyLabel : label}
        </LoadingButton>
        {url ? <Link href={{ url, external: true }}>{openLabel}</Link> : null}
      </Flex>
      <NotDone texts={texts} state={state} title={noLinkTitle} />
    </Flex>
  );
}
