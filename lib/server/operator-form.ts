import { AppError } from "@/lib/platform/problems";

/** The id of a server action, as Next writes it. */
const ACTION_ID = /^[0-9a-f]{42}$/;

const parse = <T>(read: () => T | Promise<T>): Promise<T> =>
  Promise.resolve()
    .then(read)
    .catch((cause: unknown) => {
      throw new AppError("malformed_form", undefined, undefined, { cause });
    });

/** Refuses what no form of ours sends: a body that can't be read, or one that names no action (400). Next would fail on it with 500. */
export async function requireForm(headers: Headers, body: Uint8Array<ArrayBuffer>): Promise<void> {
  const action = headers.get("Next-Action");
  const type = headers.get("Content-Type") ?? "";
  if (action !== null && !ACTION_ID.test(action)) throw new AppError("malformed_form");
  if (!/^multipart\/form-data\b/i.test(type)) {
    if (action !== null) await parse(() => JSON.parse(new TextDecoder().decode(body)));
    return;
  }
  const form = await parse(() => new Response(body, { headers: { "Content-Type": type } }).formData());
  if (action !== null) await parse(() => JSON.parse(String(form.get("0") ?? "")));
  else if (![...form.keys()].some((name) => name.startsWith("$ACTION_"))) throw new AppError("malformed_form");
}
