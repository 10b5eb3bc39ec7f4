using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace Gracewatch.Engine;

/// <summary>
/// What powershell.exe does with its arguments. Standard input is read as the prompt reads it: a complete statement on a
/// line runs at once; an incomplete one goes on until an empty line, and what then still is incomplete is an error. (The
/// prompt of today's sources goes on reading there; the stricter reading also finds the empty line inside a block, which
/// ends the block early where the part before it is complete.)
/// </summary>
public static class Session
{
    /// <returns>The exit code.</returns>
    public static int Run(Engine engine, Arguments arguments, Output output)
    {
        var code = 0;
        if (arguments.File is string file) code = engine.RunFile(file, arguments.Rest);
        else if (!arguments.ReadsInput) code = engine.RunCommand(arguments.Command ?? "");
        if (engine.ExitCode is null && (arguments.ReadsInput || arguments.NoExit)) Converse(engine, output);
        return engine.ExitCode ?? code;
    }

    static void Converse(Engine engine, Output output)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.ASCII);
        StringBuilder? block = null;
        while (engine.ExitCode is null)
        {
            output.Prompt(block is null ? "PS C:\\> " : ">> ");
            // The end of the input ends the process; a block that nothing ended is not run.
            if (input.ReadLine() is not string line) return;
            if (string.IsNullOrWhiteSpace(line))
            {
                if (block is not null) engine.RunText(block.ToString());
                block = null;
            }
            else if (block is not null) block.Append('\n').Append(line);
            else if (Incomplete(line)) block = new StringBuilder(line);
            else engine.RunText(line);
        }
    }

    /// <summary>As the engine decides: by the first mistake.</summary>
    static bool Incomplete(string text)
    {
        Parser.ParseInput(text, out _, out ParseError[] errors);
        return errors.Length > 0 && errors[0].IncompleteInput;
    }
}
