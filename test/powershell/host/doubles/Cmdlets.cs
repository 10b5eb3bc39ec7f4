using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Gracewatch.Doubles;

/// <summary>
/// Every double in this assembly but those that a module has to bring. They stand in the namespaces of the real cmdlets
/// and have their names, because the second half of an error's id is the name of the class.
/// </summary>
public static class Cmdlets
{
    static readonly string[] Cim = ["Get-CimInstance", "Get-CimClass"];
    /// <summary>Found through PSModulePath, where a test has put its module.</summary>
    static readonly string[] InModules = ["Get-OSLicenseInfo"];

    public static IEnumerable<SessionStateCommandEntry> All(bool withCim) =>
        from type in typeof(Cmdlets).Assembly.GetTypes()
        let named = type.GetCustomAttribute<CmdletAttribute>()
        where named is not null
        let name = $"{named.VerbName}-{named.NounName}"
        where !InModules.Contains(name) && (withCim || !Cim.Contains(name))
        select new SessionStateCmdletEntry(name, type, helpFileName: null);
}
