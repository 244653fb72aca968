import { Accordion, DescriptionList, DescriptionListItem, Flex, Heading, Text, Tile } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import { useApp } from "./useApp.ts";

interface InsightSectionProps {
  readonly id: string;
  readonly title: string;
  /** What its figures mean: by what they are called, or one for all of them. */
  readonly meanings: readonly Meaning[];
  readonly children: ReactNode;
}

export interface Meaning {
  readonly label?: string;
  readonly means: string;
}

/** Figures of one kind, with what they mean one press away. */
export function InsightSection({ id, title, meanings, children }: InsightSectionProps) {
  const { insight: words } = useApp().texts;
  const told = meanings.filter(({ means }) => means !== "");
  return (
    <Tile testId={`insight-${id}`}>
      <Flex direction="column" gap="sm">
        <Heading>{title}</Heading>
        {children}
        {told.length > 0 ? (
          <Accordion title={words.what} size="sm">
            <Meanings meanings={told} />
          </Accordion>
        ) : null}
      </Flex>
    </Tile>
  );
}

function Meanings({ meanings }: Pick<InsightSectionProps, "meanings">) {
  const plain = meanings.filter(({ label }) => label === undefined);
  const named = meanings.flatMap(({ label, means }) => (label === undefined ? [] : [{ label, means }]));
  return (
    <Flex direction="column" gap="xs">
      {named.length > 0 ? (
        <DescriptionList direction="column">
          {named.map(({ label, means }) => (
            <DescriptionListItem key={label} label={label}>
              {means}
            </DescriptionListItem>
          ))}
        </DescriptionList>
      ) : null}
      {plain.map(({ means }) => (
        <Text key={means}>{means}</Text>
      ))}
    </Flex>
  );
}
