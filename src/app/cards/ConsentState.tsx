import type { CardConsent, CardEvidence } from "@flowella/contract";
import { Alert, Flex, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { useCard } from "./useCard.ts";

const variants = { given: "success", declined: "warning", none: "default", unknown: "default" } as const;

/** Whether the contact may be written to, an opt-out before all else, and what was said to that, when and where. */
export function ConsentState({ consent }: { readonly consent: CardConsent }) {
  const { consent: words } = useCard().texts;
  const { state, covers, source, optOut, evidence } = consent;
  return (
    <Flex direction="column" gap="md">
      {optOut === "none" ? null : (
        <Alert title={words.optOut[optOut]} variant={optOut === "everything" ? "error" : "warning"} />
      )}
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          <StatusTag variant={variants[state]}>{words.states[state]}</StatusTag>
          {covers === undefined ? null : <Text>{words.covers[covers]}</Text>}
          {source === undefined ? null : <Text variant="microcopy">{words.sources[source]}</Text>}
        </Flex>
        {state === "none" || state === "declined" ? <Text>{words.noneText}</Text> : null}
      </Flex>
      <Flex direction="column" gap="sm">
        <Text format={{ fontWeight: "demibold" }}>{words.evidenceTitle}</Text>
        {evidence.length === 0 ? <Text>{words.noEvidence}</Text> : null}
        {evidence.map((each) => (
          <EvidenceItem key={`${each.source} ${each.at} ${each.state}`} evidence={each} />
        ))}
      </Flex>
    </Flex>
  );
}

function EvidenceItem({ evidence }: { readonly evidence: CardEvidence }) {
  const { texts, formatTime } = useCard();
  const { consent: words } = texts;
  const { source, state, covers, at, wording } = evidence;
  return (
    <Tile compact>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{words.said[state]}</Text>
          <Text>{words.sources[source]}</Text>
          <Text variant="microcopy">{formatTime(at)}</Text>
        </Flex>
        <Text variant="microcopy">{words.covers[covers]}</Text>
        {wording === undefined ? null : <Text format={{ italic: true }}>{wording}</Text>}
      </Flex>
    </Tile>
  );
}
