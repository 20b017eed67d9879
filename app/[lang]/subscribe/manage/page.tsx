export { default, generateMetadata } from "@/app/(public)/subscribe/manage/page";
