import { mutantsOf } from "./mutant";

const edge = [
  mutantsOf(
    "lib/server/cache/cache-headers.ts",
    ["edge/failures"],
    ["freshS: 15", "freshS: 20", "A copy would be fresh for longer."],
    ["staleS: 45", "staleS: 90", "A refused purge would cost readers more than a minute."],
    ["isFallback ? 0 : ", "", "The fallback would outlive the recovery."],
    ["Math.min(FALLBACK_S, maxAgeS)", "FALLBACK_S", "Browsers would keep a page that must be asked for anew."],
    ["left - fresh", "left", "A copy would be served beyond the clock's next change."],
  ),
  mutantsOf(
    "lib/server/cache/cache-headers.ts",
    ["edge/entity-tag"],
    ["KEEP_BYTES_MS = 60_000", "KEEP_BYTES_MS = 600_000", "Ten minutes old would pass for now."],
    ["age >= 0 && ", "", "A copy of the future would be confirmed."],
    [`tag.startsWith(\`\${hash}-\`) && `, "", "Any copy of the last minute would be confirmed."],
  ),
  mutantsOf(
    "lib/server/serve.ts",
    ["edge/finish"],
    ['"x-nextjs-prerender", ', "", "Responses would name the software that made them."],
  ),
  mutantsOf(
    "lib/server/security-headers.ts",
    ["edge/policies"],
    ['if (!isFramed) headers.set("X-Frame-Options", "DENY")', "", "Old browsers would frame the page."],
    ["if (!headers.has(POLICY))", "if (false)", "An answer without a policy could run scripts."],
    ["\"form-action 'self'\",", "", "A form could send what is typed elsewhere."],
  ),
  mutantsOf(
    "lib/server/find-route.ts",
    ["http/page-address"],
    ["isLanguage(prefix) ? 1 : 0", "0", "No page would be found in another language."],
  ),
  mutantsOf(
    "lib/server/find-route.ts",
    ["http/find-route"],
    ["if (exact) return", "if (!exact) return", "A pattern would win over a page of that name."],
  ),
];

const auth = [
  mutantsOf(
    "lib/server/credentials.ts",
    ["http/credential-in-query"],
    ["|^(?:auth|key)$/", "/", "A key in an address would be accepted."],
    ["passw(?:or)?d|", "", "A password in an address would be accepted."],
    ["found && Boolean(credential)", "true", "Any token would be accepted."],
    ["|| found", "", "The token that is being replaced would be refused."],
    [
      "secret).length === 0)) throw",
      "secret).length === 9)) throw",
      "An endpoint without a key would say that the key is wrong.",
    ],
  ),
  mutantsOf(
    "lib/integrations/freescout/signature.ts",
    ["freescout/signature"],
    ['secret !== "" && ', "", "An empty secret would sign anything."],
    ["[AEIMQUYcgkosw048]=$", "[A-Za-z0-9+/]=$", "One signature would have four spellings."],
    ["/^sha256=(", "/sha256=(", "A signature could stand behind anything."],
  ),
  mutantsOf(
    "lib/integrations/access/verify-operator.ts",
    ["access/verify-operator"],
    ["      audience: [...settings.audiences],\n", "", "A token for another app would open /ops."],
    ["      issuer: settings.origin,\n", "", "Another team's token would open /ops."],
    ['      requiredClaims: ["exp"],\n', "", "A token could hold for ever."],
    ["LEEWAY_S = 30", "LEEWAY_S = 3_000", "A token would hold for an hour after its end."],
    ['host === headers.get("Host") && ', "", "A foreign page could write as an operator."],
    ['(protocol === "http:" && isLoopback(origin))', 'protocol === "http:"', "A page without TLS could write."],
  ),
  mutantsOf(
    "lib/platform/rate-limits.ts",
    ["unit/limits"],
    [".slice(0, 4)", ".slice(0, 8)", "A household's addresses would each have a limit of their own."],
    ['error.code !== "unauthorized"', "false", "A typing error would be counted as an attack."],
  ),
];

const schemas = [
  mutantsOf(
    "lib/schemas/registry.ts",
    ["registry/parse-registry"],
    ["z.int().min(30,", "z.int().min(10,", "A partner could be asked every ten seconds."],
    ['surface.category === "downstream_3p" && ', "false && ", "A downstream surface could name a partner."],
    ["if (surface.probe_url !== null) return", "return", "Rules for a probe that isn't there would pass."],
  ),
  mutantsOf(
    "lib/schemas/request-url.ts",
    ["registry/parse-registry"],
    ['protocol === "http:" && isLoopback(address)', 'protocol === "http:"', "We would ask over an open line."],
  ),
  mutantsOf(
    "lib/schemas/times.ts",
    ["http/page-address"],
    ["(?:0[1-9]|1[0-2])", "\\d\\d", "A thirteenth month would be an address."],
  ),
];

export const SERVER = [edge, auth, schemas].flat(2);
