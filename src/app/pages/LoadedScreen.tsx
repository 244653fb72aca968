import type { Trouble } from "@flowella/contract";
import { type Loaded, type Refused, Screen } from "@flowella/ui";
import { Flex } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import { RefreshButton } from "./RefreshButton.tsx";
import { useApp } from "./useApp.ts";

interface LoadedScreenProps<Ready> {
  readonly loaded: Loaded<Ready | Trouble | Refused>;
  readonly children: (ready: Ready) => ReactNode;
  /** Buttons before the one that looks again. */
  readonly beside?: (ready: Ready) => ReactNode;
}

/** What most screens of the app page are: what the server told, or why there is nothing, and a button to look again. */
export function LoadedScreen<Ready extends { readonly kind: "ready" }>({
  loaded: { state, load, loading },
  children,
  beside,
}: LoadedScreenProps<Ready>) {
  const { texts } = useApp();
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {(ready) => (
        <>
          {children(ready)}
          <Flex direction="row" gap="sm" wrap>
            {beside?.(ready)}
            <RefreshButton loading={loading} onClick={load} />
          </Flex>
        </>
      )}
    </Screen>
  );
}
