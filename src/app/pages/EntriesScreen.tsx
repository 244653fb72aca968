import { type Entry, pageEntries } from "@flowella/contract";
import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  EmptyState,
  Flex,
  StatusTag,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import { EntryShare } from "./EntryShare.tsx";
import { GoButton } from "./GoButton.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const nothing = {};

/** Every way in: QR codes, links, buttons, keywords and ads that lead a customer to a Flow. */
export function EntriesScreen() {
  const { texts } = useApp();
  const { entries: words } = texts;
  const loaded = useLoaded(pageEntries, nothing);
  return (
    <LoadedScreen loaded={loaded}>
      {({ entries }) => (
        <>
          <Flex direction="row" gap="sm" wrap>
            <GoButton to="/entries/entry" label={words.new} primary />
            <GoButton to="/entries/not-on-whatsapp" label={words.unreached} />
          </Flex>
          {entries.length === 0 ? (
            <EmptyState title={words.emptyTitle} imageName="store" layout="vertical" flush>
              <Text>{words.emptyText}</Text>
            </EmptyState>
          ) : (
            <Text>{words.intro}</Text>
          )}
          {entries.map((entry) => (
            <EntryItem key={entry.id} entry={entry} />
          ))}
        </>
      )}
    </LoadedScreen>
  );
}

const counted = ["seen", "opened", "completed"] as const;

function EntryItem({ entry }: { readonly entry: Entry }) {
  const { texts, formatNumber } = useApp();
  const { entries: words } = texts;
  const { id, name, flowName, state, text, trouble, counts, keywords, ads, link } = entry;
  return (
    <Tile compact testId={`entry-${id}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{name}</Text>
          <StatusTag variant={state === "on" ? "success" : "default"}>{words.states[state]}</StatusTag>
          <Text variant="microcopy">{words.opens(flowName.trim() || texts.forms.untitled)}</Text>
        </Flex>
        {trouble ? <Alert title={words.troubles[trouble]} variant="warning" /> : null}
        <Text>{words.customerSends(text)}</Text>
        {keywords.length > 0 ? <Text variant="microcopy">{words.keywordsAre(keywords.join(", "))}</Text> : null}
        {ads.length > 0 ? <Text variant="microcopy">{words.adsAre(formatNumber(ads.length))}</Text> : null}
        <DescriptionList direction="row">
          {counted.map((count) => (
            <DescriptionListItem key={count} label={words.counts[count]}>
              {formatNumber(counts[count])}
            </DescriptionListItem>
          ))}
        </DescriptionList>
        <GoButton to="/entries/entry" params={{ entry: id }} label={words.change} />
        {link === undefined ? null : <EntryShare entryId={id} />}
      </Flex>
    </Tile>
  );
}
