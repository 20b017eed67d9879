import { describe, expect, it } from "vitest";
import { insertLetter } from "@/db/queries/notice-events";
import { intercepted } from "../../support/database";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { pass, happen, subscribe, rows } = outbox;

const mails = () => outbox.postmark().taken.map(({ To, TextBody }) => `${To}: ${/Note of (\w+)/.exec(TextBody)?.[1]}`);
const states = () => rows<{ state: string; reason: string | null }>("SELECT state, reason FROM notice_deliveries");

describe("a batch of mails", () => {
  it("that was taken without an answer is not sent again, neither by itself nor with what came since", async () => {
    for (const name of ["a", "b", "c"]) await subscribe(`${name}@example.com`);
    await happen();
    outbox.postmark().silence(true);
    await pass(1);
    outbox.postmark().silence(false);
    await happen({ revision: 2, step: "updated" });
    await pass(3);
    expect(mails().sort()).toEqual(
      ["a", "b", "c"].flatMap((name) => [`${name}@example.com: opened`, `${name}@example.com: updated`]),
    );
    expect(outbox.postmark().server.to("/messages/outbound")).toHaveLength(2);
    expect(await states()).toEqual(Array(6).fill({ state: "sent", reason: null }));
  });

  it("without an answer that was not taken is sent again", async () => {
    await subscribe("a@example.com");
    await happen();
    outbox.postmark().server.at("/email/batch", { act: "drop" });
    await pass(1);
    outbox.postmark().server.at("/email/batch", outbox.postmark().answer);
    await pass(3);
    expect(mails()).toEqual(["a@example.com: opened"]);
  });

  it("that is a letter alone is not sent again either", async () => {
    await subscribe("a@example.com");
    const [row] = await rows<{ id: number }>("SELECT id FROM subscribers");
    const letter = { to: { id: row?.id ?? 0 }, letter: "manage" } as const;
    await outbox.run(...insertLetter(outbox.db(), letter, outbox.now()));
    outbox.postmark().silence(true);
    await pass(1);
    outbox.postmark().silence(false);
    await pass(3);
    expect(outbox.postmark().taken).toHaveLength(1);
    expect(await states()).toEqual([{ state: "sent", reason: null }]);
  });

  it("that a dying tick had sent again with what came since is not sent a third time", async () => {
    await subscribe("a@example.com");
    await happen();
    outbox.postmark().server.at("/email/batch", { act: "drop" });
    await pass(1);
    outbox.postmark().server.at("/email/batch", outbox.postmark().answer);
    await happen({ revision: 2, step: "updated" });
    outbox.skip(2);
    const DB = intercepted(outbox.d1(), async (run, queries) => {
      if (queries.some((query) => query.startsWith("UPDATE notice_deliveries SET\n")))
        throw new Error("the process is gone");
      return run();
    });
    await outbox.tick({ DB }).catch(() => undefined);
    expect(outbox.postmark().taken).toHaveLength(1);
    await pass(5);
    expect(outbox.postmark().taken).toHaveLength(1);
    expect(await states()).toEqual(Array(2).fill({ state: "sent", reason: null }));
  });
});
