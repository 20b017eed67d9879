export { default, generateMetadata } from "@/app/(public)/page";
export const dynamic = "force-dynamic";
