import type { StartStep } from "@flowella/contract";
import { Flex, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { AskConsentButton } from "./AskConsentButton.tsx";
import { ConnectPageButton } from "./ConnectPageButton.tsx";
import { GoButton } from "./GoButton.tsx";
import { stepState } from "./stepState.ts";
import { useApp } from "./useApp.ts";
import { paramsOf } from "./useSource.ts";

const variants = {
  done: "success",
  open: "warning",
  whatsapp: "info",
  customer: "info",
  later: "default",
} as const;

interface StartItemProps {
  readonly step: StartStep;
  readonly onChanged: () => void;
}

/** One thing between nothing and the first answer: how it stands in words, and the one thing to do next. */
export function StartItem({ step, onChanged }: StartItemProps) {
  const { texts } = useApp();
  const words = texts.start[step.id];
  const state = stepState(step);
  return (
    <Tile compact testId={`step-${step.id}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{words.title}</Text>
          <StatusTag variant={variants[state]}>{texts.start.states[state]}</StatusTag>
        </Flex>
        <Text>{sentence(words, step.is)}</Text>
        {step.says ? <Text variant="microcopy">{step.says}</Text> : null}
        <Next step={step} onChanged={onChanged} />
      </Flex>
    </Tile>
  );
}

/** The words for this state. Those of another step's states cannot be asked for: the contract pairs them. */
function sentence(words: Readonly<Record<string, string>>, is: string): string {
  return words[is] ?? "";
}

/** What to press; nothing where somebody else is next, or all is done. */
function Next({ step, onChanged }: StartItemProps) {
  const { start } = useApp().texts;
  switch (step.id) {
    case "number":
      if (step.is === "ready") return null;
      return <ConnectPageButton page="whatsapp" label={step.is === "none" ? start.connect : start.connectMore} />;
    case "form":
      return step.is === "published" ? null : <GoButton to="/forms" label={start.chooseForm} primary />;
    case "see":
    case "phone-test":
      if (step.is !== "none" || !step.source) return null;
      return <GoButton to="/forms/form" params={paramsOf(step.source)} label={start.openForm} primary />;
    case "consent":
      return step.is === "named" ? null : <AskConsentButton onSaved={onChanged} />;
    case "template":
      return step.is === "attention" ? <GoButton to="/flows" label={start.seeTemplate} /> : null;
    case "first-answer":
      return step.is === "done" ? <GoButton to="/results" label={start.seeResults} /> : null;
    default:
      return null;
  }
}
