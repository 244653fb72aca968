import type { ServerState } from "@flowella/ui";
import { Alert, Button, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

interface OpensElsewhereProps {
  readonly state: ServerState<{ readonly kind: string; readonly url?: string; readonly message?: string }>;
  readonly label: string;
  readonly openLabel: string;
  /** What to know before the link is pressed. */
  readonly how: string;
  readonly onAsk: () => void;
  readonly primary?: boolean;
}

/** A page outside HubSpot: its link is made when somebody wants it, because it does not last. */
export function OpensElsewhere({ state, label, openLabel, how, onAsk, primary = true }: OpensElsewhereProps) {
  const { texts } = useApp();
  const answer = state.status === "success" ? state.value : undefined;
  if (answer?.url !== undefined) {
    return (
      <Flex direction="column" gap="xs">
        <Button variant="primary" size="sm" href={{ url: answer.url, external: true }}>
          {openLabel}
        </Button>
        <Text variant="microcopy">{how}</Text>
      </Flex>
    );
  }
  const loading = state.status === "loading";
  const why = state.status === "error" ? texts.problems[state.problem] : answer?.message;
  return (
    <Flex direction="column" gap="xs">
      {why === undefined ? null : (
        <Alert title={texts.start.noLinkTitle} variant="error">
          <Text>{why}</Text>
        </Alert>
      )}
      <LoadingButton
        variant={primary ? "primary" : "secondary"}
        size="sm"
        loading={loading}
        disabled={loading}
        onClick={onAsk}
      >
        {label}
      </LoadingButton>
    </Flex>
  );
}
