import type { MetadataRoute } from "next";
import { notFound } from "next/navigation";
import { listLanguages } from "@/app/_public/metadata";
import { SITE } from "@/lib/output/site";
import { LANGUAGES } from "@/lib/schemas/language";
import { pageContext } from "@/lib/server/request-context";

export const dynamic = "force-dynamic";

/** The pages that are worth finding, each in every language. */
export default function sitemap(): MetadataRoute.Sitemap {
  const { env, registry } = pageContext();
  if (!env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) notFound();
  const paths = ["/", "/history", "/market", "/docs/api", ...registry.entries.map(({ id }) => `/surfaces/${id}`)];
  return paths.flatMap((path) => {
    const languages = listLanguages(path);
    return LANGUAGES.map((language) => ({ url: languages[language] ?? SITE, alternates: { languages } }));
  });
}
