import type { Call } from "@flowella/contract";
import { useServer } from "@flowella/ui";
import { Alert, Button, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useSettings } from "./useSettings.ts";

interface LinkButtonProps<Request, Value> {
  readonly call: Call<Request, Value>;
  readonly request: NoInfer<Request>;
  readonly label: string;
  readonly openLabel: string;
  readonly primary?: boolean;
}

/** A page outside HubSpot: its link is made when somebody wants it, because it does not last. */
export function LinkButton<
  Request extends Record<string, unknown>,
  Value extends { readonly kind: string; readonly url?: string; readonly message?: string },
>({ call, request, label, openLabel, primary = false }: LinkButtonProps<Request, Value>) {
  const { origin, texts } = useSettings();
  const { state, ask } = useServer(origin, call);
  const answer = state.status === "success" ? state.value : undefined;
  if (answer?.url !== undefined) {
    return (
      <Flex direction="column" gap="xs">
        <Button variant="primary" size="sm" href={{ url: answer.url, external: true }}>
          {openLabel}
        </Button>
        <Text variant="microcopy">{texts.connections.openHow}</Text>
      </Flex>
    );
  }
  const loading = state.status === "loading";
  const why = state.status === "error" ? texts.problems[state.problem] : answer?.message;
  return (
    <Flex direction="column" gap="xs">
      {why === undefined ? null : (
        <Alert title={texts.connections.noLinkTitle} variant="error">
          <Text>{why}</Text>
        </Alert>
      )}
      <LoadingButton
        variant={primary ? "primary" : "secondary"}
        size="sm"
        loading={loading}
        disabled={loading}
        onClick={() => void ask(request)}
      >
        {label}
      </LoadingButton>
    </Flex>
  );
}
