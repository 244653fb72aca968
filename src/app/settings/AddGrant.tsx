import type { RoleGrant } from "@flowella/contract";
import { Button, Flex, Input, Select, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { nameOf, type Teams } from "./GrantItem.tsx";
import { useSettings } from "./useSettings.ts";

interface AddGrantProps {
  readonly you: string;
  readonly teams: Teams;
  readonly grants: readonly RoleGrant[];
  readonly onAdd: (grant: RoleGrant) => void;
}

/** Names a user or a team that is to have more; what exactly is ticked afterwards. */
export function AddGrant({ you, teams, grants, onAdd }: AddGrantProps) {
  const { texts } = useSettings();
  const { roles } = texts;
  const [kind, setKind] = useState<"user" | "team">("user");
  const [id, setId] = useState("");
  const there = grants.some(({ to }) => to.kind === kind && to.id === id.trim());
  const good = /^\d{1,20}$/.test(id.trim()) && !there;
  const kinds = (["user", "team"] as const).map((value) => ({ value, label: roles.kinds[value] }));
  const wrong = id.trim() !== "" && !good ? { error: true, validationMessage: texts.wrong.id } : {};

  function add() {
    if (!good) return;
    onAdd({ to: { kind, id: id.trim() }, rights: [] });
    setId("");
  }

  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" wrap align="end">
        <Select
          name="grantKind"
          label={roles.kind}
          options={kinds}
          value={kind}
          onChange={(value) => {
            setKind(value === "team" ? "team" : "user");
            setId("");
          }}
        />
        {kind === "team" && teams ? (
          <Select
            name="grantTeam"
            label={roles.teamName}
            options={teams.map((team) => ({ value: team.id, label: team.name || team.id }))}
            value={id}
            onChange={(value) => setId(String(value))}
            {...wrong}
          />
        ) : (
          <Input
            name="grantId"
            label={kind === "team" ? roles.teamId : roles.userId}
            {...(kind === "user" && { description: roles.userIdHow })}
            value={id}
            onInput={setId}
            onChange={setId}
            {...wrong}
          />
        )}
      </Flex>
      {kind === "team" && !teams ? <Text variant="microcopy">{roles.teamsUnread}</Text> : null}
      <Flex direction="row">
        <Button size="sm" variant="secondary" disabled={!good} onClick={add}>
          {good ? `${roles.addGrant}: ${nameOf(texts, { kind, id: id.trim() }, you, teams)}` : roles.addGrant}
        </Button>
      </Flex>
    </Flex>
  );
}
