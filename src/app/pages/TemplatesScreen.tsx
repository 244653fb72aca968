import { type PageTemplateOffer, pageTemplates } from "@flowella/contract";
import {
  Accordion,
  DescriptionList,
  DescriptionListItem,
  EmptyState,
  Flex,
  Heading,
  StatusTag,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { GoButton } from "./GoButton.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

/** Use cases that are ready to be published, each with what it asks and what a contact gets of it. */
export function TemplatesScreen() {
  const { texts, language } = useApp();
  const { templates: words } = texts;
  const asked = useMemo(() => ({ language: language.slice(0, 35) }), [language]);
  const loaded = useLoaded(pageTemplates, asked);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/forms" label={words.back} />
      <Heading>{words.title}</Heading>
      <Text>{words.intro}</Text>
      <LoadedScreen loaded={loaded}>
        {({ templates }) => (
          <>
            {templates.length === 0 ? (
              <EmptyState title={words.emptyTitle} imageName="registration" layout="vertical" flush>
                <Text>{words.emptyText}</Text>
              </EmptyState>
            ) : null}
            {templates.map((template) => (
              <TemplateItem key={template.formId} template={template} />
            ))}
          </>
        )}
      </LoadedScreen>
    </Flex>
  );
}

function TemplateItem({ template }: { readonly template: PageTemplateOffer }) {
  const { texts, nameOfCode } = useApp();
  const { templates: words } = texts;
  const { formId, name, purpose, languages, sample, flow } = template;
  const own = Object.hasOwn(words.each, formId) ? words.each[formId] : undefined;
  const named = languages.map((language) => nameOfCode("language", language)).join(", ");
  return (
    <Tile compact testId={`template-${formId}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{own?.title ?? name}</Text>
          {flow ? (
            <StatusTag variant={flow.status === "published" ? "success" : "default"}>
              {texts.flowStatus[flow.status]}
            </StatusTag>
          ) : null}
        </Flex>
        <Text>{own?.purpose ?? purpose}</Text>
        <Text variant="microcopy">{words.languages(named)}</Text>
        <Sample sample={sample} />
        <GoButton
          to="/forms/form"
          params={{ tool: "use-case", form: formId }}
          label={flow ? words.again : words.open}
          primary={!flow}
        />
      </Flex>
    </Tile>
  );
}

/** Somebody's answers, and what the contact gets of them. */
function Sample({ sample: { answers, properties } }: Pick<PageTemplateOffer, "sample">) {
  const { templates: words } = useApp().texts;
  if (answers.length === 0 && properties.length === 0) return null;
  const lists = [
    { title: words.asked, lines: answers.map(({ question, answer }) => ({ label: question, value: answer })) },
    { title: words.gets, lines: properties },
  ];
  return (
    <Accordion title={words.sampleTitle} size="sm">
      <Flex direction="column" gap="sm">
        {lists
          .filter(({ lines }) => lines.length > 0)
          .map(({ title, lines }) => (
            <Flex key={title} direction="column" gap="xs">
              <Text format={{ fontWeight: "demibold" }}>{title}</Text>
              <DescriptionList direction="column">
                {lines.map(({ label, value }, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two questions may have one title, and their order stays.
                  <DescriptionListItem key={at} label={label}>
                    {value}
                  </DescriptionListItem>
                ))}
              </DescriptionList>
            </Flex>
          ))}
      </Flex>
    </Accordion>
  );
}
