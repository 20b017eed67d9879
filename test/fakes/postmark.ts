import { type Asked, type FakeServer, type Reply, startFakeServer } from "./server";

/** One mail as Postmark gets it. */
export type Mail = {
  From: string;
  To: string;
  Subject: string;
  TextBody: string;
  HtmlBody: string;
  MessageStream: string;
  TrackOpens: boolean;
  TrackLinks: string;
  Headers: { Name: string; Value: string }[];
  Metadata: Record<string, string>;
};

const TOKEN = "postmark-token";

/**
 * Postmark's `/email/batch`: takes what has the token, up to 500 mails, and answers for each with the code that its address has. Its
 * `/messages/outbound` finds what was taken in one stream, by metadata.
 */
export async function startPostmark() {
  const codes = new Map<string, { code: number; message: string }>();
  let outage: Reply | null = null;
  let isSilent = false;
  const taken: Mail[] = [];
  const answer = ({ method, headers, body }: Asked) => {
    if (outage !== null) return outage;
    if (method !== "POST" || headers["x-postmark-server-token"] !== TOKEN)
      return { status: 401, body: { ErrorCode: 10, Message: "Bad or missing API token" } };
    const batch = JSON.parse(body) as Mail[];
    if (batch.length > 500) return { status: 422, body: { ErrorCode: 410, Message: "Too many batch messages" } };
    const answers = batch.map((mail) => take(mail));
    return isSilent ? { act: "drop" as const } : { body: answers };
  };
  const search = ({ headers, query }: Asked) => {
    if (outage !== null) return outage;
    if (headers["x-postmark-server-token"] !== TOKEN) return { status: 401, body: { ErrorCode: 10, Message: "" } };
    const [count, offset] = [Number(query.get("count")), Number(query.get("offset"))];
    const wanted = [...query].filter(([key]) => key.startsWith("metadata_"));
    const found = taken.filter(
      ({ MessageStream, Metadata }) =>
        MessageStream === (query.get("messagestream") ?? "outbound") &&
        wanted.every(([key, value]) => Metadata[key.replace("metadata_", "")] === value),
    );
    const messages = found.toReversed().slice(offset, offset + count);
    const toFound = ({ Subject, MessageStream, Metadata }: Mail) => ({
      ...{ MessageID: crypto.randomUUID(), Status: "Sent", Subject, MessageStream, Metadata },
    });
    return { body: { TotalCount: found.length, Messages: messages.map(toFound) } };
  };
  const take = (mail: Mail) => {
    const { code, message } = codes.get(mail.To) ?? { code: 0, message: "OK" };
    if (code === 0) taken.push(mail);
    return { ErrorCode: code, Message: message, MessageID: crypto.randomUUID(), To: mail.To };
  };
  const server: FakeServer = await startFakeServer({ "/email/batch": answer, "/messages/outbound": search });
  return {
    server,
    /** How a batch is answered, for a test to put back. */
    answer,
    token: TOKEN,
    /** The mails that were taken, in turn. */
    taken,
    to: (address: string): Mail[] => taken.filter((mail) => mail.To === address),
    /** From now on this address gets this code; 0 is well. */
    answerWith: (address: string, code: number, message = code === 0 ? "OK" : "refused") =>
      codes.set(address, { code, message }),
    /** From now on every batch gets this status; null is well. */
    fail: (status: number | null, headers: Record<string, string> = {}) => {
      outage = status === null ? null : { status, headers, body: { ErrorCode: 0, Message: "outage" } };
    },
    /** Whether every batch is taken from now on, and its answer never comes. */
    silence: (silent: boolean) => {
      isSilent = silent;
    },
    stop: server.stop,
  };
}
export type FakePostmark = Awaited<ReturnType<typeof startPostmark>>;

/** A mail's header, or undefined. */
export const headerOf = ({ Headers }: Mail, name: string): string | undefined =>
  Headers.find(({ Name }) => Name === name)?.Value;
