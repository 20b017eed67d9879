export { default, generateMetadata } from "@/app/(public)/docs/api/page";
