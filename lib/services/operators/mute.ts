/** Where it is stored that the alerts of a surface are muted, by a key of this prefix and the surface's id. */
export const MUTE = "mute:";

export const muteKey = (surfaceId: string): string => `${MUTE}${surfaceId}`;
