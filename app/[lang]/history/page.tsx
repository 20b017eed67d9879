export { default, generateMetadata } from "@/app/(public)/history/page";
export const dynamic = "force-dynamic";
