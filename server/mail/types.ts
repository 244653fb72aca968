/** What a mail is and who sends it. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

export interface Mailer {
  /** @throws OutsideError `mail.failed` (retry), `mail.refused` (give-up) when the address is not taken */
  send(mail: Mail): Promise<void>;
}
