import type { InsightField } from "@flowella/contract";
import { Flex, Tag, Text } from "@hubspot/ui-extensions";
import { FigureTable, Named } from "./FigureTable.tsx";
import { InsightSection } from "./InsightSection.tsx";
import { useApp } from "./useApp.ts";
import { type InsightPartProps, nameIn, useFigures } from "./useInsight.ts";

/** Refused to so large a share of those who saw the question. */
const hot = 0.2;
const warm = 0.05;

/** Which questions our checks refuse answers to, and which answers people change: the warmer, the more trouble. */
export function InsightFields({ answer: { fields }, means }: InsightPartProps) {
  const { fields: words } = useApp().texts.insight;
  const { count, share } = useFigures();
  const meanings = [
    { label: words.rejected, means: means("field_rejections") },
    { label: words.changed, means: means("field_changes") },
  ];
  const rules = (field: InsightField) =>
    field.rules.map(({ rule, count: times }) => `${nameIn(words.rules, rule)} ${count(times)}`).join(", ");
  return (
    <InsightSection id="fields" title={words.title} meanings={meanings}>
      {fields.length === 0 ? (
        <Text>{words.none}</Text>
      ) : (
        <>
          <Text variant="microcopy">{words.intro}</Text>
          <FigureTable
            columns={[words.field, words.rejected, words.changed]}
            rows={fields.map((field) => ({
              key: field.id,
              cells: [
                <Named key="field" name={field.label} more={field.rules.length > 0 ? rules(field) : undefined} />,
                <Flex key="rejected" direction="column" gap="xs" align="end">
                  <Tag variant={heatOf(field)}>{count(field.rejected)}</Tag>
                  {field.ofShown === undefined || field.rejected === 0 ? null : (
                    <Text variant="microcopy">{share(field.ofShown)}</Text>
                  )}
                </Flex>,
                <Tag key="changed">{count(field.changed)}</Tag>,
              ],
            }))}
          />
        </>
      )}
      <Text variant="microcopy">{means("unseen_phone_checks")}</Text>
    </InsightSection>
  );
}

function heatOf({ ofShown = 0 }: InsightField): "error" | "warning" | "default" {
  if (ofShown >= hot) return "error";
  return ofShown >= warm ? "warning" : "default";
}
