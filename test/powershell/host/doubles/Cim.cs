using System.Management.Automation;
using Gracewatch.Doubles;

namespace Gracewatch.Doubles
{
    // Classes of our own: in Constrained Language Mode none of their methods may be called, and none of PowerShell's own
    // allowances for CIM's types helps.

    public sealed record CimProperty(string Name, string CimType);

    public sealed class CimClassDouble(CimDefinition definition)
    {
        public string CimClassName => definition.Name;
        public IReadOnlyList<CimProperty> CimClassProperties { get; } =
            definition.Properties.Select(one => new CimProperty(one.Key, one.Value)).ToList();
        public override string ToString() => $"ROOT/cimv2:{definition.Name}";
    }

    public sealed class CimInstanceDouble(string className)
    {
        public override string ToString() => className;
    }

    public sealed class CimException(string message, uint code) : Exception(message)
    {
        public string MessageId => $"HRESULT 0x{code:x}";
    }

    /// <summary>What both CIM cmdlets have in common.</summary>
    public abstract class CimCmdlet : PSCmdlet
    {
        [Parameter] public string Namespace { get; set; } = @"root\cimv2";
        [Parameter] [Alias("OT")] public uint OperationTimeoutSec { get; set; }

        protected CimDefinition? Find(string name, uint missing)
        {
            if (!Machine.HasNamespace(Namespace)) Fail(0x8004100e, name);
            else if (Machine.Class(Namespace, name) is CimDefinition found) return found;
            else Fail(missing, name);
            return null;
        }

        protected void Fail(uint code, string className)
        {
            var (message, category) = code switch
            {
                0x80041002 => ("Not found ", ErrorCategory.ObjectNotFound),
                0x80041003 => ("Access denied ", ErrorCategory.PermissionDenied),
                0x8004100e => ("Invalid namespace ", ErrorCategory.MetadataError),
                0x80041010 => ("Invalid class ", ErrorCategory.MetadataError),
                0x80041017 => ("Invalid query ", ErrorCategory.InvalidArgument),
                TimedOut => ("Timed out ", ErrorCategory.OperationTimeout),
                _ => ("Generic failure ", ErrorCategory.NotSpecified),
            };
            var error = new CimException(message, code);
            WriteError(new ErrorRecord(error, error.MessageId, category, $@"{Namespace}:{className}"));
        }

        /// <summary>WBEM_S_TIMEDOUT.</summary>
        protected const uint TimedOut = 0x00040004;
    }
}

namespace Microsoft.Management.Infrastructure.CimCmdlets
{
    [Cmdlet(VerbsCommon.Get, "CimClass")]
    public sealed class GetCimClassCommand : CimCmdlet
    {
        [Parameter(Position = 0, Mandatory = true)] public string ClassName { get; set; } = "";

        protected override void ProcessRecord()
        {
            // Not found, where an instance of the same class is an invalid class.
            if (Find(ClassName, missing: 0x80041002) is CimDefinition found) WriteObject(new CimClassDouble(found));
        }
    }

    [Cmdlet(VerbsCommon.Get, "CimInstance", DefaultParameterSetName = "Class")]
    public sealed class GetCimInstanceCommand : CimCmdlet
    {
        [Parameter(ParameterSetName = "Query", Mandatory = true)] public string Query { get; set; } = "";
        [Parameter(ParameterSetName = "Query")] public string QueryDialect { get; set; } = "WQL";
        [Parameter(ParameterSetName = "Class", Position = 0, Mandatory = true)] public string ClassName { get; set; } = "";
        [Parameter(ParameterSetName = "Class")] public string? Filter { get; set; }
        [Parameter(ParameterSetName = "Class")] [Alias("SelectProperties")] public string[] Property { get; set; } = ["*"];

        protected override void ProcessRecord()
        {
            try
            {
                var query = ParameterSetName == "Query" ? Wql.Parse(Query) : new Wql(ClassName, Property, Filter);
                if (Find(query.Class, missing: 0x80041010) is CimDefinition found && Answers(found)) Write(found, query);
            }
            catch (InvalidQueryException)
            {
                Fail(0x80041017, ClassName);
            }
        }

        void Write(CimDefinition from, Wql query)
        {
            var (properties, rows) = query.Answer(from);
            foreach (var row in rows)
            {
                var instance = new PSObject(new CimInstanceDouble(from.Name));
                // As MI does: an instance has all the class' properties; those that were not asked for are null.
                foreach (var (name, _) in from.Properties)
                    instance.Properties.Add(new PSNoteProperty(name, properties.Contains(name) ? from.Value(row, name) : null));
                instance.Properties.Add(new PSNoteProperty("PSComputerName", null));
                WriteObject(instance);
            }
        }

        bool Answers(CimDefinition from)
        {
            var allowed = OperationTimeoutSec == 0 ? int.MaxValue : (int)OperationTimeoutSec * 1000;
            Thread.Sleep(Math.Min(from.SlowMs, allowed));
            var failure = from.SlowMs > allowed ? TimedOut : from.Failure;
            if (failure is uint code) Fail(code, from.Name);
            return failure is null;
        }
    }
}
