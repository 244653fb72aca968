/** The audit trail's chain: how its hashes are made, how it is written into a file, and how both are verified. */
export {
  type Anchor,
  type AuditContent,
  anchorSchema,
  beginningOf,
  type ChainedEntry,
  chainedEntrySchema,
  contentText,
  linkHash,
  type Sha256,
} from "./chain.ts";
export { anchorLine, entryLine, lastAnchor, verifyFile } from "./file.ts";
export { chainVerifier, type Finding, type Head, type KnownAnchor, type Verdict, type Verifier } from "./verify.ts";
