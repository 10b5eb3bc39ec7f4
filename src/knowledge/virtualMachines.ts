/**
 * What virtual machines call themselves: Win32_ComputerSystem's Manufacturer and Model, Win32_SystemEnclosure's
 * SMBIOSAssetTag. HypervisorPresent does not tell: it is true on hosts and with virtualisation-based security too.
 * Sources: vendors' SMBIOS defaults (general knowledge, October 2026), Microsoft Learn "Azure VM asset tag" (7783-…).
 */

/** Microsoft's own machines of that name are hardware, so maker and model count together. */
const virtualNames: readonly RegExp[] = [
  /^Microsoft Corporation\0Virtual Machine$/i, // Hyper-V and Azure
  /VMware/i,
  /VirtualBox/i,
  /QEMU|KVM|Bochs|BHYVE|oVirt|RHEV|OpenStack/i,
  /Xen\b/i,
  /Parallels/i,
  /Nutanix\0AHV/i,
  /^Amazon EC2\0(?!.*\.metal)/i,
  /Google Compute Engine/i,
  /Alibaba Cloud|DigitalOcean\0Droplet|Hetzner\0vServer/i,
  /Apple Virtualization/i,
];

const azureAssetTag = '7783-7084-3265-9085-8269-3286-77';

export interface Hardware {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly assetTag: string | null;
}

/** Null where the machine did not say what it is. */
export function isVirtual({ manufacturer, model }: Hardware): boolean | null {
  if (manufacturer === null && model === null) return null;
  const name = `${manufacturer?.trim() ?? ''}\0${model?.trim() ?? ''}`;
  return virtualNames.some((known) => known.test(name));
}

/** `azure`, `aws`, `gcp`, or null where it is none of them. */
export function cloudOf({ manufacturer, model, assetTag }: Hardware): 'azure' | 'aws' | 'gcp' | null {
  if (assetTag?.trim() === azureAssetTag) return 'azure';
  if (/^Amazon EC2/i.test(manufacturer?.trim() ?? '')) return 'aws';
  return /^Google Compute Engine/i.test(model?.trim() ?? '') ? 'gcp' : null;
}
