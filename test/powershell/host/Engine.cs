using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Gracewatch.Doubles;

namespace Gracewatch.Engine;

/// <summary>One runspace: the engine's core cmdlets and the doubles, nothing else, so that what 5.1 has beside them fails here.</summary>
public sealed class Engine : IDisposable
{
    readonly EngineHost host;
    readonly Output output;
    readonly Runspace runspace;

    public Engine(Settings settings, Output output)
    {
        this.output = output;
        Machine.Read(settings.Machine);
        host = new EngineHost(output);
        // $PSUICulture is the thread's, whichever runs the pipeline.
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = host.CurrentUICulture;
        var state = InitialSessionState.CreateDefault2();
        state.LanguageMode = settings.Constrained ? PSLanguageMode.ConstrainedLanguage : PSLanguageMode.FullLanguage;
        state.Commands.Add(Cmdlets.All(withCim: !settings.Has("noCim")));
        runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
    }

    /// <summary>Set once the script has said `exit`.</summary>
    public int? ExitCode => host.ExitCode;

    public void RunText(string text) => Run(shell => shell.AddScript(text, useLocalScope: false));

    /// <returns>0 where the last statement succeeded ($?, which no later pipeline can see), else 1.</returns>
    public int RunCommand(string text)
    {
        var whole = Run(shell => shell.AddScript($"{text}\n$global:engineSucceeded = $?", useLocalScope: false));
        return whole && runspace.SessionStateProxy.GetVariable("engineSucceeded") is true ? 0 : 1;
    }

    /// <summary>`-Name value` as powershell.exe -File passes it on; all else by position.</summary>
    /// <returns>The code with which the file says `exit`, else 0; 1 where an error ended it.</returns>
    public int RunFile(string path, IReadOnlyList<string> arguments)
    {
        if (!Run(shell => AddFile(shell, path, arguments))) return 1;
        return runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code ? code : 0;
    }

    static void AddFile(PowerShell shell, string path, IReadOnlyList<string> arguments)
    {
        shell.AddCommand(path, useLocalScope: false);
        for (var at = 0; at < arguments.Count; at++)
        {
            if (!arguments[at].StartsWith('-')) shell.AddArgument(arguments[at]);
            else if (at + 1 < arguments.Count && !arguments[at + 1].StartsWith('-')) shell.AddParameter(arguments[at][1..], arguments[++at]);
            else shell.AddParameter(arguments[at][1..]);
        }
    }

    /// <returns>Whether it ran to its end.</returns>
    bool Run(Action<PowerShell> add)
    {
        using var shell = PowerShell.Create(runspace);
        add(shell);
        // DataAdded comes in the pipeline's own thread: a line is out before the next statement runs.
        var results = new PSDataCollection<PSObject?>();
        results.DataAdded += (_, added) =>
        {
            if (results[added.Index] is PSObject result) output.Write(result.ToString());
        };
        shell.Streams.Error.DataAdded += (_, added) => ErrorText.Print(shell.Streams.Error[added.Index]);
        try
        {
            shell.Invoke(null, results);
            return true;
        }
        catch (RuntimeException error)
        {
            ErrorText.Print(error);
            return false;
        }
    }

    public void Dispose() => runspace.Dispose();
}
