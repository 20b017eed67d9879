import { beforeEach, expect, it } from "vitest";
import { person } from "@/lib/integrations/access/verify-operator";
import { LANGUAGES, type Language } from "@/lib/schemas/language";
import { OpsPreview } from "@/lib/schemas/ops-answers";
import { OpsWrite } from "@/lib/schemas/ops-write";
import { previewWrite, writeAsOperator } from "@/lib/services/operators/write";
import { seedSurfaces } from "@/lib/services/surfaces/update";
import type { FakePostmark } from "../../fakes/postmark";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { context, pass, subscribe, d1 } = outbox;
const operator = person("ops@raxx.app");

const HOOK = "https://hooks.example.com/in";
const INCIDENT = {
  action: "open_incident",
  surfaces: [{ surface_id: "api-service", severity: "down" }],
  title: "Orders <fail>",
  public_note: "Some orders fail. We are investigating.",
};

beforeEach(() => seedSurfaces(context()));

async function read(): Promise<OpsWrite> {
  const sql = "SELECT max(id) AS version FROM status_audit_log WHERE surface_id = 'api-service'";
  const version = await d1().prepare(sql).first<number>("version");
  return OpsWrite.parse({ ...INCIDENT, surfaces: INCIDENT.surfaces.map((each) => ({ ...each, version })) });
}

const show = async (input: OpsWrite, language: Language) => {
  const { notices } = OpsPreview.parse(await previewWrite(context(), operator, { input, language }));
  return notices[0];
};

/** What only the stored incident and its subscriber know is left open in a preview. */
const comparable = (text = "") => text.replace(/inc_\w+/g, "…").replace(/token=[\w-]{43}/g, "token=…");

const mailOf = (postmark: FakePostmark, address: string) => {
  const mail = postmark.to(address).at(-1);
  return mail && { subject: mail.Subject, text: comparable(mail.TextBody), html: comparable(mail.HtmlBody) };
};

it("What operators preview in each language is what its subscribers get, by mail and by webhook", async () => {
  for (const language of LANGUAGES) {
    await subscribe(`${language}@example.com`);
    const sql = "UPDATE subscribers SET language = ? WHERE id = (SELECT max(id) FROM subscribers)";
    await d1().prepare(sql).bind(language).run();
  }
  await subscribe(HOOK, { channel: "webhook", secret: "whsec_c2VjcmV0" });
  outbox.world().at("/hooks.example.com/in", {});
  const input = await read();
  const shown = new Map<Language, Awaited<ReturnType<typeof show>>>();
  for (const language of LANGUAGES) shown.set(language, await show(input, language));
  await writeAsOperator(context(), operator, input);
  await pass(1);
  for (const language of LANGUAGES) {
    const notice = shown.get(language);
    expect({ language, ...mailOf(outbox.postmark(), `${language}@example.com`) }).toEqual({
      language,
      ...notice?.mail,
    });
    expect(notice).toMatchObject({
      language,
      at_most: 6,
      push: { title: notice?.chat.title, text: notice?.chat.text },
    });
    expect(notice?.chat.text).toContain("Some orders fail. We are investigating.");
  }
  expect(new Set([...shown.values()].map((notice) => notice?.chat.title)).size).toBe(LANGUAGES.length);
  const sent = JSON.parse(outbox.world().asked.at(-1)?.body ?? "null").data.events[0];
  expect(Object.keys(JSON.parse(shown.get("en")?.webhook ?? "null").data.events[0]).sort()).toEqual(
    Object.keys(sent).sort(),
  );
});

it("Nobody is told where the operator says so, or where no channel is set up", async () => {
  const input = await read();
  expect(await show(input, "fr")).toMatchObject({ language: "fr", at_most: 0 });
  expect(await show({ ...input, tell_nobody: true } as OpsWrite, "fr")).toBeUndefined();
  const { notices } = await previewWrite(context({ SUBSCRIBER_KEY: "" }), operator, { input, language: "fr" });
  expect(notices).toEqual([]);
});

it("An end reaches those who were told, and an update also those who follow it whatever they chose since", async () => {
  await subscribe("told@example.com");
  const { incident_id } = await writeAsOperator(context(), operator, { ...(await read()), request_id: "preview-0001" });
  await pass(1);
  await subscribe("new@example.com");
  await d1()
    .prepare(`UPDATE subscribers SET kinds = '["maintenance"]' WHERE id = (SELECT min(id) FROM subscribers)`)
    .run();
  const { surfaces } = (await read()) as { surfaces: { surface_id: string; version: number; severity: string }[] };
  const common = { incident_id: Number(incident_id?.replace("inc_", "")), public_note: "Orders work." };
  const update = OpsWrite.parse({ ...common, action: "update_incident", surfaces });
  const seen = surfaces.map(({ severity: _, ...surface }) => surface);
  const end = OpsWrite.parse({ ...common, action: "resolve_incident", surfaces: seen });
  expect((await show(update, "en"))?.at_most).toBe(2);
  expect((await show(end, "en"))?.at_most).toBe(1);
});
