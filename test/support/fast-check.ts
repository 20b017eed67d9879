import fc from "fast-check";

/** The same cases on every run; another seed looks elsewhere: `SEED=7 npx vitest …`. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20260428) });

export default fc;
