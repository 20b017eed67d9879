export { default, generateMetadata } from "@/app/(public)/surfaces/[id]/page";
