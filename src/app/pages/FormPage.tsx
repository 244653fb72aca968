import type { Call, FormSource, Trouble } from "@flowella/contract";
import { Screen } from "@flowella/ui";
import { Flex, LoadingButton } from "@hubspot/ui-extensions";
import { type ReactNode, useMemo } from "react";
import { GoButton } from "./GoButton.tsx";
import { NotFound } from "./NotFound.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";
import { keyOf, paramsOf, useSource } from "./useSource.ts";

interface FormPageProps<Ready> {
  readonly call: Call<{ source: FormSource }, Ready | Trouble>;
  readonly back: { readonly to: "/forms" | "/forms/form"; readonly label: string };
  readonly children: (ready: Ready, source: FormSource, reload: () => void) => ReactNode;
}

/** What stands around every screen about the form that the address names: the way back, what was told, a new look. */
export function FormPage<Ready extends { readonly kind: "ready" }>(props: FormPageProps<Ready>) {
  const source = useSource();
  return source ? <OneForm key={keyOf(source)} source={source} {...props} /> : <NotFound />;
}

interface OneFormProps<Ready> extends FormPageProps<Ready> {
  readonly source: FormSource;
}

function OneForm<Ready extends { readonly kind: "ready" }>({ source, call, back, children }: OneFormProps<Ready>) {
  const { texts } = useApp();
  const asked = useMemo(() => ({ source }), [source]);
  const { state, load, loading } = useLoaded(call, asked);
  return (
    <Flex direction="column" gap="md">
      <GoButton to={back.to} {...(back.to === "/forms/form" && { params: paramsOf(source) })} label={back.label} />
      <Screen texts={texts} state={state} onRetry={load}>
        {(ready) => (
          <>
            {children(ready, source, load)}
            <LoadingButton size="sm" variant="secondary" loading={loading} onClick={load}>
              {texts.refresh}
            </LoadingButton>
          </>
        )}
      </Screen>
    </Flex>
  );
}
