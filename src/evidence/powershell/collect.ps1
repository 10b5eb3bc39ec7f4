# gracewatch: what Windows says about its activation, one fact a line:
#     @class|row|property|type|value;
# It only reads. Alone it makes an evidence file where nothing may be installed:
#     powershell -NoProfile -ExecutionPolicy RemoteSigned -File collect.ps1 > PC.facts
# Rules of this file: pure ASCII; Windows PowerShell 5.1; only what Constrained Language Mode allows, so nothing but
# properties of what the cmdlets return is touched; no cmdlet of the Utility module; named properties only, because
# SELECT * on SoftwareLicensingService would return the firmware's whole product key.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# Modules from here on come from PowerShell's own folder: those in a user's documents would run with the rights of who asks.
$env:PSModulePath = "$PSHOME/Modules"
$known = @{ products = @(); service = $null; computer = $null; failed = @{}; events = 0; keys = 0; denied = $null }

# --- facts ---------------------------------------------------------------------------------------------------------

# Everything but plain ASCII, and what frames a fact, as \uXXXX: then no code page and no line width can harm it.
function Escape($text) {
    if ($text -cnotmatch '[^ -~]|[\\@|;]') { return $text }
    $parts = foreach ($char in $text.ToCharArray()) {
        $code = [int]$char
        if ($code -lt 32 -or $code -gt 126 -or '\@|;'.IndexOf($char) -ge 0) { '\u{0:x4}' -f $code } else { $char }
    }
    -join $parts
}

function Instant($date) {
    $utc = $date.ToUniversalTime()
    $parts = $utc.Year, $utc.Month, $utc.Day, $utc.Hour, $utc.Minute, $utc.Second, $utc.Millisecond
    '{0:0000}-{1:00}-{2:00}T{3:00}:{4:00}:{5:00}.{6:000}Z' -f $parts
}

# Types: n null, b boolean, i integer, f fraction, d instant, s text. A list is one fact for each element: name.0, name.1
function Say($class, $row, $name, $value) {
    $begin = '@' + $class + '|' + (Escape "$row") + '|' + (Escape "$name") + '|'
    if ($null -eq $value) { return $begin + 'n|;' }
    if ($value -is [bool]) { return $begin + 'b|' + "$value".ToLower() + ';' }
    if ($value -is [datetime]) { return $begin + 'd|' + (Instant $value) + ';' }
    if ($value -is [byte[]]) { return $begin + 's|' + [BitConverter]::ToString($value) + ';' }
    if ($value -is [array]) {
        for ($index = 0; $index -lt $value.Count; $index++) { Say $class $row "$name.$index" $value[$index] }
        return
    }
    if ($value -is [double] -or $value -is [single] -or $value -is [decimal]) { return $begin + 'f|' + "$value" + ';' }
    if ($value -is [int] -or $value -is [uint32] -or $value -is [long] -or $value -is [uint64] -or
        $value -is [int16] -or $value -is [uint16] -or $value -is [byte] -or $value -is [sbyte]) {
        return $begin + 'i|' + "$value" + ';'
    }
    $begin + 's|' + (Escape "$value") + ';'
}

# A code as 0x and eight digits, from what the cmdlets of CIM, of WMI and all others put into their errors.
function CodeOf($problem) {
    $code = $problem.Exception.ErrorCode
    if ($null -eq $code) { $code = $problem.Exception.HResult }
    $digits = '{0:X}' -f $code
    if ($problem.FullyQualifiedErrorId -match 'HRESULT 0x([0-9A-Fa-f]{1,8})') { $digits = $matches[1].ToUpper() }
    if ($digits -match '^[0-9A-F]{1,8}$') { return '0x' + ('0' * (8 - $digits.Length)) + $digits }
    "$($problem.FullyQualifiedErrorId)"
}

# Facts of one row, in the order given.
function SayAll($class, $row, $facts) {
    foreach ($name in $facts.Keys) { Say $class $row $name $facts.$name }
}

# One source, under its own error handling. The outcome comes last, as it says that all of it was said. The duration is a
# long number: the clock may be set by years while this runs.
function Ask($source, $work) {
    $start = [datetime]::UtcNow
    $known.outcome = 'complete'
    $known.problem = $null
    try { & $work } catch {
        $known.outcome = 'partial'
        $known.problem = CodeOf $_
    }
    $durationMs = [long]([datetime]::UtcNow - $start).TotalMilliseconds
    SayAll 'source' $source ([ordered]@{ error = $known.problem; durationMs = $durationMs; outcome = $known.outcome })
}

# What the source has met: several problems, of which the first is said.
function Judge($problems, $spoke) {
    if ($problems.Count -eq 0) { return }
    $known.problem = $problems[0]
    if ($spoke) { $known.outcome = 'partial' } else { $known.outcome = 'failed' }
}

# --- classes of WMI ------------------------------------------------------------------------------------------------

$hasCim = $null -ne (Get-Command Get-CimInstance -ErrorAction SilentlyContinue)
$hasWmi = $hasCim -or ($null -ne (Get-Command Get-WmiObject -ErrorAction SilentlyContinue))

# A query that names a property which the class lacks fails as a whole, so the class is asked first.
function PropertiesOf($class) {
    if ($hasCim) { $found = (Get-CimClass -Namespace 'root\cimv2' -ClassName $class).CimClassProperties }
    else { $found = (Get-WmiObject -Namespace 'root\cimv2' -List -Class $class).Properties }
    foreach ($property in $found) { $property.Name }
}

function Query($text) {
    if ($hasCim) { Get-CimInstance -Namespace 'root\cimv2' -Query $text -OperationTimeoutSec 60 }
    else { Get-WmiObject -Namespace 'root\cimv2' -Query $text }
}

function SayClass($class, $wanted, $where, $keep) {
    $row = 0
    try {
        $has = @(PropertiesOf $class)
        $names = @(foreach ($name in $wanted) { if ($has -contains $name) { $name } })
        if ($names.Count -eq 0) { throw 'HRESULT 0x80041010' }
        foreach ($item in (Query ('SELECT ' + ($names -join ', ') + ' FROM ' + $class + $where))) {
            foreach ($name in $names) { Say $class $row $name $item.$name }
            if ($keep) { $known.$keep = @($known.$keep) + $item }
            $row++
        }
        Say 'class' $class 'rows' $row
    } catch {
        $code = CodeOf $_
        $known.failed.$class = $code
        Say 'class' $class 'error' $code
    }
}

# --- registry and events -------------------------------------------------------------------------------------------

# Only the named values: the key of the version also holds the product key in another form.
function ReadKey($key, $names) {
    $path = 'Registry::' + ($key -replace '^HKLM\\', 'HKEY_LOCAL_MACHINE\' -replace '^HKU\\', 'HKEY_USERS\')
    try {
        Get-ItemProperty -LiteralPath $path -Name $names -ErrorAction SilentlyContinue -ErrorVariable problems
    } catch {
        # A value of a broken type ends the cmdlet whatever it is told to do with errors.
        $known.denied = CodeOf $_
    }
    foreach ($problem in $problems) {
        $category = "$($problem.CategoryInfo.Category)"
        # Not there is an answer too, of a key as of a value.
        if ($category -ne 'ObjectNotFound' -and $category -ne 'InvalidArgument') { $known.denied = CodeOf $problem }
    }
}

function SayKey($key, $names) {
    $item = ReadKey $key $names
    if ($null -eq $item) { return }
    $row = $known.keys
    $known.keys++
    Say 'registry' $row '(key)' $key
    foreach ($name in $names) { if ($null -ne $item.$name) { Say 'registry' $row $name $item.$name } }
}

# Newest first unless oldest are asked for. None, and a log that is not there, are answers: no events.
function EventsOf($log, $filter, $most, $oldest) {
    try {
        if ($oldest) { return Get-WinEvent -LogName $log -FilterXPath $filter -MaxEvents $most -Oldest }
        Get-WinEvent -LogName $log -FilterXPath $filter -MaxEvents $most
    } catch {
        if ($_.FullyQualifiedErrorId -notmatch '^NoMatching(Events|Logs)Found') { throw }
    }
}

function SayEvent($found) {
    $row = $known.events
    $known.events++
    SayAll 'event' $row ([ordered]@{ log = $found.LogName; provider = $found.ProviderName; id = $found.Id
        recordId = $found.RecordId; at = $found.TimeCreated })
    $index = 0
    foreach ($property in $found.Properties) { Say 'event' $row "data.$index" "$($property.Value)"; $index++ }
}

# --- what is asked -------------------------------------------------------------------------------------------------

$windowsId = '55c92734-d682-4d71-983e-d6ec3f16059f'
$officeId = '0ff1ce15-a989-479d-af46-f275c6370663'
$platformKey = 'HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform'

$kmsProperties = ('KeyManagementServiceMachine KeyManagementServicePort KeyManagementServiceLookupDomain
    DiscoveredKeyManagementServiceMachineName DiscoveredKeyManagementServiceMachinePort
    DiscoveredKeyManagementServiceMachineIpAddress KeyManagementServiceProductKeyID IsKeyManagementServiceMachine
    KeyManagementServiceCurrentCount RequiredClientCount KeyManagementServiceTotalRequests
    KeyManagementServiceFailedRequests KeyManagementServiceUnlicensedRequests KeyManagementServiceLicensedRequests
    KeyManagementServiceOOBGraceRequests KeyManagementServiceOOTGraceRequests
    KeyManagementServiceNonGenuineGraceRequests KeyManagementServiceNotificationRequests VLActivationInterval
    VLRenewalInterval TokenActivationILID TokenActivationILVID TokenActivationGrantNumber
    TokenActivationCertificateThumbprint TokenActivationAdditionalInfo' -split '\s+')

$productProperties = ('ID Name Description ApplicationID LicenseStatus LicenseStatusReason GracePeriodRemaining EvaluationEndDate
    PartialProductKey ProductKeyID ProductKeyID2 ProductKeyChannel OfflineInstallationId LicenseFamily
    LicenseDependsOn LicenseIsAddon ProcessorURL MachineURL ProductKeyURL UseLicenseURL ValidationURL GenuineStatus
    ExtendedGrace TrustedTime VLActivationType VLActivationTypeEnabled ADActivationObjectName ADActivationObjectDN
    ADActivationCsvlkPid ADActivationCsvlkSkuId RemainingAppReArmCount RemainingSkuReArmCount IAID
    AutomaticVMActivationHostMachineName AutomaticVMActivationLastActivationTime
    AutomaticVMActivationHostDigitalPid2' -split '\s+') + $kmsProperties

$serviceProperties = ('Version ClientMachineID KeyManagementServiceListeningPort KeyManagementServiceDnsPublishing
    KeyManagementServiceLowPriority KeyManagementServiceHostCaching KeyManagementServiceActivationDisabled
    PolicyCacheRefreshRequired RemainingWindowsReArmCount OA2xBiosMarkerStatus OA2xBiosMarkerMinorVersion
    OA3xOriginalProductKeyDescription OA3xOriginalProductKeyPkPn SubscriptionType SubscriptionStatus
    SubscriptionEdition SubscriptionExpiry' -split '\s+') + $kmsProperties

$tokenProperties = ('ID ILID ILVID AuthorizationStatus ExpirationDate Description AdditionalInfo' -split '\s+')

# --- in order of worth: who ends this half-way loses only what was not read -----------------------------------------

SayAll 'gracewatch' 'facts' ([ordered]@{ schema = 'gracewatch.facts/1'; capturedAt = [datetime]::UtcNow
    languageMode = "$($ExecutionContext.SessionState.LanguageMode)"; powershell = "$($PSVersionTable.PSVersion)"
    uiCulture = $PSUICulture })

# The service's state first: the queries below start it.
Ask 'services' {
    try { $service = Get-Service -Name 'sppsvc' } catch {
        Judge @(CodeOf $_) $false
        return
    }
    $startKey = ReadKey 'HKLM\SYSTEM\CurrentControlSet\Services\sppsvc' @('DelayedAutostart')
    SayAll 'service' 0 ([ordered]@{ Name = $service.Name; State = "$($service.Status)"
        StartMode = "$($service.StartType)" -replace '^Automatic$', 'Auto' })
    if ($startKey) { Say 'service' 0 'DelayedAutoStart' ($startKey.DelayedAutostart -eq 1) }
}

Ask 'cim' {
    if (-not $hasWmi) {
        $known.outcome = 'unavailable'
        $known.problem = 'cimCmdletsMissing'
        return
    }
    SayClass 'SoftwareLicensingProduct' $productProperties ' WHERE PartialProductKey IS NOT NULL' 'products'
    SayClass 'SoftwareLicensingService' $serviceProperties '' 'service'
    SayClass 'SoftwareLicensingTokenActivationLicense' $tokenProperties '' $null
    SayClass 'OfficeSoftwareProtectionProduct' $productProperties ' WHERE PartialProductKey IS NOT NULL' $null
    # The newest systems have a module for the same; what it says stands beside the classes.
    try {
        if (Get-Module -ListAvailable -Name 'OSLicense') {
            $row = 0
            foreach ($item in (Get-OSLicenseInfo)) {
                foreach ($name in 'Name', 'ActivationID', 'LicenseStatus', 'PartialProductKey',
                    'GracePeriodRemaining', 'EvaluationEndDate') { Say 'OSLicenseInfo' $row $name $item.$name }
                $row++
            }
            Say 'class' 'OSLicenseInfo' 'rows' $row
        }
    } catch {
        Say 'class' 'OSLicenseInfo' 'error' (CodeOf $_)
    }
    # Whose licences they are.
    SayClass 'Win32_OperatingSystem' @('Caption', 'Version', 'BuildNumber', 'OperatingSystemSKU', 'ProductType',
        'InstallDate', 'LastBootUpTime', 'MUILanguages') '' $null
    SayClass 'Win32_ComputerSystem' @('Name', 'DNSHostName', 'Domain', 'PartOfDomain', 'Manufacturer', 'Model') '' 'computer'
    SayClass 'Win32_ComputerSystemProduct' @('UUID') '' $null
    SayClass 'Win32_SystemEnclosure' @('SMBIOSAssetTag') '' $null
    SayClass 'Win32_Processor' @('NumberOfCores') '' $null
    # Not found, invalid class: no such product, and no error.
    $missing = '0x80041002', '0x80041010'
    $needed = @(foreach ($class in 'SoftwareLicensingProduct', 'SoftwareLicensingService') {
        if ($known.failed.$class) { $known.failed.$class }
    })
    $others = @(foreach ($code in $known.failed.Values) { if ($missing -notcontains $code) { $code } })
    Judge (@($needed) + $others) ($needed.Count -lt 2)
}

$kmsValues = 'KeyManagementServiceName', 'KeyManagementServicePort', 'KeyManagementServiceLookupDomain', 'VLActivationType'
$network = 'HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters'
Ask 'registry' {
    SayKey 'HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion' @('ProductName', 'EditionID', 'CompositionEditionID',
        'InstallationType', 'DisplayVersion', 'ReleaseId', 'CurrentBuild', 'UBR')
    SayKey 'HKLM\SOFTWARE\Microsoft\Cryptography' @('MachineGuid')
    SayKey 'HKLM\SYSTEM\CurrentControlSet\Control\TimeZoneInformation' @('TimeZoneKeyName')
    SayKey 'HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Group Policy\State\Machine' @('Distinguished-Name', 'Site-Name')
    SayKey $platformKey @($kmsValues + @('DisableKeyManagementServiceHostCaching', 'KeyManagementServiceListeningPort',
        'DisableDnsPublishing', 'DnsDomainPublishList', 'EnableKmsLowPriority', 'KeyManagementServiceVersion',
        'VLActivationInterval', 'VLRenewalInterval', 'UserOperations', 'SkipRearm'))
    SayKey "$platformKey\Activation" @('Manual', 'NotificationDisabled')
    foreach ($application in $windowsId, $officeId) {
        SayKey "$platformKey\$application" $kmsValues
        foreach ($product in @($known.products)) {
            if ("$($product.ApplicationID)" -eq $application) { SayKey "$platformKey\$application\$($product.ID)" $kmsValues }
        }
    }
    SayKey 'HKLM\SOFTWARE\Microsoft\OfficeSoftwareProtectionPlatform' $kmsValues
    SayKey 'HKLM\SOFTWARE\Policies\Microsoft\Windows NT\CurrentVersion\Software Protection Platform' @('NoGenTicket')
    SayKey 'HKLM\SOFTWARE\Microsoft\Windows Script Host\Settings' @('Enabled')
    SayKey 'HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings\Connections' @('WinHttpSettings')
    SayKey $network @('Domain', 'NV Domain', 'SearchList', 'DhcpDomain')
    # Who asks: the account whose profile this is, and whether it may read another account's registry, as only administrators may.
    $profiles = 'HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList'
    foreach ($sid in @(Get-ChildItem -LiteralPath ($profiles -replace '^HKLM', 'Registry::HKEY_LOCAL_MACHINE') -Name -ErrorAction SilentlyContinue)) {
        $image = (ReadKey "$profiles\$sid" @('ProfileImagePath')).ProfileImagePath
        if ($image -and $image -eq $env:USERPROFILE) { Say 'gracewatch' 'facts' 'account' $sid }
    }
    $denied = $known.denied
    $others = @(foreach ($sid in 'S-1-5-19', 'S-1-5-20') { ReadKey "HKU\$sid\Environment" @('TEMP') })
    Say 'gracewatch' 'facts' 'elevated' ($others.Count -eq 2)
    Judge @(if ($denied) { $denied }) $true
}

# Where a KMS client looks for hosts: its lookup domain alone, else the suffixes it has. Windows' own resolver is asked,
# so that name resolution policy is respected.
Ask 'srv' {
    $lookup = "$(@($known.service)[-1].KeyManagementServiceLookupDomain)"
    $computer = @($known.computer)[-1]
    $suffixes = ReadKey $network @('Domain', 'NV Domain', 'SearchList', 'DhcpDomain')
    $domains = @($lookup)
    if ($lookup -eq '') {
        $own = ''
        if ($computer.PartOfDomain) { $own = $computer.Domain }
        $domains = @($own, $suffixes.Domain, $suffixes.'NV Domain') + ("$($suffixes.SearchList)" -split ',') + @($suffixes.DhcpDomain)
    }
    $asked = @()
    $row = 0
    $resolves = $null -ne (Get-Command Resolve-DnsName -ErrorAction SilentlyContinue)
    foreach ($domain in $domains) {
        $domain = "$domain".Trim().TrimEnd('.').ToLowerInvariant()
        if ($domain -eq '' -or $asked -contains $domain -or $asked.Count -ge 5) { continue }
        $asked += $domain
        $said = 'notAsked'
        $problem = $null
        if ($resolves) {
            try {
                $said = 'none'
                foreach ($record in (Resolve-DnsName -Name "_vlmcs._tcp.$domain" -Type SRV -DnsOnly -QuickTimeout)) {
                    if (-not $record.NameTarget) { continue }
                    $said = 'answered'
                    SayAll 'srv' $row ([ordered]@{ domain = $domain; target = $record.NameTarget; port = $record.Port
                        priority = $record.Priority; weight = $record.Weight })
                    $row++
                }
            } catch {
                $problem = "$($_.FullyQualifiedErrorId)" -replace ',.*$', ''
                if ($problem -ne 'DNS_ERROR_RCODE_NAME_ERROR' -and $problem -ne 'DNS_INFO_NO_RECORDS') { $said = 'failed' }
            }
        }
        SayAll 'answer' $asked.Count ([ordered]@{ domain = $domain; error = $problem; outcome = $said })
    }
}

$spp = "Provider[@Name='Microsoft-Windows-Security-SPP' or @Name='Office Software Protection Platform Service']"
$isHost = @($known.service)[-1].IsKeyManagementServiceMachine -eq 1
$steps = @{
    # The newest request to each host, with the answer that followed it.
    requests = {
        $answer = $null
        $hosts = @()
        foreach ($found in (EventsOf 'Application' "*[System[$spp and (EventID=12288 or EventID=12289)]]" 200 $false)) {
            if ($found.Id -eq 12289) { $answer = $found; continue }
            $name = "$(("$(@($found.Properties)[0].Value)" -split ',')[2])".Trim()
            if ($hosts -notcontains $name) {
                $hosts += $name
                SayEvent $found
                if ($answer) { SayEvent $answer }
            }
            $answer = $null
        }
    }
    others = {
        $counts = @{}
        $ids = 'EventID=8198 or EventID=8233 or EventID=1014 or EventID=12293 or EventID=12294'
        foreach ($found in (EventsOf 'Application' "*[System[$spp and ($ids)]]" 100 $false)) {
            $id = "$($found.Id)"
            $counts.$id = 1 + $counts.$id
            if ($counts.$id -le 5) { SayEvent $found }
        }
    }
    # Since when the machine has been awake: resumed from sleep, from modern standby, or started fast.
    awake = {
        $resumed = "(Provider[@Name='Microsoft-Windows-Power-Troubleshooter'] and EventID=1)"
        $woken = "(Provider[@Name='Microsoft-Windows-Kernel-Power'] and (EventID=107 or EventID=507))"
        $started = "(Provider[@Name='Microsoft-Windows-Kernel-Boot'] and EventID=27)"
        foreach ($found in (EventsOf 'System' "*[System[$resumed or $woken or $started]]" 1 $false)) {
            Say 'awake' 0 'at' $found.TimeCreated
        }
        Say 'awake' 0 'known' $true
    }
    # On a KMS host: whom it has served, from where the last reading ended.
    served = {
        $after = "$env:GRACEWATCH_SERVED_AFTER"
        if ($isHost -and $after -match '^[0-9]{1,18}$') {
            $filter = "*[System[$spp and EventID=12290 and EventRecordID>$after]]"
            foreach ($found in (EventsOf 'Key Management Service' $filter 2000 $true)) { SayEvent $found }
        }
    }
}
Ask 'events' {
    $problems = @()
    foreach ($name in 'requests', 'others', 'awake', 'served') { try { & $steps.$name } catch { $problems += CodeOf $_ } }
    Judge $problems ($known.events -gt 0)
}

# The rule that lets clients in. Slow where there are many rules, so it has two seconds, or stays unknown.
if ($isHost -and $hasCim) {
    $rule = 'SPPSVC-In-TCP'
    try {
        $query = "SELECT InstanceID, Enabled FROM MSFT_NetFirewallRule WHERE InstanceID = '$rule'"
        foreach ($item in (Get-CimInstance -Namespace 'root\StandardCimv2' -Query $query -OperationTimeoutSec 2)) {
            Say 'firewallRule' $rule 'enabled' ($item.Enabled -eq 1)
        }
    } catch {
        Say 'firewallRule' $rule 'error' (CodeOf $_)
    }
}
Say 'gracewatch' 'facts' 'end' $true
