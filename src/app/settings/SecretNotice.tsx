import { Alert, Button, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useSettings } from "./useSettings.ts";

/** A secret that was just made; it is nowhere else to be read. */
export function SecretNotice({ secret }: { readonly secret: string }) {
  const { texts } = useSettings();
  const { copyTextToClipboard } = useExtensionActions<"settings">();
  return (
    <Alert title={texts.secretTitle} variant="success">
      <Text>{texts.secretText}</Text>
      <Text format={{ fontWeight: "demibold" }}>{secret}</Text>
      <Button size="sm" onClick={() => void copyTextToClipboard(secret)}>
        {texts.copy}
      </Button>
    </Alert>
  );
}
