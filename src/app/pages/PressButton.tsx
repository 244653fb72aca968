import { PressButton as PressButtonAt, type PressButtonProps } from "@flowella/ui";
import { useApp } from "./useApp.ts";

/** Something that is done at a press on the app page. */
export function PressButton<
  Request extends Record<string, unknown>,
  Value extends { readonly kind: string; readonly code?: string; readonly message?: string },
>(props: PressButtonProps<Request, Value>) {
  const { origin, texts, inWords } = useApp();
  return <PressButtonAt origin={origin} texts={texts} inWords={inWords} {...props} />;
}
