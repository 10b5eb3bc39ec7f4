<#
.SYNOPSIS
Removes the gracewatch agent's scheduled task from this computer; with -Purge its program and data too.

.DESCRIPTION
Without -Purge the program and %ProgramData%\gracewatch stay, and the same machine goes on under the same identity when the
agent is installed again. With -Purge the identity, the credential, the logs and every delivery that the collector has not
had yet are gone.

Runs in Windows PowerShell 5.1, 64 bit, elevated, also in Constrained Language Mode. Files that belong beside it:
Gracewatch.Shared.ps1, messages.json.

Exit codes: 0 done, also where there was nothing to remove (with -WhatIf: told); 2 refused, nothing was changed; 1 a step
failed, what was done before it stays.

.PARAMETER Purge
Remove gracewatch.exe and %ProgramData%\gracewatch too.

.PARAMETER ProgramFolder
Where gracewatch.exe is. Default: %ProgramFiles%\gracewatch.

.PARAMETER TaskName
Folder and name of the task. Default: \gracewatch\gracewatch.

.PARAMETER Language
en, ja, or auto (default): that of the user interface.

.EXAMPLE
.\Uninstall-Gracewatch.ps1 -Purge -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [switch]$Purge,
    [string]$ProgramFolder = (Join-Path $env:ProgramFiles 'gracewatch'),
    [ValidatePattern('^(\\[^\\/:*?"<>|]+)+$')] [string]$TaskName = '\gracewatch\gracewatch',
    [ValidateSet('auto', 'en', 'ja')] [string]$Language = 'auto'
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Gracewatch.Shared.ps1')

$dataFolder = Join-Path $env:ProgramData 'gracewatch'
$program = Join-Path $ProgramFolder 'gracewatch.exe'

function Remove-Task {
    $task = Split-TaskName $TaskName
    # First stopped: a run goes on without its task, and holds the program and the data.
    Stop-ScheduledTask @task
    Unregister-ScheduledTask @task -Confirm:$false
}

function Remove-Program {
    Remove-Item -LiteralPath $program -Force
    # Only where nothing else is in it.
    if (@(Get-ChildItem -LiteralPath $ProgramFolder -Force).Count -eq 0) { Remove-Item -LiteralPath $ProgramFolder }
}

try {
    Assert-64Bit
    Assert-Elevated
    Assert-ProgramFolder $ProgramFolder
    $hasData = Test-Path -LiteralPath $dataFolder
    $hasProgram = Test-Path -LiteralPath $program -PathType Leaf
    # Whoever owns a folder can put a link into it between the look and the deed.
    if ($Purge) { Assert-Ours }

    if (Get-Task $TaskName) { Invoke-Step 'stepRemoveTask' $TaskName { Remove-Task } }
    else { Write-Text 'noTask' $TaskName }
    if ($Purge) {
        if ($hasProgram) { Invoke-Step 'stepRemoveProgram' $program { Remove-Program } }
        if ($hasData) {
            Invoke-Step 'stepRemoveData' $dataFolder { Remove-Item -LiteralPath $dataFolder -Recurse -Force }
        }
    }
    else {
        if ($hasProgram) { Write-Text 'leftProgram' $program }
        if ($hasData) { Write-Text 'leftData' $dataFolder }
    }
    exit 0
}
catch {
    Stop-Script 'stepFailed' $_.Exception.Message
}
