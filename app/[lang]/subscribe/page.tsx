export { default, generateMetadata } from "@/app/(public)/subscribe/page";
