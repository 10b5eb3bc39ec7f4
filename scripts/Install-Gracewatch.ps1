<#
.SYNOPSIS
Installs the gracewatch agent on this computer, or updates it: data folder with its rights, configuration, scheduled task.

.DESCRIPTION
gracewatch reads whether Windows is activated and tells the organisation's collector. It only reads.

What this does, in this order: it checks everything that can be checked, makes %ProgramData%\gracewatch for SYSTEM and
Administrators only, copies gracewatch.exe where it lies beside this script, writes config.json (keys that are there and not
named again stay), has the program check it, and registers the scheduled task. Run it again at any time: that is an update.

Runs in Windows PowerShell 5.1, 64 bit, elevated, also in Constrained Language Mode. Files that belong beside it:
Gracewatch.Shared.ps1, messages.json, scheduled-task.xml (or ..\config\scheduled-task.xml).

Exit codes: 0 done (with -WhatIf: told); 2 refused, nothing was changed; 1 a step failed, what was done before it stays.

.PARAMETER CollectorUrl
http(s)://host[:port] of the collector, without a path. Needed the first time, unless a configuration names it.

.PARAMETER CredentialFile
A text file whose first line is the credential of this machine's agent. The credential itself is never a parameter: command
lines are logged. Its text goes into config.json, which only SYSTEM, Administrators and the agent can read.

.PARAMETER Account
Whom the task runs as: System (default) or LocalService, which may do less.

.PARAMETER Policy
A policy file, copied to %ProgramData%\gracewatch\policy.json.

.PARAMETER ConfigFile
A configuration (see agent.example.json) whose keys are put into config.json.

.PARAMETER ProgramFolder
Where gracewatch.exe is, or is copied to; below Program Files. Default: %ProgramFiles%\gracewatch.

.PARAMETER TaskName
Folder and name of the task. Default: \gracewatch\gracewatch.

.PARAMETER DailyAt
HH:mm, local time, from which on the daily run begins at random within four hours. Default: 09:00.

.PARAMETER Language
en, ja, or auto (default): that of the user interface.

.EXAMPLE
.\Install-Gracewatch.ps1 -CollectorUrl https://gracewatch.corp.example -WhatIf

.EXAMPLE
.\Install-Gracewatch.ps1 -ConfigFile .\agent.json -Policy .\policy.json -Account LocalService
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string]$CollectorUrl,
    [string]$CredentialFile,
    [ValidateSet('System', 'LocalService')] [string]$Account = 'System',
    [string]$Policy,
    [string]$ConfigFile,
    [string]$ProgramFolder = (Join-Path $env:ProgramFiles 'gracewatch'),
    [ValidatePattern('^(\\[^\\/:*?"<>|]+)+$')] [string]$TaskName = '\gracewatch\gracewatch',
    [ValidatePattern('^([01][0-9]|2[0-3]):[0-5][0-9]$')] [string]$DailyAt = '09:00',
    [ValidateSet('auto', 'en', 'ja')] [string]$Language = 'auto'
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Gracewatch.Shared.ps1')

# By number: names of accounts are translated.
$administrators = '*S-1-5-32-544'
$system = '*S-1-5-18'
$localService = '*S-1-5-19'

$dataFolder = Join-Path $env:ProgramData 'gracewatch'
$agentFolder = Join-Path $dataFolder 'agent'
$logFolder = Join-Path $dataFolder 'logs'
$configPath = Join-Path $dataFolder 'config.json'
$policyPath = Join-Path $dataFolder 'policy.json'
$program = Join-Path $ProgramFolder 'gracewatch.exe'
$programBeside = Join-Path $PSScriptRoot 'gracewatch.exe'

# --- What is handed in

function Test-Document($Value) {
    $null -ne $Value -and @($Value.psobject.TypeNames) -contains 'System.Management.Automation.PSCustomObject'
}

function Read-Json([string]$Path) {
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { Stop-Script 'fileMissing' $Path }
    $document = $null
    try { $document = Get-Content -LiteralPath $Path -Raw -Encoding UTF8 | ConvertFrom-Json } catch { Stop-Script 'notJson' $Path }
    if (-not (Test-Document $document)) { Stop-Script 'notJson' $Path }
    $document
}

# The first line. It is never shown, neither whole nor in part.
function Read-Credential([string]$Path) {
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { Stop-Script 'fileMissing' $Path }
    $line = [string](Get-Content -LiteralPath $Path -TotalCount 1)
    $credential = $line -replace '^\s+|\s+$', ''
    if ($credential -notmatch '^[\x21-\x7e]+$') { Stop-Script 'noCredential' $Path }
    $credential
}

# A key's value, or null.
function Get-Key($Document, [string]$Name) {
    foreach ($property in $Document.psobject.Properties) {
        if ($property.Name -ceq $Name) { return $property.Value }
    }
}

function Set-Key($Document, [string]$Name, $Value) {
    Add-Member -InputObject $Document -MemberType NoteProperty -Name $Name -Value $Value -Force
}

function Merge-Document($Into, $From) {
    foreach ($property in $From.psobject.Properties) {
        $there = Get-Key $Into $property.Name
        if ((Test-Document $there) -and (Test-Document $property.Value)) { Merge-Document $there $property.Value }
        else { Set-Key $Into $property.Name $property.Value }
    }
}

# A part of the configuration, made where there is none.
function Get-Part($Document, [string]$Name) {
    if (-not (Test-Document (Get-Key $Document $Name))) { Set-Key $Document $Name (New-Object psobject) }
    Get-Key $Document $Name
}

# What was there, over it the file, over it the parameters.
function Get-Configuration {
    $document = New-Object psobject
    if (Test-Path -LiteralPath $configPath) { Merge-Document $document (Read-Json $configPath) }
    if ($ConfigFile) { Merge-Document $document (Read-Json $ConfigFile) }
    $collector = Get-Part $document 'collector'
    if ($CollectorUrl) { Set-Key $collector 'url' $CollectorUrl }
    if ($CredentialFile) { Set-Key $collector 'credential' (Read-Credential $CredentialFile) }
    if ($Policy) {
        $null = Read-Json $Policy
        Set-Key $document 'policy' 'policy.json'
    }
    $log = Get-Part $document 'log'
    # A task has no window: what is not in a file nobody reads.
    if ($null -eq (Get-Key $log 'file')) { Set-Key $log 'file' (Join-Path $logFolder 'gracewatch.log') }
    $document
}

# null is allowed: then deliveries stay in the spool. Not saying is not: the program's own default is this computer.
function Assert-Collector($Document) {
    $collector = Get-Key $Document 'collector'
    if (@($collector.psobject.Properties | ForEach-Object { $_.Name }) -cnotcontains 'url') { Stop-Script 'noCollector' }
    $url = Get-Key $collector 'url'
    if ($null -ne $url -and $url -notmatch '^https?://[^/?#@\s]+/?$') { Stop-Script 'wrongUrl' $url }
    if ($url -match '^http:' -and $url -notmatch '^http://(localhost|127\.|\[::1\])') { Write-Text 'urlWithoutTls' $url }
}

# 5.1 cannot write UTF-8 without a mark, so everything beyond ASCII is escaped, as JSON allows.
function ConvertTo-AsciiJson($Document) {
    $text = ConvertTo-Json -InputObject $Document -Depth 10
    $units = foreach ($unit in ([string]$text).ToCharArray()) {
        if ([int]$unit -gt 126) { '\u{0:x4}' -f [int]$unit } else { $unit }
    }
    $units -join ''
}

# --- The task

function ConvertTo-XmlText([string]$Text) {
    $Text -replace '&', '&amp;' -replace '<', '&lt;' -replace '>', '&gt;' -replace '"', '&quot;'
}

# Each text stands in the template exactly once: a template that was changed is not guessed at.
function Edit-Template([string]$Template, [string]$From, [string]$To) {
    $parts = @($Template -split [regex]::Escape($From))
    if ($parts.Count -ne 2) { Stop-Script 'templateChanged' $From }
    $parts -join $To
}

function Get-TaskXml {
    $file = Join-Path $PSScriptRoot 'scheduled-task.xml'
    if (-not (Test-Path -LiteralPath $file)) { $file = Join-Path $PSScriptRoot '..\config\scheduled-task.xml' }
    if (-not (Test-Path -LiteralPath $file)) { Stop-Script 'fileMissing' $file }
    $xml = [string](Get-Content -LiteralPath $file -Raw -Encoding UTF8)
    $xml = Edit-Template $xml '"%ProgramFiles%\gracewatch\gracewatch.exe"' (ConvertTo-XmlText ('"' + $program + '"'))
    $xml = Edit-Template $xml '<URI>\gracewatch\gracewatch</URI>' ('<URI>' + (ConvertTo-XmlText $TaskName) + '</URI>')
    if ($Account -eq 'LocalService') { $xml = Edit-Template $xml '<UserId>S-1-5-18<' '<UserId>S-1-5-19<' }
    Edit-Template $xml 'T09:00:00<' ('T' + $DailyAt + ':00<')
}

# --- The data folder

function New-Folder([string]$Path) {
    # Without -Force: one that somebody made since it was looked for is not taken.
    if (-not (Test-Path -LiteralPath $Path)) { $null = New-Item -ItemType Directory -Path $Path }
}

# The agent's own account, where it is not SYSTEM; what it had before is taken back where it is.
function Grant-Agent([string]$Path, [string]$Rights) {
    if ($Account -eq 'LocalService') { Invoke-System 'icacls.exe' @($Path, '/grant:r', ($localService + ':' + $Rights), '/Q') }
    else { Invoke-System 'icacls.exe' @($Path, '/remove:g', $localService, '/Q') }
}

function Protect-DataFolder {
    New-Folder $dataFolder
    Invoke-System 'icacls.exe' @($dataFolder, '/setowner', $administrators, '/Q')
    Invoke-System 'icacls.exe' @($dataFolder, '/inheritance:r', '/grant:r', ($system + ':(OI)(CI)F'),
        ($administrators + ':(OI)(CI)F'), '/Q')
    Grant-Agent $dataFolder '(RX)'
    # Between making it and closing it somebody may have put something in.
    Assert-Ours
    foreach ($folder in @($agentFolder, $logFolder)) {
        New-Folder $folder
        Grant-Agent $folder '(OI)(CI)M'
    }
}

# Written beside and then put in place: a reader meets the old file or the new one, never half of one.
function Write-Whole([string]$Path, [string]$Text, $Check) {
    $new = $Path + '.new'
    Set-Content -LiteralPath $new -Value $Text -Encoding ASCII
    Grant-Agent $new 'R'
    if ($Check) { & $Check $new }
    Move-Item -LiteralPath $new -Destination $Path -Force
}

# The program knows every key. It is asked for its exit code; its own words go to standard error.
function Assert-Configuration([string]$Path) {
    $ErrorActionPreference = 'Continue'
    & $program config --config $Path | Out-Null
    if ($LASTEXITCODE -eq 0) { return }
    $code = $LASTEXITCODE
    Remove-Item -LiteralPath $Path
    Stop-Script 'configRefused' @($program, $code)
}

# --- Checks first, then the steps

try {
    Assert-64Bit
    Assert-Elevated
    Assert-ProgramFolder $ProgramFolder
    $isBeside = Test-Path -LiteralPath $programBeside -PathType Leaf
    if (-not $isBeside -and -not (Test-Path -LiteralPath $program -PathType Leaf)) {
        Stop-Script 'programMissing' @($program, $PSScriptRoot)
    }
    Assert-Ours
    $configuration = Get-Configuration
    Assert-Collector $configuration
    $taskXml = Get-TaskXml
    $task = Split-TaskName $TaskName

    Invoke-Step 'stepFolder' $dataFolder { Protect-DataFolder }
    if ($isBeside) {
        Invoke-Step 'stepProgram' $program {
            # A running program cannot be replaced; a run that is ended loses nothing.
            if (Get-Task $TaskName) { Stop-ScheduledTask @task }
            New-Folder $ProgramFolder
            Copy-Item -LiteralPath $programBeside -Destination $program -Force
        }
    }
    if ($Policy) {
        Invoke-Step 'stepPolicy' $policyPath { Write-Whole $policyPath (ConvertTo-AsciiJson (Read-Json $Policy)) }
    }
    Invoke-Step 'stepConfig' $configPath {
        Write-Whole $configPath (ConvertTo-AsciiJson $configuration) { Assert-Configuration $args[0] }
    }
    Invoke-Step 'stepTask' @($TaskName, $Account) { $null = Register-ScheduledTask @task -Xml $taskXml -Force }
    if (-not $WhatIfPreference) { Write-Text 'installed' $TaskName }
    exit 0
}
catch {
    Stop-Script 'stepFailed' $_.Exception.Message
}
