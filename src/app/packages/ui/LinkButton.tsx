import type { Call } from "@flowella/contract";
import { Button, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { NotDone } from "./NotDone.tsx";
import type { CommonTexts } from "./texts/common/index.ts";
import { useServer } from "./useServer.ts";

interface LinkButtonProps<Request, Value> {
  readonly origin: string;
  readonly texts: Pick<CommonTexts, "problems" | "noLinkTitle">;
  readonly call: Call<Request, Value>;
  readonly request: NoInfer<Request>;
  readonly label: string;
  readonly openLabel: string;
  /** What to know before the link is pressed. */
  readonly how: string;
  readonly primary?: boolean;
}

/** A page outside HubSpot: its link is made when somebody wants it, because it does not last. */
export function LinkButton<
  Request extends Record<string, unknown>,
  Value extends { readonly kind: string; readonly url?: string; readonly message?: string },
>({ origin, texts, call, request, label, openLabel, how, primary = false }: LinkButtonProps<Request, Value>) {
  const { state, ask } = useServer(origin, call);
  const url = state.status === "success" ? state.value.url : undefined;
  if (url !== undefined) {
    return (
      <Flex direction="column" gap="xs">
        <Button variant="primary" size="sm" href={{ url, external: true }}>
          {openLabel}
        </Button>
        <Text variant="microcopy">{how}</Text>
      </Flex>
    );
  }
  const loading = state.status === "loading";
  return (
    <Flex direction="column" gap="xs">
      <NotDone texts={texts} state={state} title={texts.noLinkTitle} variant="error" />
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
