using System.Globalization;

namespace Gracewatch.Engine;

/// <summary>
/// What the tests make of this machine:
/// GW_TEST_LANGUAGE=Constrained · GW_TEST_MACHINE=file.json (Machine.cs) · GW_TEST_WRAP=80 · GW_TEST_FAULT=a,b (Faults.cs)
/// · GW_TEST_PIDFILE=file (of the grandchild).
/// </summary>
public sealed class Settings
{
    readonly Dictionary<string, string> faults = new(StringComparer.OrdinalIgnoreCase);

    Settings(string? language, string? machine, string? wrap, string? fault)
    {
        Constrained = string.Equals(language, "Constrained", StringComparison.OrdinalIgnoreCase);
        Machine = machine;
        Wrap = wrap is null ? null : int.Parse(wrap, CultureInfo.InvariantCulture);
        foreach (var one in (fault ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = one.Split(':', 2);
            if (!Faults.Names.Contains(parts[0])) throw new ArgumentException($"GW_TEST_FAULT: there is no {parts[0]}");
            faults[parts[0]] = parts.Length > 1 ? parts[1] : "";
        }
    }

    public bool Constrained { get; }
    public string? Machine { get; }
    public int? Wrap { get; }

    public static Settings FromEnvironment() => new(
        Environment.GetEnvironmentVariable("GW_TEST_LANGUAGE"),
        Environment.GetEnvironmentVariable("GW_TEST_MACHINE"),
        Environment.GetEnvironmentVariable("GW_TEST_WRAP"),
        Environment.GetEnvironmentVariable("GW_TEST_FAULT"));

    public bool Has(string fault) => faults.ContainsKey(fault);

    public int? Number(string fault) =>
        faults.TryGetValue(fault, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public bool Hangs => Has("hang");
    public bool HangsAtEnd => Has("grandchild");

    /// <summary>What goes wrong before anything is read.</summary>
    public void Start(Output output)
    {
        if (Has("grandchild")) Faults.StartGrandchild(Environment.GetEnvironmentVariable("GW_TEST_PIDFILE"));
        if (Number("stderr") is int bytes) Faults.FillStandardError(bytes);
        if (Has("banner")) output.Raw("Windows PowerShell\r\nCopyright (C) Microsoft Corporation. All rights reserved.\r\n\r\n"u8);
    }
}
