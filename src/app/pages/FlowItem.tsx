import type { PageFlow, PageTemplate } from "@flowella/contract";
import type { PageTexts } from "@flowella/ui";
import {
  Accordion,
  DescriptionList,
  DescriptionListItem,
  Flex,
  List,
  StatusTag,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import { GoButton } from "./GoButton.tsx";
import { HoldButton } from "./HoldButton.tsx";
import { PreviewButton } from "./PreviewButton.tsx";
import { PublishForm } from "./PublishForm.tsx";
import { useApp } from "./useApp.ts";

const variants = { draft: "default", published: "success", paused: "warning" } as const;
const templateVariants = { approved: "success", "in-review": "info", attention: "warning" } as const;

interface FlowItemProps {
  readonly flow: PageFlow;
  readonly onChanged: () => void;
}

/** One Flow: how it stands, its template, what went out and came back, and what can be done. */
export function FlowItem({ flow, onChanged }: FlowItemProps) {
  const { texts } = useApp();
  const { id, name, status, version, source, template } = flow;
  return (
    <Tile testId={`flow-${id}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{name.trim() || texts.forms.untitled}</Text>
          <StatusTag variant={variants[status]}>{texts.flowStatus[status]}</StatusTag>
          <Text variant="microcopy">{version ? texts.version(version) : texts.flows.neverPublished}</Text>
        </Flex>
        {status === "paused" ? <Text>{texts.flows.pausedText}</Text> : null}
        <DescriptionList direction="row">
          <DescriptionListItem label={texts.flows.facts.sends}>{String(flow.sends)}</DescriptionListItem>
          <DescriptionListItem label={texts.flows.facts.answers}>{String(flow.answers)}</DescriptionListItem>
          <DescriptionListItem label={texts.flows.facts.template}>
            {template ? (
              <StatusTag variant={templateVariants[template.state]}>{texts.flows.templates[template.state]}</StatusTag>
            ) : (
              texts.flows.noTemplate
            )}
          </DescriptionListItem>
        </DescriptionList>
        {template ? <Text variant="microcopy">{templateWords(texts, template)}</Text> : null}
        <Changes flow={flow} onChanged={onChanged} />
        <Flex direction="row" gap="sm" wrap>
          {status === "draft" ? null : <HoldButton flow={flow} onChanged={onChanged} />}
          {source ? (
            <GoButton
              to="/forms/form"
              params={{ tool: source.tool, form: source.formId }}
              label={texts.flows.seeForm}
              primary={status === "draft"}
            />
          ) : null}
          <GoButton to="/flows/flow" params={{ flow: id }} label={texts.flows.changesAndVersions} />
        </Flex>
        <PreviewButton of={{ what: "flow", flowId: id }} />
      </Flex>
    </Tile>
  );
}

/** What a template waits for. Who must act is told in WhatsApp's own reasons, which the server has in words. */
function templateWords({ start }: PageTexts, { state, title, says, price }: PageTemplate): string {
  const words = state === "attention" ? `${title}. ${says}` : start.template[state];
  return price === undefined ? words : `${words} ${price}`;
}

/** What changed in the form, and taking it over; nothing while it is as it was. */
function Changes({ flow, onChanged }: FlowItemProps) {
  const { flows } = useApp().texts;
  if (!flow.changes) return null;
  const { state, lines } = flow.changes;
  return (
    <Accordion title={flows.changesTitle(lines.length)} defaultOpen size="sm">
      <Flex direction="column" gap="sm">
        <Text>{flows.changesText}</Text>
        <List variant="unordered-styled">
          {lines.map((line) => (
            <Text key={line}>{line}</Text>
          ))}
        </List>
        <PublishForm
          of={{ what: "changes", flowId: flow.id, state }}
          again
          newTemplate={false}
          onPublished={onChanged}
        />
      </Flex>
    </Accordion>
  );
}
