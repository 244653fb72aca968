import { Button, useExtensionActions } from "@hubspot/ui-extensions";

interface GoButtonProps {
  /** A path of the app page. */
  readonly to: string;
  readonly params?: Record<string, string>;
  readonly label: string;
  readonly primary?: boolean;
}

/** The way to another screen of the app page. */
export function GoButton({ to, params, label, primary = false }: GoButtonProps) {
  const { navigateToPage } = useExtensionActions<"pages">();
  return (
    <Button
      size="sm"
      variant={primary ? "primary" : "secondary"}
      onClick={() => navigateToPage({ to, ...(params && { params }) })}
    >
      {label}
    </Button>
  );
}
