/** Tokens of links, in the form of any. */
export const SAMPLE_TOKENS = {
  confirm: "q0Jw2XcVb7Lk9ZtRy5Nf3Hs8Gd1Mp6Ae4Uo-IxQz_Tw",
  manage: "Zt9Rk2Lw8Nf4Hs7Gd0Mp5Ae3Uo_Ix6Qz-Tw1Jc4Vb2Y",
  unsubscribe: "b5Yv8Qn3Kd0Ws6Te9Rh2Lj4Gf7Zm1Xc_Uo-Ip5Ab3Vt",
} as const;
