/**
 * Why a call to a typed address was not made, or got no answer. The messages are for the admin of the portal; none
 * holds the address, which may carry a secret of its own.
 */
import { OutsideError, type Remedy } from "../../core/errors.ts";

interface Failure {
  readonly remedy: Remedy;
  readonly says: string;
  /** The request may have been read although no good answer came. */
  readonly mayHaveLanded?: boolean;
}

const failures = {
  bad_url: { remedy: "ask-admin", says: "This is not a web address. Write it as https://example.com/path." },
  not_https: { remedy: "ask-admin", says: "The address must begin with https://." },
  credentials: {
    remedy: "ask-admin",
    says: "The address holds a user name or password. Remove it: requests are signed instead.",
  },
  port: {
    remedy: "ask-admin",
    says: "This port is not allowed. Use 443, or one from 1024 on that no other service has.",
  },
  private_address: {
    remedy: "ask-admin",
    says: "The address leads into a private or special network. Use one that the internet reaches.",
  },
  unknown_host: { remedy: "retry", says: "The host name is not known. Check its spelling and its DNS records." },
  dns: { remedy: "retry", says: "The host name could not be looked up just now." },
  unreachable: { remedy: "retry", says: "Nothing answers at this address. Check that the receiver runs." },
  connect_timeout: { remedy: "retry", says: "The address did not take the connection in time." },
  tls: {
    remedy: "retry",
    says: "The receiver's certificate is not good: expired, for another name, or without its chain. Renew it.",
  },
  timeout: {
    remedy: "retry",
    says: "The receiver did not answer in time. It should answer first and work later.",
    mayHaveLanded: true,
  },
  cut_off: { remedy: "retry", says: "The receiver closed the connection without a whole answer.", mayHaveLanded: true },
  bad_answer: { remedy: "retry", says: "The receiver's answer is not proper HTTP.", mayHaveLanded: true },
  answer_too_large: { remedy: "ask-admin", says: "The receiver's answer is too large.", mayHaveLanded: true },
  request_too_large: { remedy: "give-up", says: "There is more to send than one request may hold." },
} as const satisfies Record<string, Failure>;

export type OutboundFailure = keyof typeof failures;

/** The error `outbound.<failure>`. */
export function failed(failure: OutboundFailure, cause?: unknown): OutsideError {
  const { remedy, says, mayHaveLanded = false }: Failure = failures[failure];
  return new OutsideError(says, { code: `outbound.${failure}`, remedy, mayHaveLanded, cause });
}
