<#
.SYNOPSIS
Detection for Intune and Configuration Manager: is the gracewatch agent installed here, and will it run?

.DESCRIPTION
Exit code 0 and one line on standard output exactly when the program is there in at least -MinimumVersion, its scheduled task
is there and enabled, and its configuration can be read. Else no output at all, and exit code 1; -Verbose tells why. It changes
nothing, and works alone, without the files beside it.

Both products run it without parameters: change the defaults below in the copy that you upload. Intune takes any exit code but 0
for "not installed". Configuration Manager takes it for a script that failed, and wants 0 without output: set
-NotFoundExitCode to 0 there.

Runs in Windows PowerShell 5.1, 32 or 64 bit, as an administrator or SYSTEM, also in Constrained Language Mode.

.PARAMETER MinimumVersion
Such as 0.1.0. An older program is as good as none.

.PARAMETER ProgramFolder
Where gracewatch.exe is. Default: the 64-bit %ProgramFiles%\gracewatch.

.PARAMETER TaskName
Folder and name of the task. Default: \gracewatch\gracewatch.

.PARAMETER NotFoundExitCode
The exit code where it is not installed. Default: 1.

.PARAMETER Language
en, ja, or auto (default): that of the user interface. Reasons are told in it where messages.json lies beside this script.

.EXAMPLE
.\Test-Gracewatch.ps1 -MinimumVersion 0.1.0 -Verbose
#>
[CmdletBinding()]
param(
    [version]$MinimumVersion = '0.0.0',
    [string]$ProgramFolder,
    [ValidatePattern('^(\\[^\\/:*?"<>|]+)+$')] [string]$TaskName = '\gracewatch\gracewatch',
    [ValidateRange(0, 255)] [int]$NotFoundExitCode = 1,
    [ValidateSet('auto', 'en', 'ja')] [string]$Language = 'auto'
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Verbose, for whatever is written otherwise may reach standard output, where it would count as "installed".
function Stop-NotFound([string]$Id, [object[]]$Facts) {
    $reason = '{0}: {1}' -f $Id, ($Facts -join ', ')
    if ($PSScriptRoot -and (Test-Path -LiteralPath (Join-Path $PSScriptRoot 'messages.json'))) {
        . (Join-Path $PSScriptRoot 'Gracewatch.Shared.ps1')
        $reason = Get-Text $Id $Facts
    }
    Write-Verbose $reason
    exit $NotFoundExitCode
}

try {
    # A 32-bit PowerShell (Intune's own) finds the 64-bit folder under this name.
    if (-not $ProgramFolder) {
        $programFiles = $env:ProgramW6432
        if (-not $programFiles) { $programFiles = $env:ProgramFiles }
        $ProgramFolder = Join-Path $programFiles 'gracewatch'
    }
    $program = Join-Path $ProgramFolder 'gracewatch.exe'
    if (-not (Test-Path -LiteralPath $program -PathType Leaf)) { Stop-NotFound 'notThere' $program }

    # Asked, not read from the file: its version resource is that of the runtime inside.
    $told = [string](& $program --version)
    if ($LASTEXITCODE -ne 0 -or $told -notmatch '^([0-9]+\.[0-9]+\.[0-9]+)') { Stop-NotFound 'noVersion' $program }
    $version = $Matches[1]
    if ([version]$version -lt $MinimumVersion) { Stop-NotFound 'tooOld' @($version, $MinimumVersion) }

    $null = $TaskName -match '^(.*\\)([^\\]+)$'
    $task = Get-ScheduledTask -TaskPath $Matches[1] -TaskName $Matches[2] -ErrorAction SilentlyContinue
    if (-not $task) { Stop-NotFound 'noTask' $TaskName }
    if (-not $task.Settings.Enabled) { Stop-NotFound 'taskDisabled' $TaskName }

    $config = Join-Path $env:ProgramData 'gracewatch\config.json'
    try { $null = Get-Content -LiteralPath $config -Raw -Encoding UTF8 | ConvertFrom-Json }
    catch { Stop-NotFound 'configUnreadable' $config }

    Write-Output "gracewatch $version"
    exit 0
}
catch {
    Stop-NotFound 'stepFailed' $_.Exception.Message
}
