import { type PageMapping, pageMapping } from "@flowella/contract";
import { Flex, Heading, StatusTag, Text } from "@hubspot/ui-extensions";
import { FormPage } from "./FormPage.tsx";
import { MappingForm } from "./MappingForm.tsx";
import { useApp } from "./useApp.ts";

/** Which answer becomes which property in HubSpot. */
export function MappingScreen() {
  const { mapping } = useApp().texts;
  return (
    <FormPage call={pageMapping} back={{ to: "/forms/form", label: mapping.back }}>
      {(ready, source, reload) => (
        <>
          <Title ready={ready} />
          <MappingForm
            // What was saved is what is chosen next.
            key={JSON.stringify(ready.rows.map(({ key, property }) => [key, property]))}
            source={source}
            ready={ready}
            onSaved={reload}
          />
        </>
      )}
    </FormPage>
  );
}

function Title({ ready }: { readonly ready: PageMapping }) {
  const { mapping, forms } = useApp().texts;
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Heading>{mapping.title(ready.title.trim() || forms.untitled)}</Heading>
        <StatusTag variant={ready.edited ? "info" : "default"}>
          {ready.edited ? mapping.edited : mapping.suggested}
        </StatusTag>
      </Flex>
      <Text>{mapping.intro}</Text>
    </Flex>
  );
}
