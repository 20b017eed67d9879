export { default, generateMetadata } from "@/app/(public)/incidents/[id]/page";
export const dynamic = "force-dynamic";
