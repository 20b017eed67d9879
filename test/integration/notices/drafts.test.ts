import { describe, expect, it } from "vitest";
import { confirm, readConfirmation } from "@/lib/services/subscriptions/confirm";
import { outboxForFile } from "./outbox";
import { peopleOf } from "./people";

const outbox = outboxForFile();
const { context, pass, rows } = outbox;
const { ADDRESS, signed, lastToken } = peopleOf(outbox);

const URL = "https://hooks.example.com/draft";
const STRANGER = "stranger@example.com";
const choices = () => rows("SELECT kinds, language, state FROM subscribers");

describe("A link confirms what its own mail was made for", () => {
  it("whatever a stranger chooses for the address afterwards", async () => {
    await signed({ email: ADDRESS, kinds: "incidents" });
    await pass(1);
    const own = lastToken(ADDRESS);
    await signed({ email: ADDRESS, kinds: "measured", language: "de" });
    await pass(1);
    const strangers = lastToken(ADDRESS);
    expect(await readConfirmation(context(), own)).toMatchObject({ to: ADDRESS, kinds: ["incidents"], language: "en" });
    expect(await readConfirmation(context(), strangers)).toMatchObject({ kinds: ["measured"], language: "de" });
    await confirm(context(), own);
    await confirm(context(), strangers);
    expect(await choices()).toEqual([{ kinds: '["incidents"]', language: "en", state: "confirmed" }]);
    expect(await readConfirmation(context(), own)).toBeNull();
  });

  it("and a webhook's contact and secret stay those of the link, before and after", async () => {
    await signed({ channel: "webhook", url: URL, email: ADDRESS });
    await pass(1);
    const own = lastToken(ADDRESS);
    await signed({ channel: "webhook", url: URL, email: STRANGER });
    await pass(1);
    const strangers = lastToken(STRANGER);
    const shown = await readConfirmation(context(), own);
    expect(await confirm(context(), own)).toEqual({ result: "verifying", secret: shown?.secret });
    expect(await confirm(context(), strangers)).toEqual({ result: "verifying" });
    await signed({ channel: "webhook", url: URL, email: STRANGER, kinds: "measured" });
    expect(await choices()).toMatchObject([{ state: "verifying", kinds: '["incidents","maintenance","postmortems"]' }]);
    outbox.world().at("/hooks.example.com/draft", {});
    await pass(1);
    expect(await choices()).toMatchObject([{ state: "confirmed" }]);
  });

  it("and what waits to be mailed is not changed either", async () => {
    await signed({ channel: "webhook", url: URL, email: ADDRESS });
    await signed({ channel: "webhook", url: URL, email: STRANGER });
    await pass(1);
    expect(outbox.postmark().to(STRANGER)).toEqual([]);
    await confirm(context(), lastToken(ADDRESS));
  });
});
