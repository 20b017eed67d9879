import { expect, test } from "vitest";
import { readImport, readListFile } from "@/lib/schemas/ops-import-form";

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

test("what was typed goes through a step unchanged, with the id that the preview gave it", () => {
  const typed = readImport(formOf({ csv: "a@x.test\r\n", names: "A = b", language: "de", confirmed_before: "1" }));
  expect(typed).toEqual({ csv: "a@x.test\n", names: "A = b", language: "de", confirmed_before: true });
  const named = { ...typed, confirmed_before: false, request_id: "0123456789" };
  expect(readImport(formOf({ import: JSON.stringify(named), confirmed_before: "1", csv: "x" }))).toEqual(named);
});

test.each(["{", "null", "[]", "1", '"x"', '{"csv":1}'])(
  "a step's field that was tampered with is no draft: %s",
  (json) => {
    const draft = readImport(formOf({ import: json }));
    expect([draft.csv, draft.names, draft.language].map((text) => typeof text)).toEqual(["string", "string", "string"]);
  },
);

test("a file is a text in UTF-8 of what one import takes, with or without a byte order mark", async () => {
  const read = (...parts: BlobPart[]) => readListFile(new File(parts, "a.csv"));
  expect(await read("\uFEFFé@x.test")).toEqual({ csv: "é@x.test" });
  expect(await read("x".repeat(250_000))).toHaveProperty("csv");
  expect(await read("x".repeat(250_001))).toEqual({ fault: "The file has over 250,000 bytes: import it in parts." });
  expect(await read(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toEqual({ fault: "The file is not a text in UTF-8." });
});
