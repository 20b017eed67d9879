export { default, generateMetadata } from "@/app/(public)/docs/api/page";
export const dynamic = "force-dynamic";
