# A small Windows for the scripts under scripts/: the cmdlets of the Management, Utility, Security and ScheduledTasks modules
# that they use, over one folder that stands for drive C:. The engine in tests has none of these modules. Each parameter is
# declared, so that one which Windows PowerShell does not have fails here. Whatever changes something is written to
# $env:GW_TEST_CALLS, a line each. Dot-sourced in Full Language: so it stays Full when the session is constrained.

function ConvertTo-RealPath([string]$Path) {
    $real = $Path -replace '\\', '/'
    if ($real -match '^C:/?(.*)$') { "$env:GW_TEST_DRIVE/" + $Matches[1].TrimEnd('/') } else { $real }
}

function ConvertFrom-RealPath([string]$Path) {
    if ($Path.StartsWith($env:GW_TEST_DRIVE)) { 'C:' + $Path.Substring($env:GW_TEST_DRIVE.Length) -replace '/', '\' } else { $Path }
}

function Add-Call([string]$Line) {
    [IO.File]::AppendAllText($env:GW_TEST_CALLS, "$Line`n")
    if ($env:GW_TEST_FAIL -and $Line -match $env:GW_TEST_FAIL) { throw [IO.IOException]::new("no: $Line") }
}

# .NET's own object, so no core type: what is more than reading a property of it fails in Constrained Language Mode.
function New-Entry([IO.FileSystemInfo]$Info) {
    $path = ConvertFrom-RealPath $Info.FullName
    $entry = [psobject]::new($Info)
    $entry.psobject.Properties.Add([psnoteproperty]::new('FullName', $path))
    $links = "$env:GW_TEST_LINKS" -split ';'
    if ($links -contains $path) { $entry.psobject.Properties.Add([psnoteproperty]::new('Attributes', [IO.FileAttributes]'Directory, ReparsePoint')) }
    $entry
}

function Join-Path {
    [CmdletBinding()] param([Parameter(Mandatory)] [string]$Path, [string]$ChildPath)
    $Path.TrimEnd('\', '/') + '\' + $ChildPath.TrimStart('\', '/')
}

function Test-Path {
    [CmdletBinding()] param([string]$LiteralPath, [ValidateSet('Any', 'Leaf', 'Container')] [string]$PathType = 'Any')
    $real = ConvertTo-RealPath $LiteralPath
    switch ($PathType) {
        'Leaf' { [IO.File]::Exists($real) }
        'Container' { [IO.Directory]::Exists($real) }
        default { [IO.File]::Exists($real) -or [IO.Directory]::Exists($real) }
    }
}

function Get-Item {
    [CmdletBinding()] param([string]$LiteralPath, [switch]$Force)
    if ($LiteralPath -like 'Registry::*') {
        if ($env:GW_TEST_ELEVATED -eq '0') { throw [Security.SecurityException]::new('Requested registry access is not allowed.') }
        return [Diagnostics.Stopwatch]::new()
    }
    $real = ConvertTo-RealPath $LiteralPath
    if ([IO.Directory]::Exists($real)) { New-Entry ([IO.DirectoryInfo]::new($real)) }
    elseif ([IO.File]::Exists($real)) { New-Entry ([IO.FileInfo]::new($real)) }
    else { throw [Management.Automation.ItemNotFoundException]::new("Cannot find path '$LiteralPath'.") }
}

function Get-ChildItem {
    [CmdletBinding()] param([string]$LiteralPath, [switch]$Recurse, [switch]$Force)
    $how = if ($Recurse) { 'AllDirectories' } else { 'TopDirectoryOnly' }
    foreach ($info in [IO.DirectoryInfo]::new((ConvertTo-RealPath $LiteralPath)).GetFileSystemInfos('*', $how)) { New-Entry $info }
}

# Owners other than Administrators are in $env:GW_TEST_OWNERS: path=owner;path=owner.
function Get-Acl {
    [CmdletBinding()] param([string]$LiteralPath)
    $owner = 'BA'
    foreach ($pair in "$env:GW_TEST_OWNERS" -split ';') {
        $path, $other = $pair -split '='
        if ($path -eq $LiteralPath) { $owner = $other }
    }
    $acl = [psobject]::new([Diagnostics.Stopwatch]::new())
    $acl.psobject.Properties.Add([psnoteproperty]::new('Sddl', "O:${owner}G:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"))
    $acl
}

function New-Item {
    [CmdletBinding(SupportsShouldProcess)] param([ValidateSet('Directory')] [string]$ItemType, [string]$Path)
    Add-Call "New-Item $Path"
    $real = ConvertTo-RealPath $Path
    if ([IO.Directory]::Exists($real)) { throw [IO.IOException]::new("An item with the specified name $Path already exists.") }
    $null = [IO.Directory]::CreateDirectory($real)
    # Somebody else is as quick: puts a folder into one that was only just made.
    if ($env:GW_TEST_PLANT -like "$Path\*") { $null = [IO.Directory]::CreateDirectory((ConvertTo-RealPath $env:GW_TEST_PLANT)) }
    New-Entry ([IO.DirectoryInfo]::new($real))
}

function Get-Content {
    [CmdletBinding()] param([string]$LiteralPath, [switch]$Raw, [ValidateSet('UTF8')] [string]$Encoding, [int]$TotalCount = -1)
    $real = ConvertTo-RealPath $LiteralPath
    if ($Raw) { return [IO.File]::ReadAllText($real) }
    $count = 0
    foreach ($line in [IO.File]::ReadAllLines($real)) {
        if ($count++ -eq $TotalCount) { return }
        $line
    }
}

# 5.1's UTF8 would put a mark in front, and its ASCII turns into a question mark what is none.
function Set-Content {
    [CmdletBinding(SupportsShouldProcess)] param([string]$LiteralPath, [string]$Value, [ValidateSet('ASCII')] [string]$Encoding)
    Add-Call "Set-Content $LiteralPath"
    [IO.File]::WriteAllText((ConvertTo-RealPath $LiteralPath), "$Value`r`n", [Text.Encoding]::ASCII)
}

function Copy-Item {
    [CmdletBinding(SupportsShouldProcess)] param([string]$LiteralPath, [string]$Destination, [switch]$Force)
    Add-Call "Copy-Item $(ConvertFrom-RealPath (ConvertTo-RealPath $LiteralPath)) $Destination"
    [IO.File]::Copy((ConvertTo-RealPath $LiteralPath), (ConvertTo-RealPath $Destination), [bool]$Force)
}

function Move-Item {
    [CmdletBinding(SupportsShouldProcess)] param([string]$LiteralPath, [string]$Destination, [switch]$Force)
    Add-Call "Move-Item $LiteralPath $Destination"
    [IO.File]::Move((ConvertTo-RealPath $LiteralPath), (ConvertTo-RealPath $Destination), [bool]$Force)
}

function Remove-Item {
    [CmdletBinding(SupportsShouldProcess)] param([string]$LiteralPath, [switch]$Recurse, [switch]$Force)
    Add-Call "Remove-Item $LiteralPath"
    $real = ConvertTo-RealPath $LiteralPath
    if ([IO.Directory]::Exists($real)) { [IO.Directory]::Delete($real, [bool]$Recurse) } else { [IO.File]::Delete($real) }
}

function ConvertFrom-Element([Text.Json.JsonElement]$Element) {
    switch ([string]$Element.ValueKind) {
        'Object' {
            $object = [psobject]::new()
            foreach ($member in $Element.EnumerateObject()) {
                $object.psobject.Properties.Add([psnoteproperty]::new($member.Name, (ConvertFrom-Element $member.Value)))
            }
            $object
        }
        'Array' { , @(foreach ($one in $Element.EnumerateArray()) { ConvertFrom-Element $one }) }
        'String' { $Element.GetString() }
        'Number' { if ($Element.GetRawText() -match '^-?\d+$') { $Element.GetInt64() } else { $Element.GetDouble() } }
        'True' { $true }
        'False' { $false }
        default { $null }
    }
}

function ConvertFrom-Json {
    [CmdletBinding()] param([Parameter(ValueFromPipeline)] [string]$InputObject)
    process { ConvertFrom-Element ([Text.Json.JsonDocument]::Parse($InputObject).RootElement) }
}

function ConvertTo-JsonText($Value) {
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [bool]) { return "$Value".ToLowerInvariant() }
    if ($Value -is [long] -or $Value -is [int] -or $Value -is [double]) { return [string]::Format([cultureinfo]::InvariantCulture, '{0}', $Value) }
    if ($Value -is [string]) {
        # As 5.1: beyond ASCII nothing is escaped.
        $options = [Text.Json.JsonSerializerOptions]::new()
        $options.Encoder = [Text.Encodings.Web.JavaScriptEncoder]::UnsafeRelaxedJsonEscaping
        return [Text.Json.JsonSerializer]::Serialize([string]$Value, $options)
    }
    if ($Value -is [array]) { return '[' + (@(foreach ($one in $Value) { ConvertTo-JsonText $one }) -join ',') + ']' }
    '{' + (@(foreach ($property in $Value.psobject.Properties) {
        (ConvertTo-JsonText $property.Name) + ': ' + (ConvertTo-JsonText $property.Value)
    }) -join ',') + '}'
}

function ConvertTo-Json {
    [CmdletBinding()] param($InputObject, [ValidateRange(3, 100)] [int]$Depth)
    ConvertTo-JsonText $InputObject
}

function Add-Member {
    [CmdletBinding()] param($InputObject, [ValidateSet('NoteProperty')] [string]$MemberType, [string]$Name, $Value, [switch]$Force)
    if ($InputObject.psobject.Properties[$Name]) { $InputObject.psobject.Properties.Remove($Name) }
    $InputObject.psobject.Properties.Add([psnoteproperty]::new($Name, $Value))
}

function New-Object {
    [CmdletBinding()] param([ValidateSet('psobject')] [string]$TypeName)
    [psobject]::new()
}

function Write-Told([string]$Line) { [IO.File]::AppendAllText($env:GW_TEST_TOLD, "$Line`n") }

# Told goes to a file too, where it keeps its letters: powershell.exe's standard output has only those of the code page.
function Write-Host {
    [CmdletBinding()] param([Parameter(Position = 0)] [string]$Object)
    Write-Told $Object
    $Host.UI.WriteLine($Object)
}

function Write-Output {
    [CmdletBinding()] param([Parameter(Position = 0)] $InputObject)
    $InputObject
}

function Write-Verbose {
    [CmdletBinding()] param([Parameter(Position = 0)] [string]$Message)
    if ($VerbosePreference -ne 'SilentlyContinue') { Write-Told "VERBOSE: $Message" }
}

# --- Task Scheduler: one task, its XML in a file.

function Get-TaskFile { "$env:GW_TEST_DRIVE/task.xml" }

function Test-Task([string]$TaskPath, [string]$TaskName) {
    [IO.File]::Exists((Get-TaskFile)) -and [IO.File]::ReadAllText((Get-TaskFile)).Contains("<URI>$TaskPath$TaskName</URI>")
}

function Get-ScheduledTask {
    [CmdletBinding()] param([string]$TaskPath, [string]$TaskName)
    if (-not (Test-Task $TaskPath $TaskName)) {
        if ($ErrorActionPreference -eq 'SilentlyContinue') { return }
        throw [InvalidOperationException]::new("No MSFT_ScheduledTask objects found with property 'TaskName' equal to '$TaskName'.")
    }
    $task = [psobject]::new([Diagnostics.Stopwatch]::new())
    $settings = [psobject]::new([Diagnostics.Stopwatch]::new())
    $enabled = -not [IO.File]::ReadAllText((Get-TaskFile)).Contains('<Enabled>false</Enabled>')
    $settings.psobject.Properties.Add([psnoteproperty]::new('Enabled', $enabled))
    $task.psobject.Properties.Add([psnoteproperty]::new('Settings', $settings))
    $task
}

function Register-ScheduledTask {
    [CmdletBinding()] param([string]$TaskPath, [string]$TaskName, [string]$Xml, [switch]$Force)
    Add-Call "Register-ScheduledTask $TaskPath$TaskName"
    if ((Test-Task $TaskPath $TaskName) -and -not $Force) { throw [InvalidOperationException]::new('Cannot create a file when that file already exists.') }
    $null = [xml]$Xml
    [IO.File]::WriteAllText((Get-TaskFile), $Xml)
}

function Stop-ScheduledTask {
    [CmdletBinding()] param([string]$TaskPath, [string]$TaskName)
    Add-Call "Stop-ScheduledTask $TaskPath$TaskName"
}

function Unregister-ScheduledTask {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([string]$TaskPath, [string]$TaskName)
    if ($PSBoundParameters['Confirm'] -ne $false) { throw [InvalidOperationException]::new('PowerShell is in NonInteractive mode.') }
    Add-Call "Unregister-ScheduledTask $TaskPath$TaskName"
    [IO.File]::Delete((Get-TaskFile))
}

# --- Programs, by the full path that they must be started with.

${function:C:\Windows\System32\icacls.exe} = {
    Add-Call "icacls $args"
    $global:LASTEXITCODE = if ("$env:GW_TEST_ICACLS" -and "$args" -match $env:GW_TEST_ICACLS) { 5 } else { 0 }
    "processed file: $($args[0])"
}

${function:C:\Program Files\gracewatch\gracewatch.exe} = {
    $global:LASTEXITCODE = 0
    if ("$args" -eq '--version') { return $env:GW_TEST_VERSION }
    Add-Call "gracewatch $args"
    if ("$args" -match '^config --config (.*)$' -and $env:GW_TEST_CONFIG_FAULT) { $global:LASTEXITCODE = 3 }
    'language  auto  [default]'
}
${function:C:\Program Files\A & B\gracewatch.exe} = ${function:C:\Program Files\gracewatch\gracewatch.exe}
