using System.ComponentModel;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Gracewatch.Doubles;

namespace Gracewatch.Doubles
{
    public enum RecordType { A = 1, SOA = 6, AAAA = 28, SRV = 33 }

    public enum RecordSection { Answer = 1, Authority, Additional }

    public sealed record DnsSrvRecord(string Name, string NameTarget, ushort Port, ushort Priority, ushort Weight)
    {
        public RecordType Type => RecordType.SRV;
        public RecordSection Section => RecordSection.Answer;
    }

    public sealed record DnsARecord(string Name, string IPAddress)
    {
        public RecordType Type => RecordType.A;
        public RecordSection Section => RecordSection.Additional;
    }

    public sealed record DnsSoaRecord(string Name, string PrimaryServer)
    {
        public RecordType Type => RecordType.SOA;
        public RecordSection Section => RecordSection.Authority;
    }
}

namespace Microsoft.DnsClient.Commands
{
    [Cmdlet(VerbsDiagnostic.Resolve, "DnsName")]
    public sealed class ResolveDnsName : PSCmdlet
    {
        [Parameter(Position = 0, Mandatory = true)] public string Name { get; set; } = "";
        [Parameter(Position = 1)] public RecordType Type { get; set; } = RecordType.A;
        [Parameter] public SwitchParameter DnsOnly { get; set; }
        [Parameter] public SwitchParameter QuickTimeout { get; set; }
        [Parameter] public SwitchParameter NoHostsFile { get; set; }

        protected override void ProcessRecord()
        {
            var zone = Machine.Dns(Name);
            var outcome = (string?)zone?["outcome"] ?? (zone is null ? "nameError" : "records");
            if (outcome == "records" && Type == RecordType.SRV) Write(zone?["records"] as JsonArray ?? []);
            // A name server may also answer "no such record" with the zone's own record, and no error.
            else if (outcome == "soa") WriteObject(new DnsSoaRecord(Name.Split('.', 3)[^1], "dc1.example"));
            else if (outcome == "timeout") Fail(1460, "ERROR_TIMEOUT", "This operation returned because the timeout period expired", ErrorCategory.OperationTimeout);
            else if (outcome == "nameError") Fail(9003, "DNS_ERROR_RCODE_NAME_ERROR", "DNS name does not exist", ErrorCategory.ResourceUnavailable);
            else Fail(9501, "DNS_INFO_NO_RECORDS", "No records found for given DNS query", ErrorCategory.ResourceUnavailable);
        }

        void Write(JsonArray records)
        {
            foreach (var record in records.OfType<JsonObject>())
                WriteObject(new DnsSrvRecord(
                    Name, (string?)record["target"] ?? "", (ushort?)record["port"] ?? 0,
                    (ushort?)record["priority"] ?? 0, (ushort?)record["weight"] ?? 0));
            foreach (var record in records.OfType<JsonObject>())
                foreach (var address in record["addresses"] as JsonArray ?? [])
                    WriteObject(new DnsARecord((string?)record["target"] ?? "", (string?)address ?? ""));
        }

        void Fail(int code, string id, string message, ErrorCategory category) =>
            WriteError(new ErrorRecord(new Win32Exception(code, $"{Name} : {message}"), id, category, Name));
    }
}
