import { type EveryoneRight, settingsRoles, settingsSaveRoles } from "@flowella/contract";
import { Flex, Heading, Text, ToggleGroup } from "@hubspot/ui-extensions";
import { AddGrant } from "./AddGrant.tsx";
import { EditedSection } from "./EditedSection.tsx";
import { GrantItem } from "./GrantItem.tsx";
import { useSettings } from "./useSettings.ts";

const forAll = ["send", "see-answers", "publish"] as const satisfies readonly EveryoneRight[];

/** Who may do what: everybody, single users and teams, and with which contacts. */
export function RolesPanel() {
  const { roles } = useSettings().texts;
  const contacts = (["all", "own-and-team"] as const).map((value) => ({ value, label: roles.contactsChoices[value] }));
  return (
    <EditedSection read={settingsRoles} save={settingsSaveRoles}>
      {({ values, change, changeFrom, mark, ready: { you, teams } }) => (
        <Flex direction="column" gap="md">
          <ToggleGroup
            name="everyone"
            label={roles.everyone}
            toggleType="checkboxList"
            options={forAll.map((value) => ({ value, label: roles.rights[value] }))}
            value={values.everyone}
            onChange={(chosen) => change({ everyone: forAll.filter((right) => [chosen].flat().includes(right)) })}
          />
          <ToggleGroup
            name="contacts"
            label={roles.contacts}
            toggleType="radioButtonList"
            options={contacts}
            value={values.contacts}
            onChange={(chosen) => change({ contacts: chosen === "own-and-team" ? "own-and-team" : "all" })}
          />
          <Heading>{roles.grants}</Heading>
          <Text>{roles.adminHow}</Text>
          {values.grants.length === 0 ? <Text>{roles.noGrants}</Text> : null}
          {values.grants.map((grant, at) => (
            <GrantItem
              key={`${grant.to.kind} ${grant.to.id}`}
              grant={grant}
              you={you}
              teams={teams}
              marked={mark(`grants.${at}.to.id`)}
              onChange={(changed) =>
                changeFrom(({ grants }) => ({ grants: grants.map((one, of) => (of === at ? changed : one)) }))
              }
              onRemove={() => changeFrom(({ grants }) => ({ grants: grants.filter((_, of) => of !== at) }))}
            />
          ))}
          <AddGrant
            you={you}
            teams={teams}
            grants={values.grants}
            onAdd={(grant) => changeFrom(({ grants }) => ({ grants: [...grants, grant] }))}
          />
          <Text variant="microcopy">{roles.notSavedYet}</Text>
        </Flex>
      )}
    </EditedSection>
  );
}
