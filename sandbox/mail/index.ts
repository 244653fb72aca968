/** A mail server on loopback that takes every mail and keeps it; it speaks as much SMTP (RFC 5321) as a client needs. */
import { once } from "node:events";
import { createServer } from "node:net";

export interface MailStandIn {
  readonly url: string;
  /** Envelope recipients and the whole message, in order of arrival. */
  readonly mails: { readonly to: string; readonly text: string }[];
  /** So many mails from now on are put off (451). */
  busy: number;
  close(): Promise<void>;
}

export async function startMail(): Promise<MailStandIn> {
  const mails: MailStandIn["mails"] = [];
  const state = { busy: 0 };
  const server = createServer((socket) => {
    let buffer = "";
    let to = "";
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "RCPT") to = /<(.*)>/.exec(line)?.[1] ?? "";
      if (verb === "QUIT") {
        say("221 bye");
        socket.end();
      } else if (verb === "DATA") {
        inData = true;
        say("354 go on");
      } else if (verb === "MAIL" && state.busy > 0) {
        state.busy -= 1;
        say("451 try again later");
      } else say("250 ok");
    };
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      buffer += chunk.toString("utf8");
      for (;;) {
        const end = inData ? "\r\n.\r\n" : "\r\n";
        const at = buffer.indexOf(end);
        if (at < 0) return;
        const piece = buffer.slice(0, at);
        buffer = buffer.slice(at + end.length);
        if (!inData) command(piece);
        else {
          inData = false;
          // Long lines were wrapped (quoted-printable, RFC 2045, 6.7).
          mails.push({ to, text: piece.replaceAll("=\r\n", "") });
          say("250 taken");
        }
      }
    });
    say("220 loopback");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    get busy() {
      return state.busy;
    },
    set busy(times: number) {
      state.busy = times;
    },
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
}
