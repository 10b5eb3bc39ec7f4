using System.Diagnostics;
using System.Globalization;

namespace Gracewatch.Engine;

/// <summary>
/// What can go wrong with a PowerShell. Several at once are separated by commas.
/// hang: reads its input, never answers · hangAfter:N · die:N, dieMid:N (N lines, then half a line): ends with code 3 ·
/// flood: from its first line on, output without end · late:MS: before its first line · banner: logo and prompts ·
/// oem: CP932 bytes before and between the lines · stderr:BYTES · grandchild: leaves a child that holds standard output,
/// and hangs at the end · noCim: no CIM cmdlets.
/// </summary>
public static class Faults
{
    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "hang", "hangAfter", "die", "dieMid", "flood", "late", "banner", "oem", "stderr", "grandchild", "noCim",
    };

    /// <summary>プログラム in CP932: bytes from 0x80 on, one of them (0x83) with a second byte inside ASCII (0x76 'v').</summary>
    public static ReadOnlySpan<byte> OemLine =>
        [0x83, 0x76, 0x83, 0x8D, 0x83, 0x4F, 0x83, 0x89, 0x83, 0x80, 0x0D, 0x0A];

    /// <summary>For ever as a test sees it; a test that was killed leaves nothing behind for longer.</summary>
    public static void Hang()
    {
        Thread.Sleep(TimeSpan.FromMinutes(10));
        Environment.Exit(4);
    }

    public static void Flood(Output output)
    {
        var block = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 118) + "\r\n", 1024)));
        while (true) output.Raw(block);
    }

    public static void StartGrandchild(string? pidFile)
    {
        // Nothing redirected: the child holds this process' standard output open.
        using var child = Process.Start(new ProcessStartInfo("sleep", ["600"]) { UseShellExecute = false })
            ?? throw new InvalidOperationException("sleep was not started");
        if (pidFile is not null) File.WriteAllText(pidFile, child.Id.ToString(CultureInfo.InvariantCulture));
    }

    public static void FillStandardError(int bytes)
    {
        using var error = Console.OpenStandardError();
        var line = System.Text.Encoding.ASCII.GetBytes(new string('e', 118) + "\r\n");
        for (var left = bytes; left > 0; left -= line.Length) error.Write(line, 0, Math.Min(left, line.Length));
        error.Flush();
    }
}
