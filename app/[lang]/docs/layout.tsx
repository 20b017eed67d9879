export { default } from "@/app/(public)/docs/layout";
