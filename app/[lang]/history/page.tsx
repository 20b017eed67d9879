export { default, generateMetadata } from "@/app/(public)/history/page";
