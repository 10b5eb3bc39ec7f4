namespace Gracewatch.Engine;

/// <summary>powershell.exe's arguments, as far as gracewatch and its installation use them: names without case, also shortened.</summary>
public sealed record Arguments(string? Command, string? File, IReadOnlyList<string> Rest, bool NoExit)
{
    static readonly string[] Flags = ["NoLogo", "NoProfile", "NonInteractive", "Sta", "Mta"];
    static readonly string[] Valued = ["ExecutionPolicy", "OutputFormat", "InputFormat", "WindowStyle", "Version"];

    public bool ReadsInput => Command == "-" || (Command is null && File is null);

    public static Arguments Parse(string[] given)
    {
        var noExit = false;
        for (var at = 0; at < given.Length; at++)
        {
            var name = given[at].TrimStart('-', '/');
            if (Is(name, "NoExit", 3)) noExit = true;
            else if (Is(name, "Command", 1)) return new(string.Join(' ', given[(at + 1)..]), null, [], noExit);
            else if (Is(name, "File", 1) && at + 1 < given.Length) return new(null, given[at + 1], given[(at + 2)..], noExit);
            else if (Valued.Any(flag => Is(name, flag, 2))) at++;
            else if (!Flags.Any(flag => Is(name, flag, 3))) return new(string.Join(' ', given[at..]), null, [], noExit);
        }
        return new(null, null, [], noExit);
    }

    static bool Is(string given, string name, int atLeast) =>
        given.Length >= atLeast && name.StartsWith(given, StringComparison.OrdinalIgnoreCase);
}
