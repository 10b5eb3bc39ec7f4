using System.Globalization;
using System.Management.Automation;
using Gracewatch.Doubles;

namespace Gracewatch.Doubles
{
    /// <summary>System.Management's names of the errors that matter here.</summary>
    public enum ManagementStatus : uint
    {
        Failed = 0x80041001,
        NotFound = 0x80041002,
        AccessDenied = 0x80041003,
        InvalidNamespace = 0x8004100e,
        InvalidClass = 0x80041010,
        InvalidQuery = 0x80041017,
    }

    public sealed class ManagementException(ManagementStatus code) : Exception(Text(code))
    {
        public ManagementStatus ErrorCode => code;

        static string Text(ManagementStatus code) => code switch
        {
            ManagementStatus.NotFound => "Not found ",
            ManagementStatus.AccessDenied => "Access denied ",
            ManagementStatus.InvalidNamespace => "Invalid namespace ",
            ManagementStatus.InvalidClass => "Invalid class ",
            ManagementStatus.InvalidQuery => "Invalid query ",
            _ => "Generic failure ",
        };
    }

    public sealed record WmiProperty(string Name, object? Value);

    public sealed class ManagementClassDouble(CimDefinition definition)
    {
        public string Name => definition.Name;
        public IReadOnlyList<WmiProperty> Properties { get; } =
            definition.Properties.Select(one => new WmiProperty(one.Key, null)).ToList();
        public override string ToString() => $@"\\.\root\cimv2:{definition.Name}";
    }

    public sealed class ManagementObjectDouble(string className)
    {
        public override string ToString() => className;
    }

    public static class Dmtf
    {
        /// <summary>yyyymmddHHMMSS.mmmmmm and the minutes from UTC; "no date" as WMI itself writes it.</summary>
        public static string Of(DateTime local)
        {
            var instant = new DateTimeOffset(local);
            if (instant.UtcDateTime == new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc)) return "16010101000000.000000-000";
            var minutes = (int)instant.Offset.TotalMinutes;
            return string.Create(CultureInfo.InvariantCulture,
                $"{local:yyyyMMddHHmmss.ffffff}{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes):000}");
        }
    }
}

namespace Microsoft.PowerShell.Commands
{
    [Cmdlet(VerbsCommon.Get, "WmiObject", DefaultParameterSetName = "Class")]
    public sealed class GetWmiObjectCommand : PSCmdlet
    {
        [Parameter] public string Namespace { get; set; } = @"root\cimv2";
        [Parameter(ParameterSetName = "Class", Position = 0)] public string Class { get; set; } = "";
        [Parameter(ParameterSetName = "Class", Position = 1)] public string[] Property { get; set; } = ["*"];
        [Parameter(ParameterSetName = "Class")] public string? Filter { get; set; }
        [Parameter(ParameterSetName = "Class")] public SwitchParameter List { get; set; }
        [Parameter(ParameterSetName = "Query", Mandatory = true)] public string Query { get; set; } = "";

        protected override void ProcessRecord()
        {
            try
            {
                if (!Machine.HasNamespace(Namespace)) throw new ManagementException(ManagementStatus.InvalidNamespace);
                if (List) WriteClass();
                else WriteRows(ParameterSetName == "Query" ? Wql.Parse(Query) : new Wql(Class, Property, Filter));
            }
            catch (InvalidQueryException)
            {
                Fail(new ManagementException(ManagementStatus.InvalidQuery));
            }
            catch (ManagementException error)
            {
                Fail(error);
            }
        }

        /// <summary>A list is a search: a class that is missing is no error.</summary>
        void WriteClass()
        {
            if (Machine.Class(Namespace, Class) is CimDefinition found) WriteObject(new ManagementClassDouble(found));
        }

        void WriteRows(Wql query)
        {
            var from = Machine.Class(Namespace, query.Class) ?? throw new ManagementException(ManagementStatus.InvalidClass);
            if (from.Failure is uint code) throw new ManagementException((ManagementStatus)code);
            Thread.Sleep(from.SlowMs);
            var (properties, rows) = query.Answer(from);
            foreach (var row in rows)
            {
                var instance = new PSObject(new ManagementObjectDouble(from.Name));
                // As WMI does: only what was asked for is there.
                foreach (var name in properties)
                    instance.Properties.Add(new PSNoteProperty(name, from.Value(row, name) is DateTime date ? Dmtf.Of(date) : from.Value(row, name)));
                instance.Properties.Add(new PSNoteProperty("__CLASS", from.Name));
                WriteObject(instance);
            }
        }

        void Fail(ManagementException error) => WriteError(new ErrorRecord(
            error,
            "GetWMIManagementException",
            error.ErrorCode == ManagementStatus.InvalidClass ? ErrorCategory.InvalidType : ErrorCategory.InvalidOperation,
            targetObject: null));
    }
}
