import type { Call, FormSource, Trouble } from "@flowella/contract";
import { Flex } from "@hubspot/ui-extensions";
import { type ReactNode, useMemo } from "react";
import { GoButton } from "./GoButton.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { NotFound } from "./NotFound.tsx";
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
  const asked = useMemo(() => ({ source }), [source]);
  const loaded = useLoaded(call, asked);
  return (
    <Flex direction="column" gap="md">
      <GoButton to={back.to} {...(back.to === "/forms/form" && { params: paramsOf(source) })} label={back.label} />
      <LoadedScreen loaded={loaded}>{(ready) => children(ready, source, loaded.load)}</LoadedScreen>
    </Flex>
  );
}
