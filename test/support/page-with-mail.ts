import webPush from "web-push";
import { type FakePostmark, startPostmark } from "../fakes/postmark";
import { test as pageTest } from "./page";
import { startServer, type TestServer } from "./server";

export { expect } from "./page";

/** A server with every channel, whose mails a fake Postmark takes. */
export const test = pageTest.extend<object, { postmark: FakePostmark; server: TestServer }>({
  postmark: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use) => {
      const postmark = await startPostmark();
      await use(postmark);
      await postmark.stop();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ postmark }, use) => {
      const { publicKey, privateKey } = webPush.generateVAPIDKeys();
      const mail = { POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.server.url };
      const env = { ...mail, VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey };
      const server = await startServer({ env });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** The path of the first link in the last mail to the address. */
export const lastLink = (postmark: FakePostmark, address: string): string =>
  postmark
    .to(address)
    .at(-1)
    ?.TextBody.match(/https:\/\/status\.raxx\.app(\S+)/)?.[1] ?? "";
