export { default, generateMetadata } from "@/app/(public)/surfaces/[id]/page";
export const dynamic = "force-dynamic";
