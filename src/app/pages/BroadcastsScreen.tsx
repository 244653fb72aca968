import { type BroadcastSummary, broadcasts } from "@flowella/contract";
import { EmptyState, Flex, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { broadcastVariants } from "./broadcastVariants.ts";
import { GoButton } from "./GoButton.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const nothing = {};

/** Every broadcast of the account, newest first. */
export function BroadcastsScreen() {
  const { texts } = useApp();
  const { broadcasts: words } = texts;
  const loaded = useLoaded(broadcasts, nothing);
  return (
    <LoadedScreen loaded={loaded}>
      {({ broadcasts: all }) => (
        <>
          <Flex direction="row" gap="sm" wrap>
            <GoButton to="/broadcasts/new" label={words.new} primary />
            <GoButton to="/broadcasts/prices" label={words.prices} />
          </Flex>
          {all.length === 0 ? (
            <EmptyState title={words.emptyTitle} imageName="emailConfirmation" layout="vertical" flush>
              <Text>{words.emptyText}</Text>
            </EmptyState>
          ) : null}
          {all.map((each) => (
            <BroadcastItem key={each.id} broadcast={each} />
          ))}
        </>
      )}
    </LoadedScreen>
  );
}

function BroadcastItem({ broadcast }: { readonly broadcast: BroadcastSummary }) {
  const { texts, formatTime, formatNumber } = useApp();
  const { broadcasts: words } = texts;
  const { id, name, flowName, listName, state, stage, people, createdAt } = broadcast;
  return (
    <Tile compact testId={`broadcast-${id}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{name}</Text>
          <StatusTag variant={broadcastVariants[state]}>{words.states[state]}</StatusTag>
          {stage === "none" ? null : <Text variant="microcopy">{words.stages[stage]}</Text>}
        </Flex>
        <Text>
          {[flowName.trim() || texts.forms.untitled, listName, words.people(formatNumber(people))].join(" · ")}
        </Text>
        <Text variant="microcopy">{words.madeAt(formatTime(createdAt))}</Text>
        <GoButton
          to="/broadcasts/broadcast"
          params={{ broadcast: id }}
          label={words.open}
          primary={state === "deciding"}
        />
      </Flex>
    </Tile>
  );
}
