import type { Trouble } from "@flowella/contract";
import { Alert, Flex, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import type { Problem } from "./askServer.ts";
import { Forbidden, NoAnswer, ServerError } from "./Problems.tsx";
import type { CommonTexts } from "./texts/common/index.ts";
import type { ServerState } from "./useServer.ts";

/** What was asked for is not there, or cannot be. */
export type Refused = { kind: "refused"; code: string; message: string };

interface ScreenProps<Ready> {
  readonly texts: CommonTexts;
  readonly state: ServerState<Ready | Trouble | Refused>;
  readonly onRetry: () => void;
  readonly children: (ready: Ready) => ReactNode;
}

/** What the server told, or why there is nothing to see. What was there before stays while it is asked again. */
export function Screen<Ready extends { readonly kind: "ready" }>({
  texts,
  state,
  onRetry,
  children,
}: ScreenProps<Ready>) {
  const value = "value" in state ? state.value : undefined;
  const problem = state.status === "error" ? state.problem : undefined;
  if (value && !isTrouble(value)) {
    return (
      <Flex direction="column" gap="md">
        <Outdated texts={texts} problem={problem} />
        {children(value)}
      </Flex>
    );
  }
  if (problem) return <NoAnswer texts={texts} problem={problem} onRetry={onRetry} />;
  if (!value || state.status === "loading") {
    return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  }
  if (value.kind !== "forbidden") {
    return <ServerError texts={texts} code={value.code} message={value.message} onRetry={onRetry} />;
  }
  return <Forbidden texts={texts} message={value.message} onRetry={onRetry} />;
}

function isTrouble(value: { readonly kind: string }): value is Trouble | Refused {
  return value.kind === "error" || value.kind === "forbidden" || value.kind === "refused";
}

interface OutdatedProps {
  readonly texts: Pick<CommonTexts, "outdated" | "problems">;
  /** Why the last look brought nothing new. */
  readonly problem: Problem | undefined;
}

/** What stands below is from an earlier look; nothing while all is well. */
export function Outdated({ texts, problem }: OutdatedProps) {
  if (!problem) return null;
  return (
    <Alert title={texts.outdated} variant="warning">
      <Text>{texts.problems[problem]}</Text>
    </Alert>
  );
}
