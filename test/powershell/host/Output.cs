using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gracewatch.Engine;

/// <summary>
/// Standard output as powershell.exe writes it where it is redirected: lines end with CR LF, each goes out at once, and what
/// the OEM code page does not hold becomes a question mark. The faults that concern output happen here.
/// </summary>
public sealed class Output(Settings settings) : IDisposable
{
    // The file itself: Console's stream takes a closed pipe for success, and would write into it for ever.
    readonly FileStream stream = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    readonly int? hangAfter = settings.Number("hangAfter");
    readonly int? dieAfter = settings.Number("die");
    readonly int? dieMidAfter = settings.Number("dieMid");
    int lines;

    /// <summary>One object's text; it may hold several lines.</summary>
    public void Write(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n')) WriteLine(line);
    }

    void WriteLine(string line)
    {
        Misbehave(line);
        Raw(Encoding.ASCII.GetBytes(Wrapped(line) + "\r\n"));
        lines++;
    }

    public void Prompt(string text)
    {
        if (settings.Has("banner")) Raw(Encoding.ASCII.GetBytes(text));
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (IOException)
        {
            // Nobody reads any more.
            Environment.Exit(1);
        }
    }

    public void Flush() => stream.Flush();

    public void Dispose() => stream.Dispose();

    void Misbehave(string next)
    {
        if (lines == 0 && settings.Number("late") is int milliseconds) Thread.Sleep(milliseconds);
        if (settings.Has("flood")) Faults.Flood(this);
        if (settings.Has("oem") && lines % 5 == 0) Raw(Faults.OemLine);
        if (lines == hangAfter) Faults.Hang();
        if (lines == dieAfter) Environment.Exit(3);
        if (lines != dieMidAfter) return;
        Raw(Encoding.ASCII.GetBytes(next[..((next.Length + 1) / 2)]));
        Environment.Exit(3);
    }

    /// <summary>As a console of that width breaks lines, also where its output is redirected.</summary>
    string Wrapped(string line) =>
        settings.Wrap is int width ? string.Join("\r\n", line.Chunk(width).Select(part => new string(part)).DefaultIfEmpty("")) : line;
}
