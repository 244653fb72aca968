import { type PageRescueReady, pageRescue, type Stopped } from "@flowella/contract";
import { Button, EmptyState, Flex, Heading, Link, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { useMemo, useState } from "react";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

/** Who stopped half-way through a Flow, on which screen, and what is done about it. */
export function RescueScreen() {
  const [flowId, choose] = useState<string>();
  const [after, turnTo] = useState<string>();
  return (
    <RescuePage
      // A new key is a new start: nothing of one page may ever show on another.
      key={JSON.stringify([flowId, after])}
      flowId={flowId}
      after={after}
      onTurn={turnTo}
      onChoose={(chosen) => {
        choose(chosen);
        turnTo(undefined);
      }}
    />
  );
}

interface RescuePageProps {
  readonly flowId: string | undefined;
  readonly after: string | undefined;
  readonly onTurn: (after: string | undefined) => void;
  readonly onChoose: (flowId: string | undefined) => void;
}

function RescuePage({ flowId, after, onTurn, onChoose }: RescuePageProps) {
  const { texts, formatNumber } = useApp();
  const { rescue: words } = texts;
  const asked = useMemo(
    () => ({ ...(flowId !== undefined && { flowId }), ...(after !== undefined && { after }) }),
    [flowId, after],
  );
  const loaded = useLoaded(pageRescue, asked);
  return (
    <LoadedScreen
      loaded={loaded}
      beside={({ next }) => (
        <>
          {flowId === undefined ? null : (
            <Button size="sm" onClick={() => onChoose(undefined)}>
              {words.allFlows}
            </Button>
          )}
          {after === undefined ? null : (
            <Button size="sm" onClick={() => onTurn(undefined)}>
              {words.newest}
            </Button>
          )}
          {next === undefined ? null : (
            <Button size="sm" onClick={() => onTurn(next)}>
              {words.older}
            </Button>
          )}
        </>
      )}
    >
      {(ready) => (
        <>
          <Text>{words.intro}</Text>
          {ready.reminded > 0 ? (
            <Text>{words.remindedText(formatNumber(ready.reminded), formatNumber(ready.finished))}</Text>
          ) : null}
          {ready.screens.length > 0 ? <Screens screens={ready.screens} flowId={flowId} onChoose={onChoose} /> : null}
          {ready.stopped.length === 0 ? (
            <EmptyState title={words.emptyTitle} imageName="emptyStateCharts" layout="vertical" flush>
              <Text>{words.emptyText}</Text>
            </EmptyState>
          ) : (
            <Heading>{words.listTitle}</Heading>
          )}
          {ready.stopped.map((stopped) => (
            <StoppedItem key={stopped.id} stopped={stopped} />
          ))}
        </>
      )}
    </LoadedScreen>
  );
}

interface ScreensProps extends Pick<PageRescueReady, "screens">, Pick<RescuePageProps, "flowId" | "onChoose"> {}

/** Where most stop. */
function Screens({ screens, flowId, onChoose }: ScreensProps) {
  const { texts, formatNumber } = useApp();
  const { rescue: words } = texts;
  return (
    <Flex direction="column" gap="xs">
      <Heading>{words.screensTitle}</Heading>
      {screens.map((each) => (
        <Tile key={`${each.flowId} ${each.screen}`} compact>
          <Flex direction="row" gap="sm" align="center" wrap>
            <Text format={{ fontWeight: "demibold" }}>{each.screen.trim() || words.untitled}</Text>
            <Text>{words.people(formatNumber(each.people))}</Text>
            <Text variant="microcopy">{each.flowName.trim() || texts.forms.untitled}</Text>
            {flowId === undefined ? (
              <Button size="xs" variant="secondary" onClick={() => onChoose(each.flowId)}>
                {words.onlyThis}
              </Button>
            ) : null}
          </Flex>
        </Tile>
      ))}
    </Flex>
  );
}

const variants = { planned: "info", sent: "success", unconfirmed: "warning", none: "default" } as const;

function StoppedItem({ stopped }: { readonly stopped: Stopped }) {
  const { texts, formatTime, formatNumber, recordPath } = useApp();
  const { rescue: words } = texts;
  const { id, contactId, flowName, screen, place, of, stoppedAt, reminder, remindAt, reminderReason } = stopped;
  const { resumableUntil, deletedAt } = stopped;
  const over = Date.parse(resumableUntil) <= Date.now();
  return (
    <Tile compact testId={`stopped-${id}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          {contactId === undefined ? (
            <Text format={{ fontWeight: "demibold" }}>{words.noContact}</Text>
          ) : (
            <Link href={recordPath(contactId)}>{words.contact(contactId)}</Link>
          )}
          <StatusTag variant={variants[reminder]}>{words.reminders[reminder]}</StatusTag>
          <Text variant="microcopy">{words.stopped(formatTime(stoppedAt))}</Text>
        </Flex>
        <Text>{flowName.trim() || texts.forms.untitled}</Text>
        <Text>{words.at(screen.trim() || words.untitled, formatNumber(place), formatNumber(of))}</Text>
        {remindAt === undefined || reminder === "none" ? null : (
          <Text>
            {reminder === "planned" ? words.goesAt(formatTime(remindAt)) : words.wentAt(formatTime(remindAt))}
          </Text>
        )}
        {reminderReason === undefined ? null : <Text>{reminderReason}</Text>}
        <Text variant="microcopy">
          {`${over ? words.over : words.resumable(formatTime(resumableUntil))} ${words.deleted(formatTime(deletedAt))}`}
        </Text>
      </Flex>
    </Tile>
  );
}
