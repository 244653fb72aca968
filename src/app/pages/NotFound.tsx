import { EmptyState, Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

/** An address that the app does not have. */
export function NotFound() {
  const { texts } = useApp();
  return (
    <EmptyState title={texts.notFoundTitle} imageName="cone" layout="vertical">
      <Text>{texts.notFoundText}</Text>
    </EmptyState>
  );
}
