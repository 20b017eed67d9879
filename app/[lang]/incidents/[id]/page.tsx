export { default, generateMetadata } from "@/app/(public)/incidents/[id]/page";
