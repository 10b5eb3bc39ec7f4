using System.Management.Automation;
using System.Text.Json.Nodes;
using Gracewatch.Doubles;

namespace Gracewatch.Doubles
{
    public enum ServiceControllerStatus { Stopped = 1, StartPending, StopPending, Running, ContinuePending, PausePending, Paused }

    public enum ServiceStartMode { Boot, System, Automatic, Manual, Disabled }

    public sealed record ServiceDouble(string Name, ServiceControllerStatus Status, ServiceStartMode StartType)
    {
        public static ServiceDouble Of(JsonObject row) => new(
            (string?)row["Name"] ?? "",
            Enum.Parse<ServiceControllerStatus>((string?)row["Status"] ?? "Stopped"),
            Enum.Parse<ServiceStartMode>((string?)row["StartType"] ?? "Manual"));

        public override string ToString() => Name;
    }

    public sealed class ServiceCommandException(string message) : Exception(message);
}

namespace Microsoft.PowerShell.Commands
{
    [Cmdlet(VerbsCommon.Get, "Service")]
    public sealed class GetServiceCommand : PSCmdlet
    {
        [Parameter(Position = 0, Mandatory = true)] public string[] Name { get; set; } = [];

        protected override void ProcessRecord()
        {
            foreach (var name in Name)
            {
                var found = Machine.Services.OfType<JsonObject>()
                    .FirstOrDefault(row => name.Equals((string?)row["Name"], StringComparison.OrdinalIgnoreCase));
                if (found is not null) WriteObject(ServiceDouble.Of(found));
                else WriteError(new ErrorRecord(
                    new ServiceCommandException($"Cannot find any service with service name '{name}'."),
                    "NoServiceFoundForGivenName", ErrorCategory.ObjectNotFound, name));
            }
        }
    }
}
