# What Windows PowerShell 5.1 cannot read, and what Constrained Language Mode refuses, found in scripts without running them:
# by the engine's own parser. For each finding a line: file|line|rule|text. Run in Full Language: check.ps1 FILE...
# It is stricter than the engine where that cannot be decided from the text alone: a method is only called on what is seen to
# be of a core type, such as ([string]$x.Name).Trim(), or is one that only core types have.
param([Parameter(ValueFromRemainingArguments)] [string[]]$Files)
$ErrorActionPreference = 'Stop'

# Core types that 5.1 has too, under these names. Without pscustomobject, whose cast is refused, and scriptblock, which is no core type.
$coreTypes = -split @'
array bool byte char cultureinfo datetime decimal double float guid hashtable int int16 int32 int64 ipaddress long nullstring
ordered pscredential psobject ref regex sbyte securestring single string switch timespan uint16 uint32 uint64 uri
version void wildcardpattern xml
'@
$attributes = -split @'
alias allowemptycollection allowemptystring allownull cmdletbinding outputtype parameter supportswildcards validatecount
validatelength validatenotnull validatenotnullorempty validatepattern validaterange validatescript validateset
'@
# Methods that only texts and dates have, and that give a core type again: also called on a variable, whose type nobody sees.
$coreMethods = -split @'
adddays addhours addminutes addseconds endswith indexof lastindexof padleft padright replace split startswith substring
tochararray tolower tolowerinvariant touniversaltime tolocaltime toupper toupperinvariant trim trimend trimstart
'@
$newCommands = -split 'Get-Error Join-String Test-Json Get-Uptime Remove-Service ConvertFrom-Markdown Show-Markdown ConvertTo-CliXml'
$newParameters = @{
    'ForEach-Object' = 'Parallel', 'ThrottleLimit', 'AsJob'; 'ConvertFrom-Json' = 'AsHashtable', 'Depth', 'NoEnumerate'
    'ConvertTo-Json' = 'AsArray', 'EnumsAsStrings', 'EscapeHandling'; 'Get-Content' = 'AsByteStream'; 'Set-Content' = 'AsByteStream'
    'Select-String' = 'NoEmphasis', 'Raw', 'Culture'; 'Split-Path' = 'LeafBase', 'Extension'; 'Invoke-WebRequest' = 'SkipHttpErrorCheck'
    'Invoke-RestMethod' = 'SkipHttpErrorCheck'; 'Start-Process' = 'Environment'; 'Sort-Object' = 'Top', 'Bottom', 'Stable'
}
$newVariables = -split 'IsWindows IsLinux IsMacOS IsCoreCLR PSStyle EnabledExperimentalFeatures'
$newEncodings = -split 'utf8NoBOM utf8BOM ansi'

function Add-Finding($Ast, [string]$Rule) {
    $extent = if ($Ast.Extent) { $Ast.Extent } else { $Ast }
    $text = ($extent.Text -split "`n")[0].Trim()
    "$script:file|$($extent.StartLineNumber)|$Rule|$text"
}

function Test-Core($TypeName, [string[]]$Allowed = $coreTypes) {
    if ($TypeName.IsArray) { return $TypeName.ElementType.FullName -eq 'object' -or (Test-Core $TypeName.ElementType) }
    $name = $TypeName.FullName -replace '^System\.' -replace 'Attribute$'
    $Allowed -contains $name
}

# Seen to be of a core type: a text, a cast, what a method of such gives, or what an operator makes of texts.
function Test-CoreValue($Ast) {
    switch ($Ast.GetType().Name) {
        'StringConstantExpressionAst' { $true }
        'ExpandableStringExpressionAst' { $true }
        'ConvertExpressionAst' { Test-Core $Ast.Type.TypeName }
        'ParenExpressionAst' { Test-CorePipeline $Ast.Pipeline }
        'BinaryExpressionAst' { $Ast.Operator -in 'Format', 'Join' }
        'InvokeMemberExpressionAst' { Test-CoreCall $Ast }
        'VariableExpressionAst' { $true }
        'IndexExpressionAst' { $Ast.Target.Extent.Text -eq '$Matches' }
        default { $false }
    }
}

function Test-CorePipeline($Ast) {
    $elements = @($Ast.PipelineElements)
    $elements.Count -eq 1 -and $elements[0] -is [Management.Automation.Language.CommandExpressionAst] -and (Test-CoreValue $elements[0].Expression)
}

function Test-CoreCall($Ast) {
    if ($Ast.Member -isnot [Management.Automation.Language.StringConstantExpressionAst]) { return $false }
    # The one method that is allowed on everything.
    if ($Ast.Member.Value -eq 'ToString') { return $true }
    if ($Ast.Static) { return $Ast.Expression -is [Management.Automation.Language.TypeExpressionAst] -and (Test-Core $Ast.Expression.TypeName) }
    $coreMethods -contains $Ast.Member.Value -and (Test-CoreValue $Ast.Expression)
}

function Test-Command($Ast) {
    $name = $Ast.GetCommandName()
    if ($name -in 'Add-Type', 'Invoke-Expression', 'Import-LocalizedData', 'Start-Job') { Add-Finding $Ast "lockdown:$name" }
    if ($name -eq 'New-Object') {
        $type = @($Ast.CommandElements | Select-Type | ForEach-Object { $_.Value })[1]
        if ($type -ne 'psobject') { Add-Finding $Ast 'lockdown:New-Object' }
    }
    if ($newCommands -contains $name) { Add-Finding $Ast '5.1:command' }
    foreach ($element in $Ast.CommandElements) {
        if ($element -is [Management.Automation.Language.CommandParameterAst] -and $newParameters[[string]$name] -contains $element.ParameterName) {
            Add-Finding $element '5.1:parameter'
        }
        if ($element.Extent.Text -in $newEncodings) { Add-Finding $element '5.1:encoding' }
    }
}

filter Select-Type { if ($_ -is [Management.Automation.Language.StringConstantExpressionAst]) { $_ } }

function Test-Member($Ast) {
    if ($Ast.NullConditional) { Add-Finding $Ast '5.1:?.' }
    if ($Ast -is [Management.Automation.Language.InvokeMemberExpressionAst]) {
        if (-not (Test-CoreCall $Ast)) { Add-Finding $Ast 'lockdown:method' }
        # No error in Constrained Language Mode: the text of the block is put in.
        elseif ($Ast.Static -and @($Ast.Arguments | Where-Object { $_ -is [Management.Automation.Language.ScriptBlockExpressionAst] }).Count) {
            Add-Finding $Ast 'lockdown:method'
        }
    }
    elseif ($Ast.Static -and -not (Test-Core $Ast.Expression.TypeName)) { Add-Finding $Ast 'lockdown:static' }
}

function Test-Node($Ast) {
    switch ($Ast.GetType().Name) {
        'TernaryExpressionAst' { Add-Finding $Ast '5.1:? :' }
        'PipelineChainAst' { Add-Finding $Ast '5.1:chain' }
        'BinaryExpressionAst' { if ($Ast.Operator -eq 'QuestionQuestion') { Add-Finding $Ast '5.1:??' } }
        'AssignmentStatementAst' { if ($Ast.Operator -eq 'QuestionQuestionEquals') { Add-Finding $Ast '5.1:??=' } }
        'PipelineAst' { if ($Ast.Background) { Add-Finding $Ast '5.1:&' } }
        'ScriptBlockAst' {
            if ($Ast.CleanBlock) { Add-Finding $Ast.CleanBlock '5.1:clean' }
            $version = if ($Ast.ScriptRequirements) { $Ast.ScriptRequirements.RequiredPSVersion }
            if ($version -gt [version]'5.1') { Add-Finding $Ast '5.1:requires' }
        }
        'MemberExpressionAst' { Test-Member $Ast }
        'InvokeMemberExpressionAst' { Test-Member $Ast }
        'IndexExpressionAst' { if ($Ast.NullConditional) { Add-Finding $Ast '5.1:?.' } }
        'VariableExpressionAst' { if ($newVariables -contains $Ast.VariablePath.UserPath) { Add-Finding $Ast '5.1:variable' } }
        'ConvertExpressionAst' { if (-not (Test-Core $Ast.Type.TypeName)) { Add-Finding $Ast 'lockdown:cast' } }
        'TypeConstraintAst' {
            $isCast = $Ast.Parent -is [Management.Automation.Language.ConvertExpressionAst]
            if (-not $isCast -and -not (Test-Core $Ast.TypeName)) { Add-Finding $Ast 'lockdown:type' }
        }
        'AttributeAst' { if (-not (Test-Core $Ast.TypeName $attributes)) { Add-Finding $Ast 'lockdown:attribute' } }
        'TypeDefinitionAst' { Add-Finding $Ast 'lockdown:class' }
        'UsingStatementAst' { Add-Finding $Ast 'lockdown:using' }
        'ConfigurationDefinitionAst' { Add-Finding $Ast 'lockdown:configuration' }
        'CommandAst' { Test-Command $Ast }
    }
}

function Test-Token($Token) {
    $text = $Token.Text
    switch ([string]$Token.Kind) {
        'Number' { if ($text -match '^[-+]?0b' -or $text -match '(?<!0x[0-9a-f]*)(y|us?|ul|u|n|s)([kmgtp]b)?$') { Add-Finding $Token '5.1:number' } }
        # An even number of backticks before it are backticks themselves.
        { $_ -in 'StringExpandable', 'HereStringExpandable', 'Generic', 'Identifier' } {
            if ($text -cmatch '(?<!`)(``)*`(u\{|e)') { Add-Finding $Token '5.1:escape' }
        }
    }
}

foreach ($script:file in $Files) {
    $bytes = [IO.File]::ReadAllBytes($script:file)
    $line = 1
    foreach ($byte in $bytes) {
        if ($byte -eq 10) { $line++ }
        if ($byte -gt 126) { "$script:file|$line|ascii|byte $byte"; break }
    }
    $tokens = $mistakes = $null
    $ast = [Management.Automation.Language.Parser]::ParseFile($script:file, [ref]$tokens, [ref]$mistakes)
    foreach ($mistake in $mistakes) { "$script:file|$($mistake.Extent.StartLineNumber)|parse|$($mistake.Message)" }
    foreach ($node in $ast.FindAll({ $true }, $true)) { Test-Node $node }
    foreach ($token in $tokens) { Test-Token $token }
}
exit 0
