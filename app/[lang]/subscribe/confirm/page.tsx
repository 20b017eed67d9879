export { default, generateMetadata } from "@/app/(public)/subscribe/confirm/page";
