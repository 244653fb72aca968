import { pageUnreached, type Unreached } from "@flowella/contract";
import { Button, EmptyState, Flex, Heading, Link, Text, Tile, useExtensionActions } from "@hubspot/ui-extensions";
import { GoButton } from "./GoButton.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const nothing = {};

/** Whom WhatsApp does not reach, and the form on the web to send them by other means. */
export function UnreachedScreen() {
  const { texts } = useApp();
  const { entries: words } = texts;
  const loaded = useLoaded(pageUnreached, nothing);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/entries" label={words.back} />
      <Heading>{words.unreachedTitle}</Heading>
      <LoadedScreen loaded={loaded}>
        {({ people }) => (
          <>
            {people.length === 0 ? (
              <EmptyState title={words.unreachedEmptyTitle} imageName="contacts" layout="vertical" flush>
                <Text>{words.unreachedEmptyText}</Text>
              </EmptyState>
            ) : (
              <Text>{words.unreachedIntro}</Text>
            )}
            {people.map((person) => (
              <PersonItem key={`${person.contactId} ${person.flowId} ${person.at}`} person={person} />
            ))}
          </>
        )}
      </LoadedScreen>
    </Flex>
  );
}

function PersonItem({ person: { contactId, flowName, at, webForm } }: { readonly person: Unreached }) {
  const { texts, formatTime, recordPath } = useApp();
  const { entries: words } = texts;
  const { addAlert, copyTextToClipboard } = useExtensionActions<"pages">();

  async function copy(address: string) {
    await copyTextToClipboard(address);
    addAlert({ type: "success", message: words.copied });
  }

  return (
    <Tile compact>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          {contactId === undefined ? (
            <Text>{words.bareNumber}</Text>
          ) : (
            <Link href={recordPath(contactId)}>{words.contact(contactId)}</Link>
          )}
          <Text>{flowName.trim() || texts.forms.untitled}</Text>
          <Text variant="microcopy">{formatTime(at)}</Text>
        </Flex>
        {webForm ? (
          <Flex direction="row" gap="sm" align="center" wrap>
            <Link href={{ url: webForm, external: true }}>{words.webForm}</Link>
            <Button size="xs" variant="secondary" onClick={() => void copy(webForm)}>
              {words.copyWebForm}
            </Button>
          </Flex>
        ) : (
          <Text variant="microcopy">{words.noWebForm}</Text>
        )}
      </Flex>
    </Tile>
  );
}
