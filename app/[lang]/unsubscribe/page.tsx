export { default, generateMetadata } from "@/app/(public)/unsubscribe/page";
