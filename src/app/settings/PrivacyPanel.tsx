import {
  privacyValuesSchema,
  type RetentionRound,
  type SettingsPrivacyReady,
  settingsPrivacy,
  settingsSavePrivacy,
} from "@flowella/contract";
import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Input,
  List,
  NumberInput,
  Text,
  ToggleGroup,
} from "@hubspot/ui-extensions";
import { EditedSection } from "./EditedSection.tsx";
import { typedNumber } from "./typedNumber.ts";
import { useSettings } from "./useSettings.ts";

const keeps = privacyValuesSchema.shape.keep;

/** How long what customers hand in is kept, what was removed, and where data lies. */
export function PrivacyPanel() {
  const { privacy } = useSettings().texts;
  return (
    <EditedSection read={settingsPrivacy} save={settingsSavePrivacy} below={(ready) => <Removed ready={ready} />}>
      {({ values, change, mark, ready }) => (
        <Flex direction="column" gap="md">
          <Text>{privacy.intro}</Text>
          <ToggleGroup
            name="keep"
            label={privacy.keep}
            toggleType="radioButtonList"
            options={keeps.options.map((value) => ({ value, label: privacy.keeps[value] }))}
            value={values.keep}
            onChange={(chosen) => change({ keep: keeps.safeParse(chosen).data ?? values.keep })}
          />
          {values.keep === "days" ? (
            <NumberInput
              name="answerDays"
              label={privacy.days}
              description={privacy.daysHow}
              min={1}
              max={3650}
              value={values.answerDays}
              onChange={(days) => change({ answerDays: typedNumber(days, 0) })}
              {...mark("answerDays")}
            />
          ) : (
            <Text variant="microcopy">{privacy.nothingHow}</Text>
          )}
          <NumberInput
            name="heldDays"
            label={privacy.heldDays}
            description={privacy.heldDaysHow}
            min={7}
            max={365}
            value={values.heldDays}
            onChange={(heldDays) => change({ heldDays: typedNumber(heldDays, 0) })}
            {...mark("heldDays")}
          />
          <OwnTimes ready={ready} />
          <Regions ready={ready} />
          <Input
            name="metaRegion"
            label={privacy.metaRegion}
            description={privacy.metaRegionHow}
            value={values.metaRegion}
            onInput={(metaRegion) => change({ metaRegion })}
            onChange={(metaRegion) => change({ metaRegion })}
            {...mark("metaRegion")}
          />
        </Flex>
      )}
    </EditedSection>
  );
}

interface ReadyProps {
  readonly ready: SettingsPrivacyReady;
}

function OwnTimes({ ready: { flows } }: ReadyProps) {
  const { privacy } = useSettings().texts;
  if (flows.length === 0) return null;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: "demibold" }}>{privacy.flows}</Text>
      <List variant="unordered-styled">
        {flows.map(({ name, keep }) => (
          <Text key={name}>{privacy.flow(name, keep)}</Text>
        ))}
      </List>
    </Flex>
  );
}

function Regions({ ready: { regions } }: ReadyProps) {
  const { privacy } = useSettings().texts;
  const { ours, hubspot, meta, differ } = regions;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{privacy.where}</Heading>
      {differ.length > 0 ? (
        <Alert title={privacy.differTitle} variant="warning">
          {differ.map((who) => privacy.differ[who]).join(" ")}
        </Alert>
      ) : null}
      <DescriptionList direction="row">
        <DescriptionListItem label={privacy.places.ours}>{ours ?? privacy.unknown}</DescriptionListItem>
        <DescriptionListItem label={privacy.places.hubspot}>{hubspot ?? privacy.unknown}</DescriptionListItem>
        <DescriptionListItem label={privacy.places.meta}>{meta ?? privacy.unknown}</DescriptionListItem>
      </DescriptionList>
    </Flex>
  );
}

/** What the job did, and what it could not do yet. */
function Removed({ ready: { last, rounds, left, held } }: ReadyProps) {
  const { texts, formatTime } = useSettings();
  const { privacy } = texts;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{privacy.removed}</Heading>
      {last ? (
        <Text>{privacy.last(formatTime(last.at), inWords(last))}</Text>
      ) : (
        <Text variant="microcopy">{privacy.never}</Text>
      )}
      {left > 0 ? (
        <Alert title={privacy.leftTitle(left)} variant="danger">
          {privacy.leftText}
        </Alert>
      ) : last ? (
        <Text variant="microcopy">{privacy.checked}</Text>
      ) : null}
      {held ? (
        <Alert title={privacy.heldTitle(held.count)} variant="warning">
          {privacy.heldText(formatTime(held.until))}
        </Alert>
      ) : null}
      {rounds.length > 0 ? (
        <List variant="unordered-styled">
          {rounds.map((round) => (
            <Text key={round.at} variant="microcopy">
              {privacy.round(formatTime(round.at), inWords(round))}
            </Text>
          ))}
        </List>
      ) : null}
    </Flex>
  );

  function inWords({ removed }: RetentionRound): string {
    return removed.map(({ what, count }) => `${privacy.things[what]} ${count}`).join(", ");
  }
}
