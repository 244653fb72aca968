import { type FormToolName, pageConnectTool } from "@flowella/contract";
import { useServer } from "@flowella/ui";
import { EmptyState, Text } from "@hubspot/ui-extensions";
import { OpensElsewhere } from "./OpensElsewhere.tsx";
import { useApp } from "./useApp.ts";

interface ConnectToolProps {
  readonly tool: Exclude<FormToolName, "hubspot">;
  readonly label: string;
  /** It was connected once, and the tool ended that. */
  readonly ended: boolean;
}

/** A form tool without a connected account, and the way to connect one. */
export function ConnectTool({ tool, label, ended }: ConnectToolProps) {
  const { origin, texts } = useApp();
  const { forms } = texts;
  const { state, ask } = useServer(origin, pageConnectTool);
  return (
    <EmptyState
      title={ended ? forms.refusedTitle(label) : forms.notConnectedTitle(label)}
      imageName="integrations"
      layout="vertical"
      flush
    >
      <Text>{ended ? forms.refusedText : forms.notConnectedText}</Text>
      <OpensElsewhere
        state={state}
        label={forms.connectTool(label)}
        openLabel={forms.openTool(label)}
        how={forms.openToolHow}
        onAsk={() => void ask({ tool })}
      />
    </EmptyState>
  );
}
