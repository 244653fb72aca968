import type { CardCheck, CardDocument } from "@flowella/contract";
import { DescriptionList, DescriptionListItem, Flex, Heading, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { DocumentButton } from "./DocumentButton.tsx";
import { useCard } from "./useCard.ts";

const variants = { done: "success", waiting: "info", failed: "danger" } as const;

interface IdentityChecksProps {
  readonly checks: readonly CardCheck[];
  readonly mayReveal: boolean;
}

/** The contact's identity checks, masked; documents open by a link of their own. Nothing where there are none. */
export function IdentityChecks({ checks, mayReveal }: IdentityChecksProps) {
  const { identity: words } = useCard().texts;
  if (checks.length === 0) return null;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{words.title}</Heading>
      {checks.map((check) => (
        <CheckItem key={check.submissionId} check={check} mayReveal={mayReveal} />
      ))}
    </Flex>
  );
}

function CheckItem({ check, mayReveal }: { readonly check: CardCheck; readonly mayReveal: boolean }) {
  const { texts, formatTime } = useCard();
  const { identity: words } = texts;
  const { submissionId, flowName, at, documentType, maskedNumber, record, documents } = check;
  const openable = documents.some(({ status }) => status === "ready");
  return (
    <Tile testId={`check-${submissionId}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{flowName}</Text>
          <StatusTag variant={variants[record]}>{words.record[record]}</StatusTag>
          <Text variant="microcopy">{formatTime(at)}</Text>
        </Flex>
        <Facts documentType={documentType} maskedNumber={maskedNumber} />
        {documents.map((document) => (
          <DocumentItem key={document.id} document={document} mayReveal={mayReveal} />
        ))}
        {openable ? <Text variant="microcopy">{mayReveal ? words.openHow : words.mayNotOpen}</Text> : null}
      </Flex>
    </Tile>
  );
}

type FactsProps = { readonly [Name in "documentType" | "maskedNumber"]: CardCheck[Name] };

function Facts({ documentType, maskedNumber }: FactsProps) {
  const { identity: words } = useCard().texts;
  if (documentType === undefined && maskedNumber === undefined) return null;
  return (
    <DescriptionList direction="row">
      {documentType === undefined ? null : (
        <DescriptionListItem label={words.documentType}>{documentType}</DescriptionListItem>
      )}
      {maskedNumber === undefined ? null : (
        <DescriptionListItem label={words.maskedNumber}>{maskedNumber}</DescriptionListItem>
      )}
    </DescriptionList>
  );
}

function DocumentItem({ document, mayReveal }: { readonly document: CardDocument; readonly mayReveal: boolean }) {
  const { identity: words } = useCard().texts;
  const { id, question, status } = document;
  return (
    <Flex direction="column" gap="xs">
      <Text>{question}</Text>
      <Text variant="microcopy">{words.documents[status]}</Text>
      {status === "ready" && mayReveal ? <DocumentButton fileId={id} /> : null}
    </Flex>
  );
}
