import {
  type PageEntryFilesResponse,
  pageEntryFiles,
  pageEntryShare,
  type EntryShare as Share,
} from "@flowella/contract";
import { NotDone, type ServerState, useServer } from "@flowella/ui";
import { Button, Flex, Image, Link, LoadingButton, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

/** What leads to an entry, once somebody wants it: QR code, link, and a button for a website. */
export function EntryShare({ entryId }: { readonly entryId: string }) {
  const { origin, texts } = useApp();
  const { entries: words } = texts;
  const { state, ask } = useServer(origin, pageEntryShare);
  const files = useServer(origin, pageEntryFiles);
  const asking = state.status === "loading";
  const share = state.status === "success" && state.value.kind === "ready" ? state.value : undefined;

  function show() {
    void ask({ entryId });
    void files.ask({ entryId });
  }

  return (
    <Flex direction="column" gap="sm">
      <LoadingButton size="sm" variant="secondary" loading={asking} disabled={asking} onClick={show}>
        {asking ? words.sharing : words.share}
      </LoadingButton>
      <NotDone texts={texts} state={state} title={words.notSharedTitle} />
      {share ? <Shared share={share} files={files.state} /> : null}
    </Flex>
  );
}

interface SharedProps {
  readonly share: Share;
  readonly files: ServerState<PageEntryFilesResponse>;
}

function Shared({ share: { png, link, number, button }, files }: SharedProps) {
  const { texts } = useApp();
  const { entries: words } = texts;
  const { addAlert, copyTextToClipboard } = useExtensionActions<"pages">();

  async function copy(text: string) {
    await copyTextToClipboard(text);
    addAlert({ type: "success", message: words.copied });
  }

  return (
    <Flex direction="column" gap="sm">
      <Image src={png} alt={words.qr} width={240} height={240} />
      <Text>{words.goesTo(number)}</Text>
      <Link href={{ url: link, external: true }}>{link}</Link>
      <Flex direction="row" gap="sm" wrap>
        <Button size="sm" variant="secondary" onClick={() => void copy(link)}>
          {words.copyLink}
        </Button>
        <Button size="sm" variant="secondary" onClick={() => void copy(button)}>
          {words.copyButton}
        </Button>
      </Flex>
      <Text variant="microcopy">{words.buttonHow}</Text>
      <NotDone texts={texts} state={files} title={words.notSharedTitle} />
      <Downloads files={files} />
    </Flex>
  );
}

/** Links to the files: an app's page can save nothing by itself. */
function Downloads({ files }: Pick<SharedProps, "files">) {
  const { texts, formatTime } = useApp();
  const { entries: words } = texts;
  if (files.status !== "success" || files.value.kind !== "ready") return null;
  const { value } = files;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: "demibold" }}>{words.downloadsTitle}</Text>
      <Flex direction="row" gap="md" wrap>
        {(["png", "svg", "label"] as const).map((file) => (
          <Link key={file} href={{ url: value[file], external: true }}>
            {words[file]}
          </Link>
        ))}
      </Flex>
      <Text variant="microcopy">{words.downloadHow(formatTime(value.until))}</Text>
    </Flex>
  );
}
