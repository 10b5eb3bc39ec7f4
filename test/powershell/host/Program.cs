// powershell.exe's stand-in: PowerShell's real engine, powershell.exe's arguments, 5.1's prompt on standard input, and
// doubles of the cmdlets that ask Windows. What it is like is set by GW_TEST_*: see Settings.cs.
using Gracewatch.Engine;

// Before the engine is loaded: it sends telemetry about modules, and keeps a cache of modules in the home folder.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
Environment.SetEnvironmentVariable("PSModuleAnalysisCachePath", "/dev/null");

var settings = Settings.FromEnvironment();
using var output = new Output(settings);
var arguments = Arguments.Parse(args);
settings.Start(output);
if (settings.Hangs)
{
    while (Console.In.ReadLine() is not null) { }
    Faults.Hang();
}
using var engine = new Engine(settings, output);
var exitCode = Session.Run(engine, arguments, output);
output.Flush();
if (settings.HangsAtEnd) Faults.Hang();
return exitCode;
