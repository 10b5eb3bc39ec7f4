using System.Management.Automation;
using Gracewatch.Doubles;

namespace Gracewatch.Doubles
{
    public sealed class OsLicenseInfoDouble;
}

namespace Microsoft.OSLicense.Commands
{
    /// <summary>Of the OSLicense module, which only the newest Windows has: brought in by a module on PSModulePath.</summary>
    [Cmdlet(VerbsCommon.Get, "OSLicenseInfo")]
    public sealed class GetOSLicenseInfoCommand : PSCmdlet
    {
        [Parameter] public SwitchParameter All { get; set; }

        protected override void ProcessRecord()
        {
            if (Machine.OsLicense is not CimDefinition from) return;
            foreach (var row in from.Rows)
            {
                var info = new PSObject(new OsLicenseInfoDouble());
                foreach (var (name, _) in from.Properties) info.Properties.Add(new PSNoteProperty(name, from.Value(row, name)));
                WriteObject(info);
            }
        }
    }
}
