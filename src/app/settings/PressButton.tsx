import { PressButton as PressButtonAt, type PressButtonProps } from "@flowella/ui";
import { useSettings } from "./useSettings.ts";

/** Something that is done at a press in the settings. */
export function PressButton<
  Request extends Record<string, unknown>,
  Value extends { readonly kind: string; readonly message?: string },
>(props: PressButtonProps<Request, Value>) {
  const { origin, texts } = useSettings();
  return <PressButtonAt origin={origin} texts={texts} {...props} />;
}
