import { type FormSource, type PageMapping, pageMapping } from "@flowella/contract";
import { Flex, Heading, LoadingButton, StatusTag, Text } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { GoButton } from "./GoButton.tsx";
import { MappingForm } from "./MappingForm.tsx";
import { NotFound } from "./NotFound.tsx";
import { Screen } from "./Screen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";
import { keyOf, paramsOf, useSource } from "./useSource.ts";

/** Which answer becomes which property in HubSpot. */
export function MappingScreen() {
  const source = useSource();
  return source ? <OneMapping key={keyOf(source)} source={source} /> : <NotFound />;
}

function OneMapping({ source }: { readonly source: FormSource }) {
  const { texts } = useApp();
  const { mapping } = texts;
  const asked = useMemo(() => ({ source }), [source]);
  const { state, load, loading } = useLoaded(pageMapping, asked);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/forms/form" params={paramsOf(source)} label={mapping.back} />
      <Screen state={state} onRetry={load}>
        {(ready) => (
          <>
            <Title ready={ready} />
            <MappingForm
              // What was saved is what is chosen next.
              key={JSON.stringify(ready.rows.map(({ key, property }) => [key, property]))}
              source={source}
              ready={ready}
              onSaved={load}
            />
            <LoadingButton size="sm" variant="secondary" loading={loading} onClick={load}>
              {texts.refresh}
            </LoadingButton>
          </>
        )}
      </Screen>
    </Flex>
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
