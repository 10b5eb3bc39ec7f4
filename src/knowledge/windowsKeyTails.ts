/**
 * Last five characters of Microsoft's published client setup keys (GVLK) → product and edition. The whole keys are
 * public but are not shipped: a tail is all that a machine shows, and it is unique over all published keys.
 * Sources: MicrosoftDocs/windowsserverdocs get-started/kms-client-activation-keys.md
 * (10/01/2024; the four core editions of Windows 8 from its revision of 09/05/2023, where they stood under Server 2012).
 */
export const windowsKeyTails: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Windows Server 2025': {
    MY832: 'Standard',
    YP6DF: 'Datacenter',
    '8MCRC': 'Datacenter: Azure Edition',
  },
  'Windows Server 2022': {
    VMK7H: 'Standard',
    '6VM33': 'Datacenter',
    KHMXV: 'Datacenter: Azure Edition',
  },
  'Windows Server 2019': {
    J464C: 'Standard',
    '63DFG': 'Datacenter',
    YY726: 'Essentials',
  },
  'Windows Server 2016': {
    KHKQY: 'Standard',
    '8XDDG': 'Datacenter',
    '4M63B': 'Essentials',
  },
  'Windows Server SAC (1809, 1903, 1909, 2004, 20H2)': {
    '724CC': 'Standard',
    CWH2D: 'Datacenter',
  },
  'Windows Server SAC (1803)': {
    '9W4KR': 'Standard',
    '7FVDG': 'Datacenter',
  },
  'Windows Server SAC (1709)': {
    GF6G4: 'Standard',
    BWTG6: 'Datacenter',
  },
  'Windows Server 2012 R2': {
    MDVJX: 'Standard',
    Q3VJ9: 'Datacenter',
    M4FWM: 'Essentials',
  },
  'Windows Server 2012': {
    '92BT4': 'Standard',
    CYQJJ: 'MultiPoint Standard',
    QGJ2G: 'MultiPoint Premium',
    '8W83P': 'Datacenter',
    J2MPV: 'Essentials',
  },
  'Windows Server 2008 R2': {
    '6RTM4': 'Web',
    '9QCTX': 'HPC edition',
    R7VHC: 'Standard',
    CPX3Y: 'Enterprise',
    '7M648': 'Datacenter',
    CB83V: 'Itanium-based Systems',
  },
  'Windows Server 2008': {
    M249D: 'Web',
    BFGM2: 'Standard',
    '6FFFJ': 'Standard without Hyper-V',
    X4Q6V: 'Enterprise',
    G3FPG: 'Enterprise without Hyper-V',
    '6X7HP': 'HPC',
    TCBY3: 'Datacenter',
    G3QQC: 'Datacenter without Hyper-V',
    PDRHK: 'Itanium-Based Systems',
  },
  'Windows 11 / Windows 10': {
    T83GX: 'Pro',
    GCQG9: 'Pro N',
    '6Q84J': 'Pro for Workstations',
    '6XYWF': 'Pro for Workstations N',
    J447Y: 'Pro Education',
    '66QFC': 'Pro Education N',
    VCFB2: 'Education',
    MDWWJ: 'Education N',
    '2YT43': 'Enterprise',
    KHJW4: 'Enterprise N',
    '4M68B': 'Enterprise G',
    T84FV: 'Enterprise G N',
  },
  'Windows 11 LTSC 2024 / Windows 10 LTSC 2021, 2019': {
    J462D: 'Enterprise LTSC',
    '7CG2H': 'Enterprise N LTSC',
  },
  'Windows IoT LTSC 2024, 2021': {
    PDQGT: 'IoT Enterprise LTSC',
  },
  'Windows 10 LTSB 2016': {
    QJ4BJ: 'Enterprise LTSB',
    '8B639': 'Enterprise N LTSB',
  },
  'Windows 10 LTSB 2015': {
    '76DF9': 'Enterprise LTSB',
    D69TJ: 'Enterprise N LTSB',
  },
  'Windows 8.1': {
    '9D6T9': 'Pro',
    B4FXY: 'Pro N',
    MKKG7: 'Enterprise',
    JFFXW: 'Enterprise N',
  },
  'Windows 8': {
    J8CK4: 'Pro',
    '2RYQQ': 'Pro N',
    CWCK7: 'Enterprise',
    X2BQT: 'Enterprise N',
  },
  'Windows 7': {
    GPDD4: 'Professional',
    QY7MG: 'Professional N',
    GF7QX: 'Professional E',
    HVTHH: 'Enterprise',
    XCKRJ: 'Enterprise N',
    H9DH4: 'Enterprise E',
  },
  'Windows Vista': {
    '2V3X8': 'Business',
    VMQBT: 'Business N',
    '4BWMV': 'Enterprise',
    XJXKV: 'Enterprise N',
  },
  'Windows 8 core editions': {
    '27GG4': 'Windows 8',
    GVGGY: 'N',
    '84YXQ': 'Single Language',
    DYFKP: 'Country Specific',
  },
};
