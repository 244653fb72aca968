import type { PageMappingProperty, PageMappingTried } from "@flowella/contract";
import { Alert, DescriptionList, DescriptionListItem, Divider, Flex, Heading, Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

interface MappingTriedProps {
  /** Undefined: something was chosen since. */
  readonly tried: PageMappingTried | undefined;
  readonly properties: readonly PageMappingProperty[];
}

/** What a contact would get from the sample answers. */
export function MappingTried({ tried, properties }: MappingTriedProps) {
  const { mapping } = useApp().texts;
  if (!tried) return <Alert title={mapping.changedTitle}>{mapping.changedText}</Alert>;
  const labelOf = (name: string) => properties.find((property) => property.name === name)?.label ?? name;
  return (
    <Flex direction="column" gap="sm" testId="mapping-tried">
      <Divider />
      <Heading>{mapping.triedTitle}</Heading>
      {tried.written.length === 0 ? <Text>{mapping.nothingWritten}</Text> : null}
      {tried.written.length > 0 ? (
        <DescriptionList direction="row">
          {tried.written.map(({ property, value }) => (
            <DescriptionListItem key={property} label={labelOf(property)}>
              {value}
            </DescriptionListItem>
          ))}
        </DescriptionList>
      ) : null}
    </Flex>
  );
}
