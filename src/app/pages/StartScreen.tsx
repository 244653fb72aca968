import { pageStart, type StartStep } from "@flowella/contract";
import { Screen } from "@flowella/ui";
import { Divider, Flex, Heading, ProgressBar } from "@hubspot/ui-extensions";
import { ConnectPageButton } from "./ConnectPageButton.tsx";
import { RefreshButton } from "./RefreshButton.tsx";
import { StartAlerts } from "./StartAlerts.tsx";
import { StartItem } from "./StartItem.tsx";
import { stepState } from "./stepState.ts";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const nothing = {};

/** From nothing to the first answer: a list that ticks itself. */
export function StartScreen() {
  const { texts } = useApp();
  const { state, load, loading } = useLoaded(pageStart, nothing);
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {({ steps, alerts }) => (
        <Flex direction="column" gap="md">
          {alerts === undefined ? null : <StartAlerts count={alerts} />}
          <StartList steps={steps} loading={loading} onRefresh={load} />
        </Flex>
      )}
    </Screen>
  );
}

interface StartListProps {
  readonly steps: readonly StartStep[];
  readonly loading: boolean;
  readonly onRefresh: () => void;
}

function StartList({ steps, loading, onRefresh }: StartListProps) {
  const { start } = useApp().texts;
  const done = steps.filter((step) => stepState(step) === "done").length;
  const progress = start.progress(done, steps.length);
  return (
    <Flex direction="column" gap="md">
      <Heading>{done === steps.length ? start.allDone : start.intro}</Heading>
      <ProgressBar
        value={done}
        maxValue={steps.length}
        valueDescription={progress}
        aria-label={progress}
        variant="success"
      />
      {steps.map((step) => (
        <StartItem key={step.id} step={step} onChanged={onRefresh} />
      ))}
      <RefreshButton loading={loading} onClick={onRefresh} />
      <Divider />
      <ConnectPageButton page="hubspot" label={start.whatWorks} primary={false} />
    </Flex>
  );
}
