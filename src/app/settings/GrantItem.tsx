import type { RoleGrant, SettingsRight, SettingsRolesReady } from "@flowella/contract";
import type { SettingsTexts } from "@flowella/ui";
import { Alert, Button, Flex, Text, Tile, ToggleGroup } from "@hubspot/ui-extensions";
import { useSettings } from "./useSettings.ts";

const rights = [
  "send",
  "broadcast",
  "see-answers",
  "see-identity",
  "publish",
  "admin",
] as const satisfies readonly SettingsRight[];

export type Teams = SettingsRolesReady["teams"];

/** A user or a team as people know them, as far as we may read that. */
export function nameOf({ roles }: SettingsTexts, to: RoleGrant["to"], you: string, teams: Teams): string {
  if (to.kind === "team") return roles.team(teams?.find(({ id }) => id === to.id)?.name ?? to.id);
  return to.id === you ? roles.you(to.id) : roles.user(to.id);
}

interface GrantItemProps {
  readonly grant: RoleGrant;
  readonly you: string;
  readonly teams: Teams;
  readonly marked: { readonly validationMessage?: string };
  readonly onChange: (grant: RoleGrant) => void;
  readonly onRemove: () => void;
}

/** What one user or team may do on top of what everybody may. */
export function GrantItem({ grant, you, teams, marked, onChange, onRemove }: GrantItemProps) {
  const { texts } = useSettings();
  const { roles } = texts;
  const who = nameOf(texts, grant.to, you, teams);
  return (
    <Tile compact testId={`grant-${grant.to.kind}-${grant.to.id}`}>
      <Flex direction="column" gap="sm">
        {marked.validationMessage === undefined ? null : (
          <Alert title={who} variant="error">
            <Text>{marked.validationMessage}</Text>
          </Alert>
        )}
        <ToggleGroup
          name={`rights-${grant.to.kind}-${grant.to.id}`}
          label={roles.may(who)}
          toggleType="checkboxList"
          options={rights.map((value) => ({ value, label: roles.rights[value] }))}
          value={grant.rights}
          onChange={(chosen) =>
            onChange({ ...grant, rights: rights.filter((right) => [chosen].flat().includes(right)) })
          }
        />
        <Flex direction="row">
          <Button size="sm" variant="secondary" onClick={onRemove}>
            {roles.removeGrant(who)}
          </Button>
        </Flex>
      </Flex>
    </Tile>
  );
}
