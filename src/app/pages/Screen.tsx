import type { Trouble } from "@flowella/contract";
import { Forbidden, NoAnswer, ServerError, type ServerState } from "@flowella/ui";
import { Alert, Flex, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import { useApp } from "./useApp.ts";

interface ScreenProps<Ready> {
  readonly state: ServerState<Ready | Trouble>;
  readonly onRetry: () => void;
  readonly children: (ready: Ready) => ReactNode;
}

/** What the server told, or why there is nothing to see. What was there before stays while it is asked again. */
export function Screen<Ready extends { readonly kind: "ready" }>({ state, onRetry, children }: ScreenProps<Ready>) {
  const { texts } = useApp();
  const value = "value" in state ? state.value : undefined;
  const problem = state.status === "error" ? state.problem : undefined;
  if (value && !isTrouble(value)) {
    return (
      <Flex direction="column" gap="md">
        {problem ? (
          <Alert title={texts.outdated} variant="warning">
            <Text>{texts.problems[problem]}</Text>
          </Alert>
        ) : null}
        {children(value)}
      </Flex>
    );
  }
  if (problem) return <NoAnswer texts={texts} problem={problem} onRetry={onRetry} />;
  if (!value || state.status === "loading") {
    return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  }
  if (value.kind === "error") {
    return <ServerError texts={texts} code={value.code} message={value.message} onRetry={onRetry} />;
  }
  return <Forbidden texts={texts} message={value.message} onRetry={onRetry} />;
}

function isTrouble(value: { readonly kind: string }): value is Trouble {
  return value.kind === "error" || value.kind === "forbidden";
}
