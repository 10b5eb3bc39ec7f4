using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Collections.ObjectModel;
using Gracewatch.Doubles;

namespace Gracewatch.Engine;

/// <summary>What the engine asks of the program around it: little but to end, and to print what is not an object.</summary>
public sealed class EngineHost(Output output) : PSHost
{
    readonly HostOutput ui = new(output);

    /// <summary>Set by `exit`.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture { get; } = new(Machine.UiCulture ?? "");
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "ConsoleHost";
    public override PSHostUserInterface UI => ui;
    public override Version Version => new(5, 1);
    public override void EnterNestedPrompt() => throw new PSNotSupportedException();
    public override void ExitNestedPrompt() => throw new PSNotSupportedException();
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}

/// <summary>-NonInteractive: whatever would ask a person is refused.</summary>
sealed class HostOutput(Output output) : PSHostUserInterface
{
    public override PSHostRawUserInterface? RawUI => null;
    public override void Write(string value) => output.Write(value);
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => output.Write(value);
    public override void WriteLine(string value) => output.Write(value);
    public override void WriteDebugLine(string message) => output.Write($"DEBUG: {message}");
    public override void WriteVerboseLine(string message) => output.Write($"VERBOSE: {message}");
    public override void WriteWarningLine(string message) => output.Write($"WARNING: {message}");
    public override void WriteErrorLine(string value) => Console.Error.Write($"{value}\r\n");
    public override void WriteProgress(long sourceId, ProgressRecord record) { }
    public override string ReadLine() => throw new PSNotSupportedException();
    public override SecureString ReadLineAsSecureString() => throw new PSNotSupportedException();
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new PSNotSupportedException();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new PSNotSupportedException();
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new PSNotSupportedException();
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw new PSNotSupportedException();
}
