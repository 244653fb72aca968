import { LoadingButton } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

interface RefreshButtonProps {
  readonly loading: boolean;
  readonly onClick: () => void;
}

/** Looks again at what the screen shows. */
export function RefreshButton({ loading, onClick }: RefreshButtonProps) {
  const { texts } = useApp();
  return (
    <LoadingButton size="sm" variant="secondary" loading={loading} onClick={onClick}>
      {texts.refresh}
    </LoadingButton>
  );
}
