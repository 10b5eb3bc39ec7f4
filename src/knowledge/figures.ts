/**
 * Figures of volume activation. Sources: windowsserverdocs "kms-activation-planning" (11/12/2024) [PLAN],
 * "activation-slmgr-vbs-options" [SLMGRDOC], windows-itpro-docs AD-based activation [ADBA]; GK = general knowledge.
 */
export const minutesPerDay = 1440;

/** Validity of an activation by a KMS host [PLAN] or by Active Directory [ADBA]: 180 days. */
export const volumeLeaseMinutes = 180 * minutesPerDay;

/** An AVMA guest's lease is renewed by its Hyper-V host within days, not months: 7 days [GK]. */
export const avmaLeaseMinutes = 7 * minutesPerDay;

/** A client renews every 7 days where its host says nothing else [PLAN]. */
export const renewalIntervalMinutes = 10_080;

/** TCP port of a KMS host; port 0 in the classes means this one [PLAN]. */
export const kmsPort = 1688;

/** uint32 that means "not set" in the licensing classes; VBScript prints it as −1. */
export const unsetUint32 = 4_294_967_295;

/** Smallest count a KMS host must reach before it activates a client's product [PLAN]. */
export const requiredCount = { client: 25, server: 5, office: 5 } as const;
