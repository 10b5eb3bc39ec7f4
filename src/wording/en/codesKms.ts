/** Codes of KMS: finding a host, reaching it, its own trouble; and of activation by Active Directory and AVMA. */
import type { CodeText } from '../text.ts';

export const codesKms: Record<string, CodeText> = {
  '0x8007232B': {
    meaning: 'The DNS name does not exist: DNS knows no KMS host.',
    cause:
      'The searched domains have no _vlmcs._tcp SRV record, or the machine is not on the company network (VPN). It may also be set up for KMS although the organisation has no KMS host.',
    next: 'Connect to the company network (VPN) and run nslookup -type=srv _vlmcs._tcp. If no record appears, the DNS administrator publishes it. To name the host directly, as administrator: slmgr /skms <host>, then slmgr /ato. Without a KMS host, ask the licence administrator for a MAK.',
  },
  '0x8007232A': {
    meaning: 'The DNS server reported a failure.',
    cause: 'There is a problem with the DNS server, or with the network between it and the machine.',
    next: 'Run nslookup -type=srv _vlmcs._tcp and see whether the DNS server answers. If other machines have the same trouble, tell the DNS administrator. Otherwise check the network settings of this machine.',
  },
  '0x8007251D': {
    meaning: 'DNS knows the name, but has no record of a KMS host.',
    cause: 'The zone exists, but the _vlmcs._tcp SRV record is missing.',
    next: 'Check with nslookup -type=srv _vlmcs._tcp. The DNS administrator looks at the zone and publishes the record of the KMS host.',
  },
  '0x80092328': {
    meaning: 'The DNS name does not exist: no KMS host was found.',
    cause: 'DNS has no SRV record of a KMS host for this machine, or the machine is not on the company network (VPN).',
    next: 'Connect to the company network (VPN) and run nslookup -type=srv _vlmcs._tcp. If no record appears, the DNS administrator publishes it, or the host is named with slmgr /skms <host>.',
  },
  '0x8007007B': {
    meaning: 'No KMS host was found in DNS; Windows calls the name invalid.',
    cause:
      'The machine has no primary DNS suffix and no suffix search list, or DNS has no _vlmcs._tcp SRV record for it.',
    next: 'Look at the DNS suffix with ipconfig /all, then run nslookup -type=srv _vlmcs._tcp. Set the suffix, have the record published, or name the host with slmgr /skms <host>.',
  },
  '0x80072338': {
    meaning: 'A DNS signature could not be verified: the KMS host could not update its SRV record.',
    cause: 'The KMS host has no right to the record; usually another KMS host created it and owns it.',
    next: 'Look for event 12293 in the Application log of the KMS host. The DNS administrator gives the group of KMS hosts the right to update the _vlmcs._tcp record.',
  },
  '0x8007267C': {
    meaning: 'The machine has no DNS server set up.',
    cause: 'Its IP settings name no DNS server.',
    next: 'Look at the settings with ipconfig /all and correct them.',
  },
  '0xC004F074': {
    meaning: 'No KMS host could be used.',
    cause:
      'Every KMS host that was tried refused or did not answer. The usual reasons: TCP 1688 is blocked, the host or its licensing service is stopped, the DNS record is old, or the host is too old for this product.',
    next: 'Connect to the company network (VPN) and run slmgr /ato as administrator. If it fails again, list the hosts with nslookup -type=srv _vlmcs._tcp and test each with Test-NetConnection <host> -Port 1688. Event 12288 in the Application log has the code of each attempt.',
  },
  '0xC004F039': {
    meaning: 'The machine that was asked is no active KMS host, or it did not answer.',
    cause: 'It has no active KMS host key, or a firewall stops the request on TCP 1688.',
    next: 'Run Test-NetConnection <host> -Port 1688 here, and slmgr /dlv on the KMS host. Then correct the firewall, or the host name that this machine uses.',
  },
  '0x800706BA': {
    meaning: 'The RPC server is not available.',
    cause:
      'A firewall blocks TCP 1688, the DNS record points to an old host, or the host is off. If slmgr was run against another machine, its firewall blocks WMI.',
    next: 'Run nslookup -type=srv _vlmcs._tcp and test each host with Test-NetConnection <host> -Port 1688. Open the port, or have the old SRV record removed.',
  },
  '0x8007139F': {
    meaning: 'The licensing service is not in the right state for this operation.',
    cause:
      'In event 8198 it means that the KMS host could not be reached. On Azure the usual reasons are forced tunnelling, a firewall or DNS.',
    next: 'Run Test-NetConnection <host> -Port 1688. Open the way to the KMS host, then run slmgr /ato as administrator.',
  },
  '0xC0020017': {
    meaning: 'The RPC server of the KMS host is not available.',
    cause:
      'In event 8198 it means that the KMS host could not be reached, because of a firewall, an old DNS record or a host that is off.',
    next: 'Run Test-NetConnection <host> -Port 1688. Open the way to the KMS host, then run slmgr /ato as administrator.',
  },
  '0x800705B4': {
    meaning: 'The operation took too long and was given up.',
    cause: 'The licensing service, the KMS host or the network is slow.',
    next: 'Try again later with slmgr /ato as administrator. If it happens again, look at the load of the host and at the network.',
  },
  '0xC004F038': {
    meaning: 'The count of the KMS host is too low to activate this machine.',
    cause:
      'A KMS host activates Windows clients from a count of 25, servers and Office from 5. It counts the different machines that asked in the last 30 days. A new host, a small site, or cloned machines with the same client machine ID (CMID) keep the count low.',
    next: 'Read the current count with slmgr /dli on the KMS host and let more machines ask it. Cloned images are generalised with sysprep, so that each machine gets its own CMID. For a small site, ask the licence administrator about a MAK.',
  },
  '0xC004F041': {
    meaning: 'The KMS host itself is not activated.',
    cause: 'Its KMS host key (CSVLK) is installed, but has not been activated with Microsoft.',
    next: 'The administrator of the KMS host activates it there with slmgr /ato, run as administrator, or offline with the installation ID. On this machine nothing has to be changed.',
  },
  '0xC004F042': {
    meaning: 'This KMS host cannot activate this product.',
    cause:
      'The host key (CSVLK) does not cover the product. Examples are a server that asks a host for clients only, and a Windows that is newer than the host key.',
    next: 'See with slmgr /dlv on the KMS host which key it has. Point this machine to the right host with slmgr /skms <host>. Otherwise the administrator of the host installs the updates and the host key that the product needs.',
  },
  '0xC004F015': {
    meaning: 'The licence of the product is not installed.',
    cause: 'On a KMS host (event 12290): a host key for Windows 10 clients was used on a Windows Server KMS host.',
    next: 'On the KMS host, install the update for its Windows version (KB3172614 or KB3079821). Ask the licence administrator for the host key that covers servers and clients together, such as "Windows Srv 2012R2 DataCtr/Std KMS for Windows 10".',
  },
  '0xC004F06B': {
    meaning: 'The KMS host refuses to work in a virtual machine.',
    cause: 'Windows versions of the time of Vista and Server 2008 do not run KMS in a virtual machine.',
    next: 'Move the KMS host to a newer Windows Server, or to a physical machine.',
  },
  '0xC004F06C': {
    meaning: 'The KMS host refused the request because of its time stamp.',
    cause: 'The clocks of the machine and of the KMS host differ by more than 4 hours, compared in UTC.',
    next: 'Check date, time and time zone on both. In a domain run w32tm /resync as administrator, then slmgr /ato. If many machines show this code, it is the clock of the KMS host.',
  },
  '0xC004F056': {
    meaning: 'The machine has no valid activation from a KMS host.',
    cause: 'It was never activated by a KMS host, or its activation ran out before it was renewed.',
    next: 'Connect to the company network (VPN), so that a KMS host can be reached, and run slmgr /ato as administrator.',
  },
  '0xC004F081': {
    meaning: 'Active Directory has no activation object that can be used.',
    cause: 'The forest has none, it has not been replicated yet, or none fits this product.',
    next: 'List the objects with slmgr /ao-list. The administrator creates the missing one with the Volume Activation Tools. A KMS host can activate the machine in the meantime.',
  },
  '0xC004F082': {
    meaning: 'The name of the activation object is too long for Active Directory.',
    cause: null,
    next: 'Create the activation object with a shorter name.',
  },
  '0xC004F083': {
    meaning: 'The Active Directory schema does not support activation by Active Directory.',
    cause: 'The schema of the forest is older than Windows Server 2012.',
    next: 'The directory administrator extends the schema. Until then a KMS host activates the machines.',
  },
  '0xC004FD00': {
    meaning: 'The limit of requests for automatic virtual machine activation (AVMA) is reached.',
    cause: null,
    next: 'Wait a while, then run slmgr /ato as administrator in the virtual machine.',
  },
  '0xC004FD01': {
    meaning: 'The virtual machine does not run on a Hyper-V host that could activate it.',
    cause: 'Automatic activation (AVMA) works only on Hyper-V of a Windows Server Datacenter edition.',
    next: 'Use KMS or a MAK for this virtual machine. The licence administrator knows which.',
  },
  '0xC004FD02': {
    meaning: 'The Hyper-V host of this virtual machine is not activated.',
    cause: 'Automatic activation (AVMA) needs an activated host.',
    next: 'The administrator activates the Hyper-V host. Then run slmgr /ato as administrator in the virtual machine.',
  },
  '0xC004FD03': {
    meaning: 'The Hyper-V host cannot activate the Windows edition of this virtual machine.',
    cause: 'The host does not cover the edition or version of the guest. The guest may not be newer than the host.',
    next: 'Move the virtual machine to a newer Hyper-V host, or activate it by KMS.',
  },
  '0xC004FD04': {
    meaning: 'The virtual machine has no activation from its Hyper-V host.',
    cause: 'Usually the integration service "Data Exchange" is switched off.',
    next: 'Switch on "Data Exchange" in the integration services of the virtual machine, then run slmgr /ato as administrator in it.',
  },
};
