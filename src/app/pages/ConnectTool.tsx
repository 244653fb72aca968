import { type FormToolName, pageConnectTool } from "@flowella/contract";
import { LinkButton } from "@flowella/ui";
import { EmptyState, Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

interface ConnectToolProps {
  readonly tool: Exclude<FormToolName, "hubspot" | "use-case">;
  readonly label: string;
  /** It was connected once, and the tool ended that. */
  readonly ended: boolean;
}

/** A form tool without a connected account, and the way to connect one. */
export function ConnectTool({ tool, label, ended }: ConnectToolProps) {
  const { origin, texts } = useApp();
  const { forms } = texts;
  return (
    <EmptyState
      title={ended ? forms.refusedTitle(label) : forms.notConnectedTitle(label)}
      imageName="integrations"
      layout="vertical"
      flush
    >
      <Text>{ended ? forms.refusedText : forms.notConnectedText}</Text>
      <LinkButton
        origin={origin}
        texts={texts}
        call={pageConnectTool}
        request={{ tool }}
        label={forms.connectTool(label)}
        openLabel={forms.openTool(label)}
        how={forms.openToolHow}
        primary
      />
    </EmptyState>
  );
}
