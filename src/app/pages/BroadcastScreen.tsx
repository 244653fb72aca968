import { type Broadcast, type BroadcastShowResponse, broadcastShow } from "@flowella/contract";
import { useLoadedAgain } from "@flowella/ui";
import {
  Accordion,
  Alert,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  ProgressBar,
  StatusTag,
  Text,
} from "@hubspot/ui-extensions";
import { usePageRoute } from "@hubspot/ui-extensions/pages";
import { useMemo } from "react";
import { BroadcastButtons } from "./BroadcastButtons.tsx";
import { BroadcastCheck } from "./BroadcastCheck.tsx";
import { BroadcastComparison } from "./BroadcastComparison.tsx";
import { BroadcastFigures } from "./BroadcastFigures.tsx";
import { BroadcastRecipients } from "./BroadcastRecipients.tsx";
import { broadcastVariants } from "./broadcastVariants.ts";
import { GoButton } from "./GoButton.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { NotFound } from "./NotFound.tsx";
import { useApp } from "./useApp.ts";

/** One broadcast: what was found, what can be pressed, and how far it got. */
export function BroadcastScreen() {
  const { broadcast: id } = usePageRoute().params;
  return typeof id === "string" && id !== "" ? <OneBroadcast key={id} id={id} /> : <NotFound />;
}

const moving: readonly Broadcast["state"][] = ["collecting", "checking", "running"];
const isMoving = (answer: BroadcastShowResponse) => answer.kind === "ready" && moving.includes(answer.broadcast.state);

function OneBroadcast({ id }: { readonly id: string }) {
  const { origin, texts } = useApp();
  const asked = useMemo(() => ({ id }), [id]);
  const loaded = useLoadedAgain(origin, broadcastShow, asked, isMoving);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/broadcasts" label={texts.broadcasts.back} />
      <LoadedScreen loaded={loaded}>
        {({ broadcast }) => (
          <>
            <Head broadcast={broadcast} />
            <Body broadcast={broadcast} onChanged={loaded.load} />
          </>
        )}
      </LoadedScreen>
    </Flex>
  );
}

function Head({ broadcast }: { readonly broadcast: Broadcast }) {
  const { texts, formatNumber } = useApp();
  const { broadcasts: words } = texts;
  const { name, state, stage, flowName, listName, people, pilotPercent, internal, because } = broadcast;
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Heading>{name}</Heading>
        <StatusTag variant={broadcastVariants[state]}>{words.states[state]}</StatusTag>
        {stage === "none" ? null : <Text variant="microcopy">{words.stages[stage]}</Text>}
      </Flex>
      <DescriptionList direction="row">
        <DescriptionListItem label={words.facts.flow}>{flowName.trim() || texts.forms.untitled}</DescriptionListItem>
        <DescriptionListItem label={words.facts.list}>
          {`${listName} (${words.people(formatNumber(people))})`}
        </DescriptionListItem>
        <DescriptionListItem label={words.facts.internal}>
          {internal === 0 ? words.none : formatNumber(internal)}
        </DescriptionListItem>
        <DescriptionListItem label={words.facts.pilot}>
          {pilotPercent === 0 ? words.none : words.make.pilotOf(pilotPercent)}
        </DescriptionListItem>
      </DescriptionList>
      {because ? (
        <Alert
          title={state === "failed" ? words.becauseTitle.failed : words.becauseTitle.paused}
          variant={state === "failed" ? "error" : "warning"}
        >
          <Text>{because.says}</Text>
        </Alert>
      ) : null}
    </Flex>
  );
}

interface BodyProps {
  readonly broadcast: Broadcast;
  readonly onChanged: () => void;
}

const order: readonly Broadcast["stage"][] = ["none", "internal", "pilot", "rest"];

/** What matters now comes first: the check before the start, the newest stage's figures right above the decision. */
function Body({ broadcast, onChanged }: BodyProps) {
  const { broadcasts: words } = useApp().texts;
  const { state, stage, check, stages, total, comparison, id } = broadcast;
  const begun = stage !== "none";
  const newest = stages.find((each) => each.stage === stage);
  const place = order.indexOf(stage);
  const earlier = stages.filter((each) => order.indexOf(each.stage) < place);
  return (
    <Flex direction="column" gap="md">
      <Progress broadcast={broadcast} />
      {check && !begun ? <BroadcastCheck check={check} /> : null}
      {newest ? (
        <BroadcastFigures
          title={words.stageTitle[newest.stage]}
          figures={newest.figures}
          reasons={newest.reasons}
          hint={state === "deciding" ? words.decideTitle : undefined}
        />
      ) : null}
      <BroadcastButtons broadcast={broadcast} onChanged={onChanged} />
      {comparison ? <BroadcastComparison comparison={comparison} /> : null}
      {earlier.map((each) => (
        <Accordion key={each.stage} title={words.stageTitle[each.stage]} size="sm">
          <BroadcastFigures figures={each.figures} reasons={each.reasons} />
        </Accordion>
      ))}
      {stage === "rest" && earlier.length > 0 ? (
        <Accordion title={words.totalTitle} size="sm">
          <BroadcastFigures figures={total} reasons={[]} />
        </Accordion>
      ) : null}
      {check && begun ? (
        <Accordion title={words.check.title} size="sm">
          <BroadcastCheck check={check} plain />
        </Accordion>
      ) : null}
      {begun && state !== "running" ? (
        <BroadcastRecipients id={id} compared={comparison !== undefined} figures={JSON.stringify(stages)} />
      ) : null}
    </Flex>
  );
}

/** How far it is, while something goes on by itself. */
function Progress({ broadcast }: { readonly broadcast: Broadcast }) {
  const { texts, formatTime, formatNumber } = useApp();
  const { broadcasts: words } = texts;
  const { state, stage, progress, people, stages, waits } = broadcast;
  if (state === "collecting") return <Bar words={words.collected(formatNumber(progress.collected))} done={0} of={1} />;
  if (state === "checking") {
    const of = Math.max(people, progress.collected);
    const said = words.progress(formatNumber(progress.checked), formatNumber(of));
    return <Bar words={said} done={progress.checked} of={of} />;
  }
  const running = stages.find((each) => each.stage === stage);
  if (state !== "running" || !running) return null;
  const { recipients, waiting, sending } = running.figures;
  const done = Math.max(0, recipients - waiting - sending);
  return (
    <Flex direction="column" gap="xs">
      <Bar words={words.done(formatNumber(done), formatNumber(recipients))} done={done} of={recipients} />
      {waits ? (
        <Alert title={words.waits(formatTime(waits.until))} variant="info">
          <Text>{waits.says}</Text>
        </Alert>
      ) : null}
    </Flex>
  );
}

function Bar({ words, done, of }: { readonly words: string; readonly done: number; readonly of: number }) {
  const { live } = useApp().texts.broadcasts;
  return (
    <Flex direction="column" gap="xs" testId="progress">
      <ProgressBar value={done} maxValue={Math.max(1, of)} valueDescription={words} aria-label={words} />
      <Text variant="microcopy">{live}</Text>
    </Flex>
  );
}
