# What Install-Gracewatch.ps1 and Uninstall-Gracewatch.ps1 have in common, read in by each: telling, refusing, doing a step
# or only telling it. Windows PowerShell 5.1, Constrained Language Mode too, pure ASCII. They set $Language.

# A sentence of messages.json in the reader's language. The file is read as UTF-8: 5.1 takes a script itself for ANSI.
function Get-Text([string]$Id, [object[]]$Facts) {
    $wanted = $Language
    if ($wanted -eq 'auto') {
        if ($PSUICulture -like 'ja*') { $wanted = 'ja' } else { $wanted = 'en' }
    }
    $file = Join-Path $PSScriptRoot 'messages.json'
    $texts = Get-Content -LiteralPath $file -Raw -Encoding UTF8 | ConvertFrom-Json
    $texts.$wanted.$Id -f $Facts
}

function Write-Text([string]$Id, [object[]]$Facts) {
    Write-Host (Get-Text $Id $Facts)
}

# Ends the script with one line, and with exit code 2 as long as nothing was changed, else 1.
$changing = $false
function Stop-Script([string]$Id, [object[]]$Facts) {
    Write-Host ('gracewatch: ' + (Get-Text $Id $Facts))
    if ($changing) { exit 1 }
    exit 2
}

# A step is told, and done unless -WhatIf was given. Not by $PSCmdlet.ShouldProcess: Constrained Language Mode has no methods
# of it, and the cmdlets of the ScheduledTasks module would not hear of a preference that is set here.
function Invoke-Step([string]$Id, [object[]]$Facts, $Action) {
    if ($WhatIfPreference) {
        Write-Text 'whatIf' (Get-Text $Id $Facts)
        return
    }
    Write-Text $Id $Facts
    $script:changing = $true
    & $Action
}

# A system program by its full path; its own words go where standard error goes. Errors: it ends with another code than 0.
function Invoke-System([string]$Program, [string[]]$Arguments) {
    $path = Join-Path $env:SystemRoot (Join-Path 'System32' $Program)
    # In some hosts a line on standard error of a program is an error of PowerShell: its exit code is what counts.
    $ErrorActionPreference = 'Continue'
    & $path @Arguments | Out-Null
    if ($LASTEXITCODE -ne 0) { Stop-Script 'systemFailed' @($Program, $Arguments[0], $LASTEXITCODE) }
}

# The task's folder and name, from \folder\name.
function Split-TaskName([string]$FullName) {
    $null = $FullName -match '^(.*\\)([^\\]+)$'
    @{ TaskPath = $Matches[1]; TaskName = $Matches[2] }
}

function Get-Task([string]$FullName) {
    $task = Split-TaskName $FullName
    Get-ScheduledTask @task -ErrorAction SilentlyContinue
}

# Administrators' and the system's part of the registry: nobody else can open it, and no method has to be called.
function Assert-Elevated {
    try { $null = Get-Item -LiteralPath 'Registry::HKEY_USERS\S-1-5-20' } catch { Stop-Script 'notElevated' }
}

# A 32-bit PowerShell sees another Program Files.
function Assert-64Bit {
    if ($env:PROCESSOR_ARCHITEW6432 -or $env:PROCESSOR_ARCHITECTURE -eq 'x86') { Stop-Script 'not64Bit' }
}

# A link could lead an administrator's hand anywhere.
function Assert-NoLink($Item) {
    if ("$($Item.Attributes)" -match 'ReparsePoint') { Stop-Script 'isLink' $Item.FullName }
}

# Who runs this as SYSTEM from where users may write would give them the machine.
function Assert-ProgramFolder([string]$Folder) {
    $below = '^' + [regex]::Escape($env:ProgramFiles) + '\\[^\\]'
    if ($Folder -notmatch $below -or $Folder -match '\.\.|/') {
        Stop-Script 'programFolderElsewhere' @($Folder, $env:ProgramFiles)
    }
}

# As owners are written in SDDL: Administrators, SYSTEM, TrustedInstaller.
$trustedOwners = @('BA', 'SY', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464')

# In %ProgramData% every user may make folders: what a user made, or may still change, is not built upon.
function Assert-Ours {
    if (-not (Test-Path -LiteralPath $dataFolder)) { return }
    Assert-Owner (Get-Item -LiteralPath $dataFolder -Force) $trustedOwners
    Get-ChildItem -LiteralPath $dataFolder -Recurse -Force | ForEach-Object { Assert-Owner $_ ($trustedOwners + 'LS') }
}

function Assert-Owner($Item, [string[]]$Trusted) {
    Assert-NoLink $Item
    $sddl = [string](Get-Acl -LiteralPath $Item.FullName).Sddl
    $owner = '?'
    if ($sddl -match '^O:(S-[0-9-]+|[A-Z]{2})') { $owner = $Matches[1] }
    if ($Trusted -cnotcontains $owner) { Stop-Script 'foreignOwner' @($Item.FullName, $owner) }
}
