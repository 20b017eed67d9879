export { default, generateMetadata } from "@/app/(public)/market/page";
